"""Who has a report, what was done for a life in danger, and what is spam."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RowsUnder, TableAccess


class Assignment(Record):
    """A colleague has the report from here on; nobody, where there is no holder.

    Rows are only ever added: the newest turn of a report stands. Where a report was
    passed on, those of the desk before count no more.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(report_id), delete",
        rows=RowsUnder(
            "report_id", "reporting_report", "narrative", own="assigned_by_id"
        ),
    )

    report = models.ForeignKey(
        "reporting.Report", on_delete=models.PROTECT, related_name="+"
    )
    turn = models.PositiveSmallIntegerField()
    desk_id = models.UUIDField()
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "turn"], name="one_holder_of_a_report_at_a_time"
            )
        ]


class SpamMark(Record):
    """The report is spam, or no spam after all; the newest turn of a report stands.

    Marks that were made ``together`` share an id, and are undone together.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(report_id), delete",
        rows=RowsUnder(
            "report_id", "reporting_report", "narrative", own="marked_by_id"
        ),
    )

    report = models.ForeignKey(
        "reporting.Report", on_delete=models.PROTECT, related_name="+"
    )
    turn = models.PositiveSmallIntegerField()
    is_spam = models.BooleanField()
    together = models.UUIDField(null=True, db_index=True)
    reason = models.TextField()
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "turn"], name="one_mark_of_spam_at_a_time"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="spam_is_marked_with_its_reason"
            ),
        ]


class DangerToLife(Record):
    """What was done for a life in danger, each time, with the decision of its turn.

    ``incident`` is the reference that the 999 operator gave, if they gave one.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(report_id), delete",
        rows=RowsUnder(
            "report_id", "reporting_report", "narrative", own="recorded_by_id"
        ),
    )

    report = models.ForeignKey(
        "reporting.Report", on_delete=models.PROTECT, related_name="+"
    )
    turn = models.PositiveSmallIntegerField(default=1)
    called_at = models.DateTimeField()
    incident = models.CharField(max_length=60, blank=True)
    duty_officer = models.CharField(max_length=100)
    told_at = models.DateTimeField()
    what_was_told = models.TextField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    called_at__lte=models.F("recorded_at"),
                    told_at__lte=models.F("recorded_at"),
                ),
                name="calls_are_made_before_they_are_recorded",
            ),
            models.CheckConstraint(
                condition=~models.Q(duty_officer="") & ~models.Q(what_was_told=""),
                name="a_duty_officer_was_told_something",
            ),
            models.UniqueConstraint(
                fields=["report", "turn"], name="calls_are_recorded_with_a_decision"
            ),
        ]


class NoCall(Record):
    """Why nobody was called about a report that speaks of a danger now."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(report_id), delete",
        rows=RowsUnder("report_id", "reporting_report", "narrative", own="said_by_id"),
    )

    report = models.OneToOneField(
        "reporting.Report", on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="no_call_is_made_for_a_reason"
            )
        ]
