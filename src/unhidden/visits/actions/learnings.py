"""What a visit taught us goes back to the desk as a graded report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence import actions as intelligence
from unhidden.intelligence.actions import NewItem, NewMention, NewReport
from unhidden.lib.refusals import ActionRefused
from unhidden.visits.models import Visit
from unhidden.visits.queries.cards import VisitView
from unhidden.visits.queries.one import get_visit
from unhidden.visits.rules.learnings import is_too_open


class SignNotSeen(ActionRefused):
    """Only signs that the visit saw can be reported as seen there."""


class HandlingTooOpen(ActionRefused):
    """What a safeguarding visit learnt is shared with conditions."""


@dataclass(frozen=True, slots=True)
class VisitLesson:
    """One thing learnt. ``text`` is read; how it was learnt and from whom is sealed.

    The premises are mentioned without being asked; ``mentions`` are the others.
    ``id`` may be chosen beforehand, so that a page sent twice is written once.
    """

    text: str
    raw: str
    provenance: str
    source: str = "1"
    assessment: str = "A"
    handling: str = "C"
    conditions: str = ""
    sign_codes: tuple[str, ...] = ()
    mentions: tuple[NewMention, ...] = ()
    told_by: str = ""
    id: UUID | None = None


@action
def report_learning(
    *, visit_id: UUID, learning: VisitLesson, actor: Actor, at: datetime
) -> UUID:
    """Write a report of origin "visit" about its premises; gives the report's id.

    For those who read the visit and write intelligence; for others it is Absent.
    Raises SignNotSeen, HandlingTooOpen, and what ``write_report`` raises.
    """
    actor.must("intelligence.write_item")
    view = get_visit(viewer=actor, visit_id=visit_id)
    if not set(learning.sign_codes) <= {sign.code for sign in view.seen}:
        raise SignNotSeen
    if is_too_open(kind=view.kind, handling=learning.handling):
        raise HandlingTooOpen
    report_id = intelligence.write_report(
        new=_report(view, learning), actor=actor, at=at
    )
    audit.record_event(
        name="visits.learning_reported",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=Visit.objects.get(id=visit_id),
        at=at,
        detail={"intelligence": str(report_id)},
    )
    return report_id


def _report(view: VisitView, learning: VisitLesson) -> NewReport:
    here = NewMention(kind="premises", text=view.premises, premises_id=view.premises_id)
    item = NewItem(
        text=learning.text,
        source=learning.source,
        assessment=learning.assessment,
        handling=learning.handling,
        conditions=learning.conditions,
        sign_codes=learning.sign_codes,
        mentions=(here, *learning.mentions),
    )
    return NewReport(
        origin="visit",
        raw=learning.raw,
        provenance=learning.provenance,
        event_on=timezone.localdate(view.started_at),
        items=(item,),
        visit_id=view.id,
        told_by=learning.told_by,
        id=learning.id,
    )
