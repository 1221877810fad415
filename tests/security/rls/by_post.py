"""Posts that the person holds in the made investigations, and what they let them do."""

from __future__ import annotations

from collections.abc import Mapping

from tests.security.rls.states import PERSON, STATES
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
    table asks for: all, where it asks for none.
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
    )
