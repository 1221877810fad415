"""Handing a passed report's originals to the custodians of the desk that has it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.actions.files import ORIGINAL
from unhidden.reporting.actions.opening import NoReason
from unhidden.reporting.models import Handover, Report, ReportFile
from unhidden.reporting.queries import files
from unhidden.vault import actions as vault
from unhidden.vault import chunks


class NobodyToKeep(ActionRefused):
    """The other desk has no custodians with keys: the originals stay where they are."""


class AlreadyHanded(ActionRefused):
    """Another custodian handed them over, or the report went on to yet another desk."""


@action
def hand_over(*, handover_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Give the originals' keys to the other desk's custodians, and keep none.

    Content stays as it is, and nothing is opened but keys. Raises Absent for everybody
    but a custodian who keeps them, NoReason, NobodyToKeep, AlreadyHanded, and what
    ``vault.let_in`` raises.
    """
    actor.must(files.OPEN_ORIGINALS)
    row = Handover.objects.filter(id=handover_id, keeper_id=actor.organisation).first()
    if row is None or not files.is_custodian(viewer=actor):
        raise Absent
    if not reason.strip():
        raise NoReason
    _hand(row, reason, actor, at)


def hand_over_at_once(report_id: UUID, reason: str, actor: Actor, at: datetime) -> int:
    """Of a report that the actor passes on: gives how many originals still wait.

    None where the actor is a custodian with the keys and the other desk has some.
    """
    row = Handover.objects.filter(
        report_id=report_id, keeper_id=actor.organisation, handed_at=None
    ).first()
    if row is None:
        return 0
    if files.is_custodian(viewer=actor):
        try:
            with transaction.atomic():
                _hand(row, reason, actor, at)
        except (NobodyToKeep, vault.NotForYou, vault.KeysLocked):
            return len(row.file_ids)
        return 0
    return len(row.file_ids)


def _hand(row: Handover, reason: str, actor: Actor, at: datetime) -> None:
    if row.handed_at is not None:
        raise AlreadyHanded
    team = agencies.custodians_of(row.to_desk_id)
    try:
        vault.let_in(
            record_ids=row.file_ids,
            team_id=team,
            by=actor,
            slots=[chunks.slot_name(ReportFile(), ORIGINAL)],
        )
    except vault.NoSuchHolder as error:
        raise NobodyToKeep from error
    except IntegrityError as error:
        # Another custodian gave them the same keys at this moment.
        raise AlreadyHanded from error
    except vault.NotForYou as error:
        # Or had done so, since the row was read.
        if Handover.objects.filter(id=row.id, handed_at__isnull=False).exists():
            raise AlreadyHanded from error
        raise
    with connection.cursor() as cursor:
        cursor.execute("select wall.hand_originals(%s, %s, %s)", [row.id, team, at])
        (answer,) = cursor.fetchone()
    if answer == "nobody":
        raise NobodyToKeep
    if answer:
        raise AlreadyHanded(answer)
    audit.record_event(
        name="reporting.originals_handed_over",
        verb=audit.Verb.DISCLOSURE,
        actor=actor,
        subject=Report(id=row.report_id),
        at=at,
        justification=reason.strip(),
        recipients=[row.to_desk_id],
        detail={"files": len(row.file_ids)},
    )
