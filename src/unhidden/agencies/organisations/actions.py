"""Changing organisations: names, First Responder status, the desk, their sign-in."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies.actions import (
    PERMISSION,
    CodeTaken,
    add_organisation,
    note_duty,
    note_first_responder,
)
from unhidden.agencies.duties import NotifyingDuty
from unhidden.agencies.models import (
    FirstResponderStatus,
    Organisation,
    SingleSignOn,
)
from unhidden.agencies.sign_in import single_sign_on as sso
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.vault import boxes

__all__ = [
    "CodeTaken",
    "DutyOverlaps",
    "EndsBeforeItBegins",
    "SecretMissing",
    "StatusOverlaps",
    "add_organisation",
    "begin_duty",
    "begin_first_responder",
    "change_organisation",
    "end_duty",
    "end_first_responder",
    "make_desk",
    "remove_single_sign_on",
    "set_single_sign_on",
]


class StatusOverlaps(ActionRefused):
    """The organisation is a First Responder on that day already."""


class DutyOverlaps(ActionRefused):
    """The organisation must notify on that day already."""


class EndsBeforeItBegins(ActionRefused):
    """The last day would be before the first."""


class SecretMissing(ActionRefused):
    """A first sign-in of an organisation needs its secret."""


@action
def change_organisation(
    *,
    organisation_id: UUID,
    name_en: str,
    name_cy: str,
    kind: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Other names, or another kind."""
    organisation = _locked(organisation_id, actor)
    organisation.name_en, organisation.name_cy = name_en, name_cy
    organisation.kind = kind
    organisation.save(update_fields=["name_en", "name_cy", "kind"])
    _tell("organisation_changed", organisation, actor, at, kind=kind)


@action
def make_desk(*, organisation_id: UUID, actor: Actor, at: datetime) -> None:
    """From now on reports from the public are sealed to this organisation.

    Those that came before stay with the desk they came to.
    """
    organisation = _locked(organisation_id, actor)
    Organisation.objects.filter(is_desk=True).update(is_desk=False)
    organisation.is_desk = True
    organisation.save(update_fields=["is_desk"])
    _tell("desk_moved", organisation, actor, at)


@action
def begin_first_responder(
    *, organisation_id: UUID, from_on: date, actor: Actor, at: datetime
) -> None:
    """The organisation may refer from that day on; raises StatusOverlaps."""
    _locked(organisation_id, actor)
    rows = FirstResponderStatus.objects.filter(organisation_id=organisation_id)
    if any(row.to_on is None or row.to_on >= from_on for row in rows.order_by("id")):
        raise StatusOverlaps
    note_first_responder(
        organisation_id=organisation_id, from_on=from_on, actor=actor, at=at
    )


@action
def end_first_responder(
    *, organisation_id: UUID, to_on: date, actor: Actor, at: datetime
) -> None:
    """The organisation may refer until that day; raises EndsBeforeItBegins, Absent."""
    _locked(organisation_id, actor)
    status = FirstResponderStatus.objects.filter(
        organisation_id=organisation_id, to_on__isnull=True
    ).first()
    if status is None:
        raise Absent
    if to_on < status.from_on:
        raise EndsBeforeItBegins
    status.to_on = to_on
    status.save(update_fields=["to_on"])
    audit.record_event(
        name="agencies.first_responder_ended", actor=actor, subject=status, at=at
    )


@action
def begin_duty(
    *, organisation_id: UUID, from_on: date, actor: Actor, at: datetime
) -> None:
    """Section 52 binds the organisation from that day on; raises DutyOverlaps."""
    _locked(organisation_id, actor)
    rows = NotifyingDuty.objects.filter(organisation_id=organisation_id)
    if any(row.to_on is None or row.to_on >= from_on for row in rows.order_by("id")):
        raise DutyOverlaps
    note_duty(organisation_id=organisation_id, from_on=from_on, actor=actor, at=at)


@action
def end_duty(*, organisation_id: UUID, to_on: date, actor: Actor, at: datetime) -> None:
    """Section 52 binds the organisation until that day.

    A duty whose clock runs already is met all the same. Raises EndsBeforeItBegins and
    Absent.
    """
    _locked(organisation_id, actor)
    duty = NotifyingDuty.objects.filter(
        organisation_id=organisation_id, to_on__isnull=True
    ).first()
    if duty is None:
        raise Absent
    if to_on < duty.from_on:
        raise EndsBeforeItBegins
    duty.to_on = to_on
    duty.save(update_fields=["to_on"])
    audit.record_event(name="agencies.duty_ended", actor=actor, subject=duty, at=at)


@action
def set_single_sign_on(
    *,
    organisation_id: UUID,
    issuer: str,
    client_id: str,
    client_secret: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Let people of the organisation sign in at their own provider.

    Without a new secret the old one stays. Raises SecretMissing.
    """
    organisation = _locked(organisation_id, actor)
    changes = {"issuer": issuer, "client_id": client_id}
    if client_secret:
        sealed = boxes.close_box(client_secret, purpose=sso.PURPOSE)
        changes["client_secret_sealed"] = sealed
    # Written and never read back: an UPDATE and an INSERT that return nothing.
    rows = SingleSignOn.objects.using("default").filter(organisation=organisation)
    if not rows.update(**changes):
        if not client_secret:
            raise SecretMissing
        SingleSignOn(organisation=organisation, **changes).save(force_insert=True)
    _tell("single_sign_on_set", organisation, actor, at)


@action
def remove_single_sign_on(*, organisation_id: UUID, actor: Actor, at: datetime) -> None:
    """Its people sign in with a password or a passkey of ours again."""
    organisation = _locked(organisation_id, actor)
    rows = SingleSignOn.objects.using("default").filter(organisation=organisation)
    if not rows.delete()[0]:
        raise Absent
    _tell("single_sign_on_removed", organisation, actor, at)


def _locked(organisation_id: UUID, actor: Actor) -> Organisation:
    actor.must(PERMISSION)
    rows = Organisation.objects.select_for_update()
    organisation = rows.filter(id=organisation_id).first()
    if organisation is None:
        raise Absent
    return organisation


def _tell(
    what: str, organisation: Organisation, actor: Actor, at: datetime, **detail: str
) -> None:
    audit.record_event(
        name=f"agencies.{what}", actor=actor, subject=organisation, at=at, detail=detail
    )
