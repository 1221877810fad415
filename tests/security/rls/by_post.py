"""Posts that the person holds in the made investigations, and what they let them do."""

from __future__ import annotations

from collections.abc import Mapping

from tests.security.rls.states import PERSON, STATES, State
from unhidden.access.policy import Purpose

POSTS = "investigations_post"
_SCHEDULES = {"disclosure_officer", "deputy_disclosure"}
_LEADS = {"sio", "deputy_sio"}
_REACHES = {*_LEADS, "office_manager", "victim_liaison"}
_SENSITIVE = {*_LEADS, *_SCHEDULES}

#: Whose rows only these posts meet, and add.
MEETS = {
    "investigations_personcontact": _REACHES,
    "investigations_statementcontact": _REACHES,
    "investigations_sensitivedescription": _SENSITIVE,
    "investigations_sensitiveline": _SENSITIVE,
}
#: To which only these posts add. What is decided here is neither relevance nor use.
ADDS = {
    **MEETS,
    "investigations_materialdecision": _SCHEDULES,
    "investigations_materialdescription": _SCHEDULES,
    "investigations_presumedanswer": _SCHEDULES,
    "investigations_schedule": _SCHEDULES,
    "investigations_scheduleline": _SCHEDULES,
    "investigations_section45record": {"sio"},
    "investigations_victimupdate": _REACHES,
}
#: Of which whoever holds a sterile post, or came by an emergency alone, meets their
#: own rows: "sterile", "emergency" or both.
KEPT = {
    "investigations_interestconflict": {"sterile", "emergency"},
    "investigations_interview": {"emergency"},
    "investigations_interviewstep": {"sterile", "emergency"},
    "investigations_papertext": {"sterile", "emergency"},
    "investigations_personidentity": {"sterile"},
    "investigations_section45record": {"sterile", "emergency"},
    "investigations_subjectlink": {"sterile", "emergency"},
}
#: Which whoever decides about the team adds and changes.
MANAGED = {
    "investigations_interestconflict",
    "investigations_investigationpartner",
    "investigations_post",
    "investigations_statusstep",
}
#: What a new row says where one asks and another decides.
BEGINS = {"investigations_archive": {"sha256": "''", "leaf": "''", "size": "0"}}
#: One after the other; and in every fifth record they are kept from what is sealed.
_HELD = (
    "sio",
    "deputy_sio",
    "disclosure_officer",
    "deputy_disclosure",
    "office_manager",
    "victim_liaison",
    "exhibits_officer",
)
_STERILE = 5


def given() -> dict[str, str]:
    """The columns of the made posts, over ``n``, which counts them from 1."""
    held = ", ".join(f"'{each}'" for each in _HELD)
    return {
        "person_id": f"'{PERSON}'",
        "function": f"(array[{held}])[1 + n %% {len(_HELD)}]",
        "is_sterile": f"n %% {_STERILE} = 0",
    }


def records(posts: Mapping[str, set[str]], table: str, purpose: str) -> frozenset[int]:
    """The numbers of the records, from 0, in which they hold one of the posts that a
    table asks for, and are of the team: all, where it asks for none.
    """
    numbers, functions = range(len(STATES)), posts.get(table)
    if functions is None:
        return frozenset(numbers)
    if purpose != Purpose.INVESTIGATION:
        return frozenset()
    return frozenset(
        number
        for number in numbers
        if _HELD[(number + 1) % len(_HELD)] in functions and (number + 1) % _STERILE
        if "team" in _let_in_by(STATES[number])
    )


def meets(table: str, purpose: str, action: str) -> frozenset[int]:
    """The numbers of the records whose rows of a table they meet, by their posts."""
    found = records(MEETS, table, purpose)
    return found - kept(table) if action == "read" else found


def kept(table: str) -> frozenset[int]:
    """The numbers of the records of which they are kept from others' rows."""
    why = KEPT.get(table, set())
    return frozenset(
        number
        for number, state in enumerate(STATES)
        if ("sterile" in why and not (number + 1) % _STERILE)
        or ("emergency" in why and _came_by_emergency(state))
    )


def changes(
    table: str, writable: frozenset[int], managed: frozenset[int]
) -> frozenset[int]:
    """Of what they may write: where they change rows that others wrote."""
    found = writable - kept(table)
    if table not in MANAGED:
        return found
    if table != POSTS:
        return found & managed
    # Whoever has an interest in the case ends what they schedule by.
    given_up = {n for n in found if _HELD[(n + 1) % len(_HELD)] in _SCHEDULES}
    return found & (managed | given_up)


def adds(
    table: str, writable: frozenset[int], managed: frozenset[int], purpose: str
) -> frozenset[int]:
    """Of what they may write: where they add rows of their own."""
    found = writable & records(ADDS, table, purpose)
    return found & managed if table in MANAGED else found


def _came_by_emergency(state: State) -> bool:
    mine = _let_in_by(state)
    return "break_glass" in mine and "team" not in mine


def _let_in_by(state: State) -> set[str]:
    """By what a record is open to the person themselves."""
    return {
        way.basis for way in state.ways if way.whose == "person" and not way.is_ended
    }
