"""Beginning a draft when the page is opened, and saving what was typed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.visits.actions.accounts import FORM
from unhidden.visits.drafts.inner import seal_told
from unhidden.visits.drafts.queries import DraftCard, Fields, make_card
from unhidden.visits.forms.filling import fill_fields
from unhidden.visits.models import VisitDraft
from unhidden.visits.queries.cards import VisitToRecord
from unhidden.visits.queries.plans import RECORD
from unhidden.visits.queries.reach import filter_readable_visits
from unhidden.visits.rules.contents import read_record
from unhidden.visits.rules.told import ToldAnswers, count_letters

#: What nobody types: no form of a visit is larger.
_LONGEST = 200_000


@action
def begin_draft(*, visit: VisitToRecord, actor: Actor, at: datetime) -> DraftCard:
    """An empty draft of a visit that the actor was shown to record: whoever has one may
    send it, whatever changes until then."""
    actor.must(RECORD)
    row = VisitDraft(
        planned_id=visit.plan.id,
        operation_id=visit.plan.operation_id,
        organisation_id=visit.lead_id,
        person_id=actor.person,
        form=FORM,
        saved_at=at,
    )
    row.save(force_insert=True)
    return make_card(row)


@action
def begin_correction(*, visit_id: UUID, actor: Actor, at: datetime) -> UUID:
    """A draft with what a record says, to be corrected; gives its planned visit.

    For whoever may record it and reads the record; one that they began is kept. Raises
    Absent.
    """
    actor.must(RECORD)
    rows = filter_readable_visits(actor).select_related("planned", "account")
    row = rows.filter(id=visit_id).first()
    if row is None or row.account is None:
        raise Absent
    mine = VisitDraft.objects.filter(planned_id=row.planned_id, person_id=actor.person)
    if not mine.filter(about__isnull=False).exists():
        VisitDraft(
            planned_id=row.planned_id,
            operation_id=row.planned.operation_id,
            organisation_id=row.organisation_id,
            person_id=actor.person,
            about=row.account.submission_id,
            form=FORM,
            content=fill_fields(read_record(row.account.content["record"])),
            saved_at=at,
        ).save(force_insert=True)
    return row.planned_id


@action
def save_draft(
    *,
    draft_id: UUID,
    number: int,
    fields: Fields,
    told: ToldAnswers,
    actor: Actor,
    at: datetime,
) -> DraftCard:
    """Keep what was typed over what was saved as ``number``; what was ``told`` sealed.

    Somebody else's page of the same draft, in another tab, has saved meanwhile where
    the number is another: then both are kept, this one under an id of its own. Raises
    Absent for a draft that is not the actor's, and where it is beyond all measure;
    NobodyReceives.
    """
    rows = VisitDraft.objects.select_for_update().filter(person_id=actor.person)
    row = rows.filter(id=draft_id).first()
    typed = sum(len(v) for each in fields.values() for v in each)
    if row is None or typed + count_letters(told) > _LONGEST:
        raise Absent
    is_new = row.number == number or row.content != dict(fields)
    is_apart = is_new and row.number != number
    if is_apart:
        row.id, row.number = new_id(), 0
    # By the id of the draft that it goes with.
    row.inner = seal_told(row, told, actor)
    row.content, row.saved_at = dict(fields), at
    if is_apart:
        row.save(force_insert=True)
        return make_card(row)
    row.number += is_new
    row.save(update_fields=["content", "inner", "saved_at", "number"])
    return make_card(row)
