"""What is due in the room of an investigation, for its front page."""

from __future__ import annotations

from datetime import datetime

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from unhidden.access.actor import Actor
from unhidden.decision_log.queries import list_last_decisions
from unhidden.investigations.frame.queries import (
    WaitingItem,
    is_kept_from_words,
)
from unhidden.investigations.models import ActionStep, Investigation, LineStep
from unhidden.investigations.room.queries.logs import POLICY_FILE
from unhidden.investigations.room.rules import lines, queues
from unhidden.lib.working_days import day_in_london

_LONG = 80
# More decisions than an investigation has.
_MOST = 5_000


def list_due_actions(
    *, viewer: Actor, head: Investigation, at: datetime
) -> list[WaitingItem]:
    """Each action of an investigation in view that is to be done and has a day."""
    today = day_in_london(at)
    last = (
        ActionStep.objects.filter(investigation=head, action__due_on__isnull=False)
        .order_by("action_id", "-turn")
        .distinct("action_id")
        .values_list("queue", "action__number", "action__text", "action__due_on")
    )
    return [
        WaitingItem(
            day=due_on,
            what=_("Action %(number)d: %(text)s")
            % {"number": number, "text": Truncator(text).chars(_LONG)},
            page="investigations:action",
            numbers=(number,),
            is_late=queues.is_due(queue, due_on, today),
        )
        for queue, number, text, due_on in last
        if queue in queues.TO_BE_DONE and due_on is not None
    ]


def list_due_reviews(
    *, viewer: Actor, head: Investigation, at: datetime
) -> list[WaitingItem]:
    """Each decision of the policy file that is to be reviewed, where it is read."""
    if not viewer.may("decision_log.keep") or is_kept_from_words(head):
        return []
    cards = list_last_decisions(
        viewer=viewer, domain=POLICY_FILE, subject_id=head.id, at=at, most=_MOST
    )
    return [
        WaitingItem(
            day=day_in_london(card.review_at),
            what=_("Review of decision %(number)d: %(title)s")
            % {"number": card.number, "title": card.title},
            page="investigations:room",
            at=card.review_at,
            is_late=card.is_due,
        )
        for card in cards
        if card.review_at is not None
    ]


def count_proposed_lines(*, viewer: Actor, head: Investigation) -> int:
    """How many lines of an investigation in view nobody has opened or given up."""
    begun = LineStep.objects.filter(investigation=head).exclude(state=lines.FIRST)
    return head.lines.exclude(id__in=begun.values("line_id")).count()
