"""Two organisations are told to contact each other: of what, and who is told."""

from __future__ import annotations

from dataclasses import replace

from tests.security.rls.attempts import Attempt
from tests.security.rls.records import ABOVE, RESTRICTED, WORKER
from tests.security.rls.rows import key
from tests.security.rls.states import LEVELS, OTHER, OWN, STATES, State, Way

ANALYST, READER = ("analyst", "intel_assessment"), ("officer", "intel_assessment")
_HEADS, _ITEMS, _MENTIONS = (
    "intelligence_intelligencereport",
    "intelligence_item",
    "intelligence_mention",
)
_FREE = LEVELS[0]
_NEW = "'00000000-0000-4000-8000-00000000dec0'"
_BEGIN = f"select wall.begin('intelligence', {_NEW})"
_DECONFLICT = f"select wall.deconflict({_NEW}, '2001-01-01')"
_MADE = "from intelligence_contact where made_at = '2001-01-01'"
_COUNT = f"select count(*) {_MADE}"
_SENSITIVE = (
    f"select string_agg(o.owner, ', ') from (select case organisation_id"
    f" when '{OWN}' then 'own' else 'other' end || case when is_sensitive"
    f" then ' sensitive' else '' end as owner {_MADE} order by 1) o"
)


def _number(ways: tuple[Way, ...], level: tuple[int, bool, str], whose: object) -> str:
    return str(STATES.index(State(ways, whose, *level)) + 1)  # type: ignore[arg-type]


def _keyed(number: str, *, is_within: bool = False) -> str:
    return (
        "insert into intelligence_meetingkey (id, mention_id, key, is_within)"
        f" values (gen_random_uuid(), {key(_MENTIONS, number)}, 77007700, {is_within})"
    )


def _meets(
    name: str,
    expects: str,
    there: str,
    *,
    level: tuple[int, bool, str] = _FREE,
    opens: bool = True,
    by: tuple[str, str] = ANALYST,
    keyed: str = "",
    asks: str = _COUNT,
) -> Attempt:
    """Writing a record of one's own at this level meets ``there``, and tells so."""
    here = _number((), level, OWN)
    made = [
        "reset role",
        f"update {_ITEMS} set report_id = {_NEW} where id = {key(_ITEMS, here)}",
        f"update {_HEADS} set id = {_NEW} where id = {key(_HEADS, here)}",
        "set local role unhidden_staff",
    ]
    steps = [*([_BEGIN] if opens else []), *made, _DECONFLICT, "reset role", asks]
    before = [_keyed(keyed or here), _keyed(there)]
    return Attempt("deconflict", name, by, steps, expects, before)


_THERE = _number((), _FREE, OTHER)


def _answers(
    name: str, role: str, expects: str, wanted: str = "intelligence"
) -> Attempt:
    asked = [f"select wall.answers_for('{wanted}')"]
    return Attempt("answers_for", name, (role, "intel_assessment"), asked, expects)


ATTEMPTS = [
    _meets("another's", "other, own", _THERE, asks=_SENSITIVE),
    _meets("another's, in what they make", "2", _THERE, by=READER),
    _meets("another's, in what they write on", "2", _THERE, opens=False),
    _meets("another's, in a second record of their own", "0", _THERE,
           keyed=_number(WORKER, _FREE, OWN)),
    _meets("another's, in what they only read", "0", _THERE, opens=False, by=READER),
    replace(
        _meets("another's, by a name that many have", "0", _THERE),
        before=[_keyed(_number((), _FREE, OWN), is_within=True), _keyed(_THERE)],
    ),
    _meets("their own", "0", _number(WORKER, _FREE, OWN)),
    _meets("another's that they see", "0", _number(WORKER, _FREE, OTHER)),
    _meets("another's above their clearance", "other sensitive",
           _number(WORKER, ABOVE, OTHER), asks=_SENSITIVE),
    _meets("another's that is restricted", "other sensitive",
           _number((), RESTRICTED, OTHER), asks=_SENSITIVE),
    _meets("from a sensitive one", "own sensitive", _THERE, level=ABOVE,
           asks=_SENSITIVE),
    _meets("from a restricted one", "own sensitive", _THERE, level=RESTRICTED,
           asks=_SENSITIVE),
    _answers("who reviews intelligence", "planner", "True"),
    _answers("of another kind", "planner", "False", "report"),
    _answers("who does not", "analyst", "False"),
]  # fmt: skip
