"""What ends once: nobody writes it again by SQL, nor ends it in another's name."""

from __future__ import annotations

from collections.abc import Iterator

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.cover import NO_COVER, OPENING, SHEET, opening, sheet
from tests.security.rls.probes.safety import REGISTER, keeper, ready, register
from tests.security.rls.probes.sharing.prepared import GIVEN, MANAGER, WORKS, row
from tests.security.rls.records import WORKER, record
from tests.security.rls.states import COLLEAGUE, OWN, PERSON

_UNDER_CASES = (
    "safeguarding_excludedinterpreter",
    "safeguarding_linkwish",
    "safeguarding_safecontact",
)
_NOW, _SOON = "clock_timestamp()", "clock_timestamp() + interval '1 hour'"


def _change(table: str, where: str, **given: str) -> list[str]:
    """Change it, and tell how many rows that were."""
    changes = ", ".join(f"{name} = {value}" for name, value in given.items())
    changed = f"update {table} set {changes} where {where} returning 1"
    return [f"with done as ({changed}) select count(*) from done"]


def _ended(by: object, at: str = _NOW, named: str = "ended") -> dict[str, str]:
    return {f"{named}_at": at, f"{named}_by_id": f"'{by}'" if by else "null"}


def _under_case(table: str) -> Iterator[Attempt]:
    def tries(name: str, expects: str, *before: str, **given: str) -> Attempt:
        steps = _change(table, f"id = {record(table, WORKER)}", **given)
        return Attempt(table, f"{table}: {name}", WORKS, steps, expects, before)

    again = f"update {table} set ended_at = now(), ended_by_id = '{PERSON}'"
    yield tries("end it", "1", **_ended(PERSON))
    yield tries("end it in a colleague's name", REFUSED, **_ended(COLLEAGUE))
    yield tries("take its end back", "0", again, **_ended("", "null"))


_FOUND = "safeguarding_foundagain"
_OF_FOUND = f"id = {record(_FOUND, WORKER)}"
_UNANSWERED = f"update {_FOUND} set answer = ''"
_ANSWERED = f"update {_FOUND} set answer = 'no', answered_by_id = '{PERSON}'"


def _answers(name: str, expects: str, by: object, before: str) -> Attempt:
    given = {"answer": "'yes'", "answered_by_id": f"'{by}'", "answered_at": _NOW}
    steps = _change(_FOUND, _OF_FOUND, **given)
    return Attempt(_FOUND, name, WORKS, steps, expects, [before])


FOUND = [
    _answers("answer for who was found", "1", PERSON, _UNANSWERED),
    _answers("answer in a colleague's name", REFUSED, COLLEAGUE, _UNANSWERED),
    _answers("answer a second time", "0", PERSON, _ANSWERED),
]

_DUTY = "safeguarding_coverduty"


def _duty(**given: str) -> str:
    whole = {
        "id": "gen_random_uuid()",
        "organisation_id": f"'{OWN}'",
        "person_id": f"'{COLLEAGUE}'",
        "from_at": "now()",
        "until_at": _SOON,
        "set_by_id": f"'{PERSON}'",
        "set_at": "now()",
    }
    return row(_DUTY, **{**whole, **given})


def _shuts(name: str, expects: str, at: str) -> Attempt:
    table = "safeguarding_coveropening"
    steps = _change(table, f"id = {OPENING}", ended_at=at)
    before = [NO_COVER, sheet(), opening()]
    return Attempt(table, name, MANAGER, steps, expects, before)


_SHEET = "safeguarding_coversheet"
_OF_SHEET = f"id = {SHEET}"
COVER = [
    Attempt(_DUTY, "end a duty", MANAGER, _change(_DUTY, "true", **_ended(PERSON)),
            "1", [f"delete from {_DUTY}", _duty()]),
    Attempt(_DUTY, "end a duty in a colleague's name", MANAGER,
            _change(_DUTY, "true", **_ended(COLLEAGUE)), REFUSED,
            [f"delete from {_DUTY}", _duty()]),
    Attempt(_DUTY, "take the end of a duty back", MANAGER,
            _change(_DUTY, "true", **_ended("", "null")), "0",
            [f"delete from {_DUTY}", _duty(ended_at="now()")]),
    Attempt(_SHEET, "withdraw a sheet", MANAGER,
            _change(_SHEET, _OF_SHEET, **_ended(PERSON, named="withdrawn")), "1",
            [NO_COVER, sheet(GIVEN)]),
    Attempt(_SHEET, "withdraw a sheet in a colleague's name", MANAGER,
            _change(_SHEET, _OF_SHEET, **_ended(COLLEAGUE, named="withdrawn")),
            REFUSED, [NO_COVER, sheet(GIVEN)]),
    Attempt(_SHEET, "bring a sheet back", MANAGER,
            _change(_SHEET, _OF_SHEET, **_ended("", "null", "withdrawn")), "0",
            [NO_COVER, sheet(GIVEN), f"update {_SHEET} set withdrawn_at = now()"]),
    _shuts("shut what one opened", "1", _NOW),
    _shuts("shut it at an hour to come", REFUSED, _SOON),
]  # fmt: skip


def _keeper_ends(name: str, expects: str, at: str, **given: str) -> Attempt:
    table = "safeguarding_registerkeeper"
    steps = _change(table, f"person_id = '{COLLEAGUE}'", ended_at=at)
    kept = keeper(COLLEAGUE, REGISTER, **given)
    before = [*ready(), register(), keeper(), kept]
    return Attempt(table, name, MANAGER, steps, expects, before)


KEEPERS = [
    _keeper_ends("end that a colleague keeps it", "1", _NOW),
    _keeper_ends("end it at an hour to come", REFUSED, _SOON),
    _keeper_ends("take its end back", "0", "null", ended_at="now()"),
]
ATTEMPTS = [
    *(each for table in _UNDER_CASES for each in _under_case(table)),
    *FOUND,
    *COVER,
    *KEEPERS,
]
