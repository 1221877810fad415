"""What the desk decided on a report."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, TableAccess


class TriageDecision(models.TextChoices):
    INTELLIGENCE = "intelligence", _("Write it up as intelligence")
    PASSED_ON = "passed_on", _("Pass it to another organisation")
    NO_ACTION = "no_action", _("No further action")
    EMERGENCY = "emergency", _("Danger to life: call 999 and the duty officer")
    WAITING = "waiting", _("Put it back in the queue")


class Triage(Record):
    """Rows are only ever added: the newest turn of a report stands."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(report_id), delete",
        rows=RowsUnder("report_id", "reporting_report", "narrative"),
    )

    report = models.ForeignKey(
        "reporting.Report", on_delete=models.PROTECT, related_name="+"
    )
    turn = models.PositiveSmallIntegerField(default=1)
    decision = models.CharField(max_length=20, choices=TriageDecision.choices)
    reason = models.TextField()
    passed_to = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, null=True
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("decision", TriageDecision, name="triage_decision_is_known"),
            models.CheckConstraint(
                condition=~models.Q(decision="passed_on")
                | models.Q(passed_to__isnull=False),
                name="a_report_is_passed_on_to_somebody",
            ),
            models.UniqueConstraint(
                fields=["report", "turn"], name="one_decision_on_a_report_at_a_time"
            ),
        ]
