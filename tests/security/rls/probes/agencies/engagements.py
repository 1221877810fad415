"""Approving what a colleague asked for, and turning it down."""

from __future__ import annotations

from uuid import UUID

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.agencies.prepared import ADMINISTRATOR, AT, stored
from tests.security.rls.states import COLLEAGUE, IDLE, OWN, PERSON, WAITING
from tests.security.rls.world import engagement

OFFICER = ("officer", "operation_delivery")
NOBODY = ("", "")
_WAITING, _APPROVED, _OWN = (
    engagement(role, who)
    for role, who in (
        ("support_worker", WAITING),
        ("support_worker", IDLE),
        ("partner", PERSON),
    )
)
_ASKED_FOR = [
    f"update agencies_engagement set asked_by_id = '{COLLEAGUE}', approved_at = null"
    f" where id in ('{_WAITING}', '{_OWN}')"
]
_ASKED_BY_ONESELF = [
    f"update agencies_engagement set asked_by_id = '{PERSON}' where id = '{_WAITING}'"
]
_ENDED = [
    *_ASKED_FOR,
    f"update agencies_engagement set ended_at = now() where id = '{_WAITING}'",
]


def _decide(
    verb: str,
    name: str,
    engaged: UUID,
    expects: str = REFUSED,
    *,
    before: list[str] = _ASKED_FOR,
    who: tuple[str, str] = ADMINISTRATOR,
    asked: str = "",
) -> Attempt:
    decided = f"select wall.{verb}_engagement('{engaged}', {AT})"
    steps = [decided, *(stored(asked) if asked else [])]
    named = f"{verb}_engagement hold_engagement"
    return Attempt(named, f"{verb}: {name}", who, steps, expects, before)


def _either(verb: str) -> list[Attempt]:
    """What is so for whoever approves and for whoever declines."""
    return [
        _decide(verb, "what a colleague asked for", _WAITING, DONE),
        _decide(verb, "what is approved", _APPROVED),
        _decide(verb, "what was turned down", _WAITING, before=_ENDED),
        _decide(verb, "what nobody asked for", OWN),
        _decide(verb, "for oneself", _OWN),
        _decide(verb, "as an officer", _WAITING, who=OFFICER),
        _decide(verb, "as nobody", _WAITING, who=NOBODY),
    ]


_ALONE = "string_agg(id::text, ' ') from agencies_engagement where"


ATTEMPTS = [
    *_either("approve"),
    _decide("approve", "what one asked for", _WAITING, before=_ASKED_BY_ONESELF),
    _decide("approve", "that one alone", _WAITING, str(_WAITING),
            asked=f"{_ALONE} approved_at = {AT} and approved_by_id = '{PERSON}'"),
    *_either("decline"),
    _decide("decline", "take back what one asked for", _WAITING, DONE,
            before=_ASKED_BY_ONESELF),
    _decide("decline", "that one alone", _WAITING, str(_WAITING),
            asked=f"{_ALONE} ended_at = {AT} and ended_by_id = '{PERSON}'"),
]  # fmt: skip
