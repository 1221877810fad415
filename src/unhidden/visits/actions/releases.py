"""Leave to use a safeguarding record for immigration: two people stand for it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import require_found
from unhidden.access.actor import Actor
from unhidden.access.context import action, with_purpose
from unhidden.access.policy import Purpose
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.visits.models import ImmigrationRelease
from unhidden.visits.queries.one import get_visit
from unhidden.visits.rules.purpose import SAFEGUARDING


class ReleaseIncomplete(ActionRefused):
    """A release names the authority that it is for, and a reason."""


class ReleaseNotNeeded(ActionRefused):
    """Only the record of a safeguarding visit needs a release."""


class ReleaseAgreed(ActionRefused):
    """A supervisor agreed already."""


class ReleaseByOneself(ActionRefused):
    """Who asked does not agree as well."""


@action
def ask_release(
    *, visit_id: UUID, authority: str, reason: str, actor: Actor, at: datetime
) -> UUID:
    """Ask that the record may go to this authority, for this reason; gives its id.

    Nothing goes until a supervisor agreed. Raises ReleaseIncomplete, ReleaseNotNeeded,
    and Absent for who does not read the record.
    """
    actor.must("visits.see_visits")
    visit = get_visit(viewer=actor, visit_id=visit_id)
    if visit.kind != SAFEGUARDING:
        raise ReleaseNotNeeded
    if not (authority.strip() and reason.strip()):
        raise ReleaseIncomplete
    row = ImmigrationRelease.objects.create(
        visit_id=visit_id,
        authority=authority.strip(),
        reason=reason.strip(),
        asked_by_id=actor.person,
        asked_at=at,
    )
    audit.record_event(
        name="visits.release_asked",
        actor=actor,
        subject=row,
        at=at,
        detail={"visit": str(visit_id)},
    )
    return row.id


@action
@with_purpose(Purpose.SAFEGUARDING_SUPPORT)
def agree_release(*, release_id: UUID, actor: Actor, at: datetime) -> None:
    """Agree as a supervisor: the record may go to the authority that is named.

    Raises ReleaseByOneself, ReleaseAgreed, and Absent.
    """
    actor.must("visits.agree_release")
    rows = ImmigrationRelease.objects
    row = require_found(rows.filter(id=release_id).first())
    if row.asked_by_id == actor.person:
        raise ReleaseByOneself
    held = require_found(
        rows.select_for_update(no_key=True).filter(id=release_id).first()
    )
    if held.agreed_by_id is not None:
        raise ReleaseAgreed
    held.agreed_by_id, held.agreed_at = actor.person, at
    held.save(update_fields=["agreed_by", "agreed_at"])
    audit.record_event(
        name="visits.release_agreed",
        verb=audit.Verb.DISCLOSURE,
        actor=actor,
        subject=held,
        at=at,
        detail={"visit": str(held.visit_id)},
    )
