"""Asking that somebody's second factors be removed; confirming it, turning it down."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.agencies.actions import PERMISSION
from unhidden.agencies.models import FactorReset
from unhidden.agencies.people.actions import (
    AskedByYourself,
    DecidedAlready,
    OwnAccount,
    find_somebody_else,
)
from unhidden.agencies.sign_in import enrolment, one_time, sessions
from unhidden.agencies.sign_in.factor_resets import WAITS
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused

__all__ = [
    "AnotherOrganisation",
    "AskedAlready",
    "AskedByYourself",
    "DecidedAlready",
    "KnowsTheirPassword",
    "ask_for_factor_reset",
    "confirm_factor_reset",
    "decline_factor_reset",
]


class AskedAlready(ActionRefused):
    """Somebody asked for it, and nobody has decided yet."""


class AnotherOrganisation(ActionRefused):
    """Both administrators are of one organisation."""


class KnowsTheirPassword(ActionRefused):
    """Whoever chose somebody's password is not shown their code as well."""


@action
def ask_for_factor_reset(*, person_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Ask that the person's second factors be removed; gives the id of the asking.

    Raises OwnAccount, AskedAlready, Absent.
    """
    find_somebody_else(person_id, actor)
    waiting = FactorReset.objects.filter(
        person_id=person_id, confirmed_at=None, ended_at=None, asked_at__gt=at - WAITS
    )
    if waiting.exists():
        raise AskedAlready
    reset = FactorReset.objects.create(
        person_id=person_id,
        organisation_id=actor.organisation,
        asked_by_id=actor.person,
        asked_at=at,
    )
    _record("factor_reset_asked_for", reset, actor, at)
    return reset.id


@action
def confirm_factor_reset(*, reset_id: UUID, actor: Actor, at: datetime) -> str:
    """Remove the person's second factors; gives the code to set up others with, once.

    Their sessions end; their password stays. Raises OwnAccount, AskedByYourself,
    DecidedAlready, AnotherOrganisation, KnowsTheirPassword, Absent.
    """
    reset = _waiting(reset_id, actor, at)
    person = find_somebody_else(reset.person_id, actor)
    if reset.asked_by_id == actor.person_id:
        raise AskedByYourself
    if one_time.has_given_password(person.id, by=actor.person):
        raise KnowsTheirPassword
    _decide("confirm_factor_reset", reset, at)
    _record("factors_reset", reset, actor, at)
    # By the other connection, last: should it fail, nothing is confirmed either.
    code = one_time.give_enrolment_code(person.id, by=actor.person, at=at)
    enrolment.remove_factors(person)
    sessions.end_all(person)
    return code


@action
def decline_factor_reset(*, reset_id: UUID, actor: Actor, at: datetime) -> None:
    """Turn down what was asked for, or take back what one asked for oneself.

    Raises OwnAccount, DecidedAlready, AnotherOrganisation, Absent.
    """
    reset = _waiting(reset_id, actor, at)
    _decide("decline_factor_reset", reset, at)
    _record("factor_reset_declined", reset, actor, at)


def _waiting(reset_id: UUID, actor: Actor, at: datetime) -> FactorReset:
    actor.must(PERMISSION)
    reset = FactorReset.objects.filter(id=reset_id).first()
    if reset is None:
        raise Absent
    if reset.person_id == actor.person_id:
        raise OwnAccount
    if reset.organisation_id != actor.organisation_id:
        raise AnotherOrganisation
    if reset.confirmed_at or reset.ended_at or reset.asked_at <= at - WAITS:
        raise DecidedAlready
    return reset


def _decide(procedure: str, reset: FactorReset, at: datetime) -> None:
    """Let the database decide; of two at once the second finds it decided."""
    try:
        procedures.call_procedure(procedure, reset.id, at)
    except Absent as refused:
        raise DecidedAlready from refused


def _record(what: str, reset: FactorReset, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name=f"agencies.{what}",
        actor=actor,
        subject=reset.person,
        at=at,
        detail={"asked_by": str(reset.asked_by_id)},
    )
