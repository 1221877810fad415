"""Naming the custodians of originals: by one colleague, agreed to by another."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.desk.queries.custodians import is_desk
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.models import Custodian
from unhidden.reporting.queries.files import NAME_CUSTODIANS, OPEN_ORIGINALS
from unhidden.vault import actions as vault
from unhidden.vault import queries as vault_queries


class AlreadyNamed(ActionRefused):
    """This person is named already."""


class NotYourself(ActionRefused):
    """A custodian is made by two others than themselves."""


class KeysOfCustodiansNeeded(ActionRefused):
    """The server holds these keys no more: only a custodian lets another one in."""


@action
def name_custodian(*, person_id: UUID, actor: Actor, at: datetime) -> None:
    """Propose a colleague; it counts once somebody else agrees.

    Raises Absent for whoever could open no original, AlreadyNamed, NotYourself.
    """
    organisation_id = _desk_of(actor, at)
    if person_id == actor.person:
        raise NotYourself
    possible = agencies.list_colleagues(
        day=timezone.localdate(at), permission=OPEN_ORIGINALS
    )
    if (person_id, organisation_id) not in {
        (each.person_id, each.organisation_id) for each in possible
    }:
        raise Absent
    row = Custodian(
        organisation_id=organisation_id,
        person_id=person_id,
        named_by=actor.person,
        named_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyNamed from error
    # A desk that was there before its custodians has no team of them yet.
    vault.create_team(
        team_id=agencies.custodians_of(organisation_id),
        organisation_id=organisation_id,
        at=at,
    )
    _record("custodian_named", row, actor, at)


@action
def agree_to_custodian(
    *, person_id: UUID, fingerprint: str = "", actor: Actor, at: datetime
) -> None:
    """Make somebody who was named a custodian, and give them the keys.

    ``fingerprint`` is what they read out; it is needed where only a custodian can let
    them in. Raises Absent, NotYourself for the one named and for who named them, and
    there KeysOfCustodiansNeeded, KeysLocked.
    """
    organisation_id = _desk_of(actor, at)
    row = _current(organisation_id, person_id)
    if row.agreed_by is not None:
        raise Absent
    if actor.person in {row.person_id, row.named_by}:
        raise NotYourself
    row.agreed_by, row.agreed_at = actor.person, at
    row.save(update_fields=["agreed_by", "agreed_at"])
    _let_in(agencies.custodians_of(organisation_id), person_id, fingerprint, actor, at)
    _record("custodian_agreed", row, actor, at)


def _let_in(
    team_id: UUID, person_id: UUID, fingerprint: str, actor: Actor, at: datetime
) -> None:
    """The server does it while it holds the keys; after that only a custodian can."""
    vault.join_team(team_id=team_id, person_id=person_id, at=at)
    state = vault_queries.team_state(team_id=team_id)
    waits = state is not None and any(
        each.person_id == person_id for each in state.waiting
    )
    if state is None or not waits or not state.is_set_up:
        return
    try:
        vault.admit_member(
            team_id=team_id,
            person_id=person_id,
            fingerprint=fingerprint,
            by=actor,
            at=at,
        )
    except (vault.NotForYou, vault.NotWaiting) as error:
        raise KeysOfCustodiansNeeded from error


@action
def end_custodian(*, person_id: UUID, actor: Actor, at: datetime) -> None:
    """Take the keys to originals from somebody, from this moment.

    A custodian changes the keys with it; by anybody else they are changed where the
    server holds them. Raises Absent, and LastMember after set-up.
    """
    organisation_id = _desk_of(actor, at)
    row = _current(organisation_id, person_id)
    row.ended_by, row.ended_at = actor.person, at
    row.save(update_fields=["ended_by", "ended_at"])
    team_id = agencies.custodians_of(organisation_id)
    try:
        with transaction.atomic():
            vault.remove_member(team_id=team_id, person_id=person_id, by=actor, at=at)
    except (vault.NotForYou, vault.KeysLocked, vault.NotAMember):
        vault.leave_team(team_id=team_id, person_id=person_id, at=at)
    _record("custodian_ended", row, actor, at)


@action
def finish_custodians(*, actor: Actor, at: datetime) -> None:
    """The server deletes its own wrap of the custodians' keys, for ever.

    By a custodian whose keys are unlocked. Raises NotForYou, KeysLocked, AlreadySetUp.
    """
    organisation_id = _desk_of(actor, at)
    team_id = agencies.custodians_of(organisation_id)
    vault.finish_set_up(team_id=team_id, by=actor, at=at)
    row = _current(organisation_id, actor.person)
    _record("custodians_set_up", row, actor, at)


def _desk_of(actor: Actor, at: datetime) -> UUID:
    actor.must(NAME_CUSTODIANS)
    if not is_desk(actor.organisation, day=timezone.localdate(at)):
        raise Absent
    return actor.organisation


def _current(organisation_id: UUID, person_id: UUID) -> Custodian:
    row = (
        Custodian.objects.select_for_update()
        .filter(organisation_id=organisation_id, person_id=person_id, ended_at=None)
        .first()
    )
    if row is None:
        raise Absent
    return row


def _record(what: str, row: Custodian, actor: Actor, at: datetime) -> None:
    audit.record_event(
        name=f"reporting.{what}",
        actor=actor,
        subject=row,
        at=at,
        detail={"person": str(row.person_id)},
    )
