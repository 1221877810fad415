"""Lines of enquiry and actions: numbered rows whose steps are only ever added."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.investigations.models.heads import Investigation
from unhidden.investigations.models.under import UNDER_INVESTIGATION
from unhidden.lib.rights import TableAccess

_COLLEAGUE = settings.AUTH_USER_MODEL


class LineDirection(models.TextChoices):
    TOWARDS = "towards", _("Towards the suspect")
    AWAY = "away", _("Away from the suspect")
    EITHER = "either", _("Either way")


class EnquiryState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    OPEN = "open", _("Open")
    PURSUED = "pursued", _("Pursued")
    EXHAUSTED = "exhausted", _("Exhausted")
    NOT_REASONABLE = "not_reasonable", _("Not reasonable")
    OVERTAKEN = "overtaken", _("Overtaken")


class Line(Record):
    """A reasonable line of enquiry, towards the suspect or away.

    Criminal Procedure and Investigations Act 1996, section 23(1)(a).
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert", rows=replace(UNDER_INVESTIGATION, own="raised_by_id")
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="lines"
    )
    number = models.PositiveIntegerField()
    question = models.CharField(max_length=300)
    direction = models.CharField(max_length=10, choices=LineDirection.choices)
    why = models.TextField()
    raised_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField()

    class Meta:
        db_table = "investigations_line"
        constraints = [
            one_of("direction", LineDirection, name="line_direction_is_known"),
            models.UniqueConstraint(
                fields=["investigation", "number"],
                name="lines_of_an_investigation_are_numbered",
            ),
        ]


class LineStep(Record):
    """A line's change of state; the last one counts."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(line_id, turn, state)",
        rows=replace(UNDER_INVESTIGATION, own="taken_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="steps")
    turn = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=EnquiryState.choices)
    reason = models.TextField(blank=True)
    taken_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("state", EnquiryState, name="line_state_is_known"),
            models.UniqueConstraint(
                fields=["line", "turn"], name="steps_of_a_line_are_numbered"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="not_reasonable", reason=""),
                name="a_line_is_given_up_with_a_reason",
            ),
        ]


class ActionPriority(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class ActionQueue(models.TextChoices):
    """The five queues of a major incident room, and where else an action may be."""

    FOR_ALLOCATION = "for_allocation", _("For allocation")
    ALLOCATED = "allocated", _("Allocated")
    COMPLETED = "completed", _("Completed")
    RESULTED = "resulted", _("Resulted")
    FILED = "filed", _("Filed")
    REFERRED_UP = "referred_up", _("Referred up")
    REFUSED = "refused", _("Refused")


class RoomAction(Record):
    """Something to be done in an investigation; where it stands its last step says."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert", rows=replace(UNDER_INVESTIGATION, own="raised_by_id")
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="actions"
    )
    number = models.PositiveIntegerField()
    text = models.TextField()
    priority = models.CharField(max_length=10, choices=ActionPriority.choices)
    due_on = models.DateField(null=True)
    line = models.ForeignKey(
        Line, on_delete=models.PROTECT, related_name="actions", null=True
    )
    decision_id = models.UUIDField(null=True)
    document_id = models.UUIDField(null=True)
    raised_by = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("priority", ActionPriority, name="action_priority_is_known"),
            models.UniqueConstraint(
                fields=["investigation", "number"],
                name="actions_of_an_investigation_are_numbered",
            ),
        ]


class ActionStep(Record):
    """An action's move to a queue. Who resulted it never files it (sql/room.sql)."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select",
        rows=replace(UNDER_INVESTIGATION, own="taken_by_id"),
    )

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="+"
    )
    action = models.ForeignKey(
        RoomAction, on_delete=models.PROTECT, related_name="steps"
    )
    turn = models.PositiveIntegerField()
    queue = models.CharField(max_length=20, choices=ActionQueue.choices)
    allocated_to = models.ForeignKey(
        _COLLEAGUE, on_delete=models.PROTECT, related_name="+", null=True
    )
    words = models.TextField(blank=True)
    is_nil = models.BooleanField(default=False)
    taken_by = models.ForeignKey(_COLLEAGUE, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("queue", ActionQueue, name="action_queue_is_known"),
            models.UniqueConstraint(
                fields=["action", "turn"], name="steps_of_an_action_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(queue="allocated", allocated_to__isnull=False)
                | ~models.Q(queue="allocated") & models.Q(allocated_to__isnull=True),
                name="an_action_is_allocated_to_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(queue__in=["resulted", "refused"], words=""),
                name="a_result_or_refusal_says_something",
            ),
        ]
