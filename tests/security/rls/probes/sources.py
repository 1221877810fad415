"""A source who comes back about one target: of what the source unit is told."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt
from tests.security.rls.records import FREE, KEPT_OUT, LEAD, WORKER, record
from tests.security.rls.rows import key
from tests.security.rls.states import OTHER, OWN, STATES, State, Way

_ANALYST, _READER = ("analyst", "intel_assessment"), ("officer", "intel_assessment")
_HEADS, _ITEMS, _MENTIONS = (
    "intelligence_intelligencereport",
    "intelligence_item",
    "intelligence_mention",
)
_NEW = "'00000000-0000-4000-8000-00000000dec1'"
_BEGIN = f"select wall.begin('intelligence', {_NEW})"
_GUARD = f"select wall.guard_sources({_NEW}, '2001-01-01')"
_COUNT = (
    "select string_agg(reports::text, ', ') from intelligence_sourcematch"
    " where made_at = '2001-01-01'"
)


def _number(ways: tuple[Way, ...], whose: object) -> str:
    return str(STATES.index(State(ways, whose, *FREE)) + 1)  # type: ignore[arg-type]


_HERE, _THERE, _ELSEWHERE = _number((), OWN), _number(WORKER, OWN), _number((), OTHER)
_SECOND = _number(LEAD, OWN)


def _target(number: str, meets: int = 77007701) -> str:
    return (
        "insert into intelligence_meetingkey (id, mention_id, key, is_within)"
        f" values (gen_random_uuid(), {key(_MENTIONS, number)}, {meets}, true)"
    )


def _source(number: str, told_by: str = "one") -> str:
    return (
        "insert into intelligence_sourcekey (id, report_id, key)"
        f" values (gen_random_uuid(), {key(_HEADS, number)}, '{told_by}')"
    )


def _guards(
    name: str,
    expects: str,
    *there: str,
    opens: bool = True,
    by: tuple[str, str] = _ANALYST,
    keyed: str = _HERE,
) -> Attempt:
    """Writing a record with a source and a target; ``there`` are others."""
    head = record(_HEADS, (), is_own=True)
    keys = "intelligence_sourcekey"
    made = [
        "reset role",
        f"update {_ITEMS} set report_id = {_NEW} where id = {key(_ITEMS, _HERE)}",
        f"update {keys} set report_id = {_NEW} where report_id = {head}",
        f"update {_HEADS} set id = {_NEW} where id = {head}",
        "set local role unhidden_staff",
    ]
    steps = [*([_BEGIN] if opens else []), *made, _GUARD, "reset role", _COUNT]
    before = [_target(keyed), _source(keyed), *there]
    return Attempt("guard_sources", name, by, steps, expects, before)


def _handles(name: str, role: str, expects: str) -> Attempt:
    asked = ["select wall.handles_sources()"]
    who = (role, "intel_assessment") if role else ("", "")
    return Attempt("handles_sources", name, who, asked, expects)


def _told(
    name: str,
    expects: str,
    role: str = "source_unit",
    *,
    owner: object = OWN,
    later: str = record(_HEADS, (), is_own=True),
) -> Attempt:
    """Reading what the source unit is told."""
    made = (
        "insert into intelligence_sourcematch (id, organisation_id, earlier_id,"
        " later_id, earlier_urn, later_urn, reports, made_at)"
        " values (gen_random_uuid(),"
        f" '{owner}', gen_random_uuid(), {later}, '', '', 2, '2001-01-01')"
    )
    asked = [
        "select count(*) from intelligence_sourcematch where made_at = '2001-01-01'"
    ]
    return Attempt(
        "handles_sources", name, (role, "intel_assessment"), asked, expects, [made]
    )


ATTEMPTS = [
    _guards("a source who comes back", "2", _target(_THERE), _source(_THERE)),
    _guards("a source who comes back, in what they make", "2",
            _target(_THERE), _source(_THERE), by=_READER),
    _guards("a source who comes back, in what they write on", "2",
            _target(_THERE), _source(_THERE), opens=False),
    _guards("a source who comes back, in what they only read", "None",
            _target(_THERE), _source(_THERE), opens=False, by=_READER),
    _guards("a source who comes back, in a second record of their own", "None",
            _target(_THERE), _source(_THERE), keyed=_SECOND),
    _guards("a source of another organisation", "None",
            _target(_ELSEWHERE), _source(_ELSEWHERE)),
    _guards("another source", "None", _target(_THERE), _source(_THERE, "two")),
    _guards("another source of another's", "None", _target(_THERE),
            _source(_THERE, "two"), _source(_ELSEWHERE, "two")),
    _guards("another target", "None", _target(_THERE, 77007702), _source(_THERE)),
    _guards("another target of another's", "None", _target(_THERE, 77007702),
            _source(_THERE), _target(_ELSEWHERE, 77007702)),
    _handles("of the source unit", "source_unit", "True"),
    _handles("of the desk", "analyst", "False"),
    _handles("nobody", "", "False"),
    _told("what the source unit is told", "1"),
    _told("what another's source unit is told", "0", owner=OTHER),
    _told("of a record that they are kept out of", "0",
          later=record(_HEADS, (), KEPT_OUT, is_own=True)),
    _told("what the desk is not told", "0", "analyst"),
    _told("what the planner is not told", "0", "planner"),
]  # fmt: skip
