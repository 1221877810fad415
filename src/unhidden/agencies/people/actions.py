"""Approving engagements; closing accounts, ending sessions, setting passwords."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.agencies.actions import PERMISSION, OwnEngagement, request_engagement
from unhidden.agencies.key_teams import join_key_teams
from unhidden.agencies.models import Engagement, Person
from unhidden.agencies.sign_in import one_time, sessions
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused

__all__ = [
    "AskedByYourself",
    "DecidedAlready",
    "KnowsTheirCode",
    "OwnAccount",
    "OwnEngagement",
    "approve_engagement",
    "close_account",
    "decline_engagement",
    "end_sessions",
    "find_somebody_else",
    "reopen_account",
    "request_engagement",
    "set_password",
]


class AskedByYourself(ActionRefused):
    """Whoever asks for something that takes two does not approve it."""


class DecidedAlready(ActionRefused):
    """What was asked for was decided meanwhile, or its time is over."""


class KnowsTheirCode(ActionRefused):
    """Whoever knows somebody's code does not choose their password as well."""


class OwnAccount(ActionRefused):
    """Nobody closes their own account, or sets their own password here."""


@action
def approve_engagement(*, engagement_id: UUID, actor: Actor, at: datetime) -> None:
    """Let an engagement count from its first day.

    Raises OwnEngagement, AskedByYourself, DecidedAlready, Absent.
    """
    engagement = _waiting(engagement_id, actor)
    if engagement.asked_by_id == actor.person_id:
        raise AskedByYourself
    procedures.call_procedure("approve_engagement", engagement_id, at)
    join_key_teams(engagement, at)
    audit.record_event(
        name="agencies.person_engaged", actor=actor, subject=engagement, at=at
    )


@action
def decline_engagement(*, engagement_id: UUID, actor: Actor, at: datetime) -> None:
    """Turn down what was asked for, or take back what one asked for oneself.

    Raises OwnEngagement, DecidedAlready, Absent.
    """
    engagement = _waiting(engagement_id, actor)
    procedures.call_procedure("decline_engagement", engagement_id, at)
    audit.record_event(
        name="agencies.engagement_declined", actor=actor, subject=engagement, at=at
    )


@action
def close_account(*, person_id: UUID, actor: Actor, at: datetime) -> None:
    """Nobody signs in with it any more, and who is signed in is out; raises OwnAccount.

    What the person had on their desk stays theirs until their engagements end.
    """
    person = find_somebody_else(person_id, actor)
    _set_active(person, actor, at, is_active=False)
    sessions.end_all(person)


@action
def reopen_account(*, person_id: UUID, actor: Actor, at: datetime) -> None:
    """The person may sign in again; raises OwnAccount."""
    _set_active(find_somebody_else(person_id, actor), actor, at, is_active=True)


@action
def end_sessions(*, person_id: UUID, actor: Actor, at: datetime) -> int:
    """Sign a person out everywhere; gives how often. Raises OwnAccount."""
    person = find_somebody_else(person_id, actor)
    ended = sessions.end_all(person)
    audit.record_event(
        name="agencies.sessions_ended",
        actor=actor,
        subject=person,
        at=at,
        detail={"sessions": ended},
    )
    return ended


@action
def set_password(*, person_id: UUID, password: str, actor: Actor, at: datetime) -> None:
    """Give somebody who forgot theirs a password for one sign-in.

    It does not open their key ring: only what they used before does. Whoever was told
    the code to set up their second factor with would have both: raises KnowsTheirCode,
    and OwnAccount.
    """
    person = find_somebody_else(person_id, actor)
    if one_time.knows_enrolment_code(person_id, person=actor.person):
        raise KnowsTheirCode
    audit.record_event(name="agencies.password_set", actor=actor, subject=person, at=at)
    sessions.end_all(person)
    person.set_password(password, given=one_time.give_password(by=actor.person, at=at))
    person.save(update_fields=[])


def _waiting(engagement_id: UUID, actor: Actor) -> Engagement:
    actor.must(PERMISSION)
    engagement = Engagement.objects.filter(id=engagement_id).first()
    if engagement is None:
        raise Absent
    if engagement.person_id == actor.person_id:
        raise OwnEngagement
    if engagement.approved_at or engagement.ended_at:
        raise DecidedAlready
    return engagement


def find_somebody_else(person_id: UUID, actor: Actor) -> Person:
    """The account of a colleague, held for a change; raises OwnAccount, Absent."""
    actor.must(PERMISSION)
    if person_id == actor.person_id:
        raise OwnAccount
    person = Person.objects.select_for_update().filter(id=person_id).first()
    if person is None:
        raise Absent
    return person


def _set_active(person: Person, actor: Actor, at: datetime, *, is_active: bool) -> None:
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    name = "account_reopened" if is_active else "account_closed"
    audit.record_event(name=f"agencies.{name}", actor=actor, subject=person, at=at)
