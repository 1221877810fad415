"""Who may be whom: candidates are what the row policies show, and nothing else."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.probes.sharing.prepared import row
from tests.security.rls.records import WORKER
from tests.security.rls.rows import key
from tests.security.rls.states import LEVELS, OTHER, OWN, STATES, State

_SEEN_BY_RIGHT = str(STATES.index(State(WORKER, OWN, *LEVELS[0])) + 1)
_ANALYST = ("analyst", "intel_assessment")
# Every mention is a person's with the same key, whatever way leads to its report.
_ALIKE = (
    "update intelligence_tracekey set key = 7",
    "update intelligence_trace t set kind = 'person', report_id = i.report_id"
    " from intelligence_mention m join intelligence_item i on i.id = m.item_id"
    " where m.id = t.mention_id",
)
_FOUND = "wall.candidates(array['{}'], '[[{}]]', array[{}], {})"
#: So many are wanted of whoever sees few reports, and of whoever sees more.
_MANY, _FEWER = 100_000, 9
_THEIRS, _OTHERS = (_FOUND.format("person", key, _MANY, _MANY) for key in (7, 8))
#: One of their own organisation's has a key of its own beside.
_ONE = key("intelligence_mention", _SEEN_BY_RIGHT)
_RARE = f"insert into intelligence_tracekey (mention_id, key) values ({_ONE}, 8)"
#: That one has no other key, and all others have more that are crowded.
_RARE_ALONE = f"delete from intelligence_tracekey where key = 7 and mention_id = {_ONE}"
_CROWDED_TOO = (
    "insert into intelligence_tracekey (mention_id, key)"
    " select mention_id, n from intelligence_tracekey, generate_series(10, 13) n"
    " where key = 7"
)
#: One of an organisation's that nobody let them in to has a key of its own.
_RARE_UNSEEN = (
    "insert into intelligence_tracekey (mention_id, key)"
    " select t.mention_id, 8 from intelligence_trace t"
    " join intelligence_intelligencereport r on r.id = t.report_id"
    f" where r.organisation_id = '{OTHER}'"
    " and not exists (select from access_grant g where g.record_id = r.id)"
    " order by t.mention_id limit 1"
)
_CARS = "update intelligence_trace set kind = 'vehicle'"
#: Only what nobody let them in to has the key that is asked for.
_HIDDEN = (
    "update intelligence_tracekey k set key = 9 from intelligence_trace t"
    " join intelligence_intelligencereport r on r.id = t.report_id"
    f" where t.mention_id = k.mention_id and (r.organisation_id <> '{OTHER}'"
    " or exists (select from access_grant g where g.record_id = r.id))"
)
_NEWEST = (
    "select p.model_id from intelligence_modelpublication p"
    " order by p.turn desc limit 1"
)
#: Three counts of people: of the newest neither place nor id is first or last.
_COUNTED = tuple(
    row(
        "intelligence_peoplecount",
        id=f"md5('count {turn}')::uuid",
        turn=turn,
        counted_at="'epoch'",
        mentions="40",
        names="0",
        dated="0",
        again="0",
        held="'{}'",
    )
    for turn in ("13", "15", "14")
)
_UNCOUNTED = "delete from intelligence_peoplecount"
_NAMES_COUNT = "bool_and(c.counted is not distinct from {}) from {} c"
_SEEN = (
    "select t.mention_id from intelligence_trace t"
    " join intelligence_mention m on m.id = t.mention_id"
)


def _asks(
    name: str,
    asked: str,
    says: str,
    who: tuple[str, str] = _ANALYST,
    *also: str,
) -> Attempt:
    before = [*_ALIKE, *also]
    return Attempt("candidates", name, who, [f"select {asked}"], says, before)


def _counted(
    name: str,
    kind: str,
    keys: str,
    says: str,
    *also: str,
    cap: int = 5,
    most: int = _FEWER,
) -> Attempt:
    """How many are found where a key is of more than ``cap``."""
    asked = f"count(*) from {_FOUND.format(kind, keys, cap, most)}"
    return _asks(name, asked, says, _ANALYST, *also)


def _by_few(name: str, kind: str, keys: str, says: str, *also: str) -> Attempt:
    """How many are found more than ``says``, for whoever sees few reports."""
    asked = f"select count(*) - {says} from {_FOUND.format(kind, keys, 5, _MANY)}"
    return Attempt(
        "candidates few_in_view", f"by who sees few, {name}", _ANALYST, [asked], "0",
        [*_ALIKE, *also],
    )  # fmt: skip


_ALL_SEEN = f"(select count(*) from ({_SEEN}) seen)"
ATTEMPTS = [
    _asks(
        "as many as are seen",
        f"(select count(*) from {_THEIRS}) = (select count(*) from ({_SEEN}) seen)",
        "True",
    ),
    _asks(
        "those that are seen",
        f"count(*) from ({_SEEN} except select mention_id from {_THEIRS}) missed",
        "0",
    ),
    _asks("some are seen", f"count(*) > 100 from {_THEIRS}", "True"),
    _asks(
        "the model that was published last",
        f"bool_and(c.model = ({_NEWEST})) from {_THEIRS} c",
        "True",
    ),
    _asks("the count of people that was made last",
          _NAMES_COUNT.format("md5('count 15')::uuid", _THEIRS), "True",
          _ANALYST, _UNCOUNTED, *_COUNTED),
    _asks("no count where none was made", _NAMES_COUNT.format("null::uuid", _THEIRS),
          "True", _ANALYST, _UNCOUNTED),
    _asks("of another key", f"count(*) from {_OTHERS}", "0"),
    _counted("of another kind", "vehicle", "7", "0", cap=_MANY),
    _asks("by support", f"count(*) from {_THEIRS}", "0",
          ("support_worker", "safeguarding_support")),
    _counted("of a crowded key alone", "person", "7", "5"),
    _counted("of a crowded key and one that nobody has", "person", "7, 999", "5"),
    _counted("of a crowded key and a rare one", "person", "7, 8", "1", _RARE),
    _counted("of a crowded key and a rare one that is out of sight", "person", "7, 8",
             "5", _RARE_UNSEEN),
    _counted("of a crowded key, of a car", "vehicle", "7, 8", "6", _RARE, _CARS),
    _counted("of a crowded key that is out of sight", "person", "7", "0", _HIDDEN,
             cap=1),
    _asks("as many as are asked for by rare keys, of a car",
          f"array_agg(mention_id) = array[{_ONE}]"
          f" from {_FOUND.format('vehicle', '7, 8, 10, 11, 12, 13', 5, 1)}",
          "True", _ANALYST, _RARE, _RARE_ALONE, _CROWDED_TOO, _CARS),
    _by_few("of a crowded key alone", "person", "7", _ALL_SEEN),
    _by_few("of a crowded key and a rare one", "person", "7, 8", "1", _RARE),
    _by_few("of a crowded key, of a car", "vehicle", "7, 8", _ALL_SEEN, _RARE, _CARS),
    _by_few("of a crowded key, of another kind", "vehicle", "7", "0"),
    _by_few("of a crowded key that is out of sight", "person", "7", "0", _HIDDEN),
]  # fmt: skip
