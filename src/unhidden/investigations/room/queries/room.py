"""The room at a glance: what waits in each of its queues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    is_kept_from_words,
    may_work,
    read_head,
)
from unhidden.investigations.models import (
    ActionQueue,
    ActionStep,
    Investigation,
)
from unhidden.investigations.room.queries.due import find_unread_papers
from unhidden.investigations.room.queries.logs import may_read_sealed_log
from unhidden.investigations.room.rules import lines as rules
from unhidden.investigations.room.rules import queues
from unhidden.lib.working_days import day_in_london


@dataclass(frozen=True, slots=True)
class RoomCounts:
    """How much waits: actions by queue and those that are late, documents unread."""

    queues: Mapping[str, int]
    late: int
    unread: int


@dataclass(frozen=True, slots=True)
class IncidentRoomView:
    """What the room's first page says."""

    head: InvestigationCard
    counts: RoomCounts
    lacks_line_away: bool
    may_read_log: bool
    may_read_sealed_log: bool
    may_work: bool


@query
@of_one_record("investigation_id")
def get_room(
    *, viewer: Actor, investigation_id: UUID, at: datetime
) -> IncidentRoomView:
    """The room of an investigation; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    directions = list(head.lines.values_list("direction", flat=True))
    return IncidentRoomView(
        head=describe_head(head),
        counts=count_room(head, at),
        lacks_line_away=rules.lacks_line_away(directions),
        may_read_log=viewer.may("decision_log.keep") and not is_kept_from_words(head),
        may_read_sealed_log=viewer.may("decision_log.keep")
        and may_read_sealed_log(head, viewer),
        may_work=viewer.may("investigations.work") and may_work(head),
    )


def count_room(head: Investigation, at: datetime) -> RoomCounts:
    """How much waits in the room of an investigation in view."""
    today = day_in_london(at)
    steps = ActionStep.objects.filter(investigation=head)
    last = list(
        steps.order_by("action_id", "-turn")
        .distinct("action_id")
        .values_list("queue", "action__due_on")
    )
    return RoomCounts(
        queues=queues.count_queues([str(ActionQueue(queue)) for queue, _due in last]),
        late=sum(queues.is_due(queue, due, today) for queue, due in last),
        unread=find_unread_papers(head).count(),
    )
