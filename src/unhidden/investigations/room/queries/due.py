"""What is due in the room of an investigation, for its front page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from unhidden.access.actor import Actor
from unhidden.decision_log.queries import list_open_reviews
from unhidden.investigations.frame.queries import (
    WaitingItem,
    is_kept_from_words,
)
from unhidden.investigations.models import (
    ActionStep,
    Investigation,
    Line,
    LineStep,
    Paper,
    PaperStage,
    PaperStep,
)
from unhidden.investigations.room.queries.logs import describe_policy_file
from unhidden.investigations.room.rules import lines, queues
from unhidden.lib.working_days import day_in_london

_LONG = 80


@dataclass(frozen=True, slots=True)
class LastStep:
    """Where an action stands; ``due_on`` is none where it has no day."""

    queue: str
    number: int
    text: str
    due_on: date | None


def read_last_steps(head: Investigation) -> list[LastStep]:
    """Where each action of an investigation in view stands now."""
    last = (
        ActionStep.objects.filter(investigation=head)
        .order_by("action_id", "-turn")
        .distinct("action_id")
        .values_list("queue", "action__number", "action__text", "action__due_on")
    )
    return [LastStep(*each) for each in last]


def list_due_actions(steps: Iterable[LastStep], at: datetime) -> list[WaitingItem]:
    """Each of the actions that is to be done and has a day."""
    today = day_in_london(at)
    return [
        WaitingItem(
            day=step.due_on,
            what=_("Action %(number)d: %(text)s")
            % {"number": step.number, "text": Truncator(step.text).chars(_LONG)},
            page="investigations:action",
            numbers=(step.number,),
            is_late=queues.is_due(step.queue, step.due_on, today),
        )
        for step in steps
        if step.queue in queues.TO_BE_DONE and step.due_on is not None
    ]


def count_open_actions(steps: Iterable[LastStep]) -> int:
    """How many of the actions still wait for somebody."""
    counted = queues.count_queues([step.queue for step in steps])
    return sum(counted[queue] for queue in queues.OPEN)


def list_due_reviews(
    *, viewer: Actor, head: Investigation, at: datetime
) -> list[WaitingItem]:
    """Each decision of the policy file that is to be reviewed, where it is read."""
    if not viewer.may("decision_log.keep") or is_kept_from_words(head):
        return []
    policy_file = describe_policy_file(head, may_write=False)
    return [
        WaitingItem(
            day=day_in_london(card.review_at),
            what=_("Review of decision %(number)d: %(title)s")
            % {"number": card.number, "title": card.title},
            page="investigations:room",
            at=card.review_at,
            is_late=card.is_due,
        )
        for card in list_open_reviews(viewer=viewer, subject=policy_file, at=at)
        if card.review_at is not None
    ]


def find_proposed_lines(head: Investigation) -> QuerySet[Line]:
    """The lines of an investigation in view that nobody has opened or given up."""
    begun = LineStep.objects.filter(investigation=head).exclude(state=lines.FIRST)
    return Line.objects.filter(investigation=head).exclude(
        id__in=begun.values("line_id")
    )


def find_unread_papers(head: Investigation) -> QuerySet[Paper]:
    """The documents of an investigation in view that nobody has read."""
    read = PaperStep.objects.filter(investigation=head, stage=PaperStage.READ)
    return Paper.objects.filter(investigation=head).exclude(
        id__in=read.values("paper_id")
    )
