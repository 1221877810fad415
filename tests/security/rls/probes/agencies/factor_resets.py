"""Confirming that second factors were lost, and turning it down."""

from __future__ import annotations

from uuid import UUID, uuid5

from tests.security.rls.attempts import DONE, REFUSED, Attempt
from tests.security.rls.probes.agencies.engagements import NOBODY, OFFICER
from tests.security.rls.probes.agencies.prepared import (
    ADMINISTRATOR,
    AT,
    LEAVER,
    THIRD,
    engaged,
    person,
    stored,
)
from tests.security.rls.states import OTHER, OWN, PERSON

RESET, ANOTHER = uuid5(LEAVER, "reset"), uuid5(LEAVER, "another reset")


def _asked(
    of: UUID = LEAVER, by: UUID = THIRD, at: str = "now()", where: UUID = OWN
) -> list[str]:
    """Two factor resets that wait: the one that is decided about, and another."""
    return [
        "insert into agencies_factorreset (id, person_id, organisation_id, asked_by_id,"
        f" asked_at) values ('{each}', '{of}', '{where}', '{by}', {at})"
        for each in (RESET, ANOTHER)
    ]


def _asker(more: str = "approved_at = now()", **engagement: object) -> list[str]:
    """Who asks, as an administrator; ``more`` as in an UPDATE of the engagement."""
    role = str(engagement.get("role", "administrator"))
    where = engagement.get("where", OWN)
    assert isinstance(where, UUID)
    return [person(LEAVER), person(THIRD), engaged(THIRD, role, where, more)]


_WAITS = [*_asker(), *_asked()]
_CHANGED = "update agencies_factorreset set {} = now()"
_GOOD = "approved_at = now()"


def _decide(
    verb: str,
    name: str,
    expects: str = REFUSED,
    *,
    before: list[str] = _WAITS,
    reset: UUID = RESET,
    who: tuple[str, str] = ADMINISTRATOR,
    asked: str = "",
) -> Attempt:
    decided = f"select wall.{verb}_factor_reset('{reset}', {AT})"
    steps = [decided, *(stored(asked) if asked else [])]
    named = f"{verb}_factor_reset hold_factor_reset"
    return Attempt(named, f"{verb} a factor reset: {name}", who, steps, expects, before)


def _either(verb: str) -> list[Attempt]:
    """What is so for whoever confirms and for whoever declines."""
    return [
        _decide(verb, "what a colleague asked for", DONE),
        _decide(
            verb, "what is confirmed", before=[*_WAITS, _CHANGED.format("confirmed_at")]
        ),
        _decide(
            verb, "what was turned down", before=[*_WAITS, _CHANGED.format("ended_at")]
        ),
        _decide(verb, "what nobody asked for", reset=OWN),
        _decide(verb, "for oneself", before=[*_asker(), *_asked(of=PERSON)]),
        _decide(verb, "of another organisation", before=[
            *_asker(where=OTHER), *_asked(where=OTHER)]),
        _decide(verb, "as an officer", who=OFFICER),
        _decide(verb, "as nobody", who=NOBODY),
    ]  # fmt: skip


def _confirm(name: str, *before: str, expects: str = REFUSED) -> Attempt:
    return _decide("confirm", name, expects, before=list(before))


_ALONE = "string_agg(id::text, ' ') from agencies_factorreset where"

ATTEMPTS = [
    *_either("confirm"),
    *_either("decline"),
    _confirm("what one asked for", *_asker(), *_asked(by=PERSON)),
    _confirm("after three days", *_asker(),
             *_asked(at="now() - interval '73 hours'")),
    _confirm("within three days", *_asker(),
             *_asked(at="now() - interval '71 hours'"), expects=DONE),
    _confirm("asked by nobody at work", person(LEAVER), person(THIRD), *_asked()),
    _confirm("asked by an officer", *_asker(role="officer"), *_asked()),
    _confirm("asked from elsewhere", *_asker(where=OTHER), *_asked()),
    _confirm("asked by one to be approved", *_asker("to_on = null"), *_asked()),
    _confirm("asked by one who left", *_asker(f"{_GOOD}, ended_at = now()"),
             *_asked()),
    _confirm("asked by one who begins later",
             *_asker(f"{_GOOD}, from_on = current_date + 2"), *_asked()),
    _confirm("asked by one whose time is over",
             *_asker(f"{_GOOD}, to_on = current_date - 1"), *_asked()),
    _confirm("asked by one whose last day comes",
             *_asker(f"{_GOOD}, to_on = current_date + 2"), *_asked(), expects=DONE),
    _confirm("asked by one whose account is closed", person(LEAVER),
             person(THIRD, is_active=False), engaged(THIRD, "administrator"),
             *_asked()),
    _decide("confirm", "that one alone", str(RESET),
            asked=f"{_ALONE} confirmed_at = {AT} and confirmed_by_id = '{PERSON}'"),
    _decide("decline", "take back what one asked for", DONE,
            before=[*_asker(), *_asked(by=PERSON)]),
    _decide("decline", "that one alone", str(RESET),
            asked=f"{_ALONE} ended_at = {AT} and ended_by_id = '{PERSON}'"),
]  # fmt: skip
