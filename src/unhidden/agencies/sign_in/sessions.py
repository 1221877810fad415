"""Where somebody is signed in: by browser and time; no address is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.db import router, transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest

from unhidden.access.absent import Absent
from unhidden.agencies.models import Credential, Person
from unhidden.agencies.sign_in import events
from unhidden.agencies.sign_in.session_store import kept_as

# The first that a browser names itself by: others call themselves Chrome and Safari.
_BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
_NAMES = {"Edg": "Edge", "OPR": "Opera"}
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")


@dataclass(frozen=True, slots=True)
class SignedInSession:
    pk: int
    browser: str
    since: datetime
    is_current: bool


def list_sessions(request: HttpRequest) -> list[SignedInSession]:
    """The person's living sessions, this one first, then the newest."""
    key = kept_as(request.session.session_key)
    rows = UserSession.objects.purge_and_list(request.user)  # type: ignore[arg-type]
    found = [
        SignedInSession(
            row.pk, browser_of(row.user_agent), row.created_at, row.session_key == key
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.is_current, one.since), reverse=True)


def end_own_session(request: HttpRequest, pk: int) -> None:
    """End one of the person's own sessions; raises Absent for any other."""
    assert isinstance(request.user, Person)  # noqa: S101  # the gate let them pass
    if not _end(UserSession.objects.filter(pk=pk, user_id=request.user.pk)):
        raise Absent
    events.note_account_event("session_revoked", request.user, session=pk)


def browser_of(agent: str) -> str:
    """``Firefox, Windows`` of what a browser says of itself; empty when it hides it."""
    browser = next((name for name in _BROWSERS if f"{name}/" in agent), "")
    system = next((name for name in _SYSTEMS if re.search(name, agent)), "")
    parts = [_NAMES.get(browser, browser), system.replace("Mac OS X", "Mac")]
    return ", ".join(part for part in parts if part)


def of_person(person: Person) -> list[SignedInSession]:
    """Anybody's living sessions, the newest first; for administrators."""
    rows = UserSession.objects.purge_and_list(person)
    found = [
        SignedInSession(
            row.pk, browser_of(row.user_agent), row.created_at, is_current=False
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.since, one.pk), reverse=True)


def end_all(person: Person) -> int:
    """End every session of a person, listed or not; gives how many were listed."""
    again = {"times_signed_out": F("times_signed_out") + 1}
    nobody = {"password": make_password(None), "times_signed_out": 1}
    Credential.objects.update_or_create(
        person_id=person.pk, defaults=again, create_defaults=nobody
    )
    return _end(UserSession.objects.filter(user_id=person.pk))


def end_others(person: Person, *, keep: str | None) -> None:
    """End a person's listed sessions but the one with this key.

    For a change of password, whose new hash ends those that no list names.
    """
    rows = UserSession.objects.filter(user_id=person.pk)
    _end(rows.exclude(session_key=kept_as(keep)))


def _end(rows: QuerySet[UserSession]) -> int:
    """End them, each held, so that it is ended under the key that it has now."""
    with transaction.atomic(using=router.db_for_write(UserSession)):
        held = list(rows.select_for_update().order_by("pk"))
        for row in held:
            row.end()
    return len(held)
