"""What the desk and a reporter say to each other, and what keeps a report."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.reporting.models.reports import Report
from unhidden.vault.fields import SealedField

_OF_REPORT = RowsUnder("report_id", "reporting_report", "narrative")


class MessageDirection(models.TextChoices):
    DESK = "desk", _("From the desk")
    REPORTER = "reporter", _("From the reporter")


class PassedFor(models.TextChoices):
    """Why another organisation's desk gets a report."""

    AREA = "area", _("It is about their area")
    KIND = "kind", _("It is about the kind of work they do")
    SAFEGUARDING = "safeguarding", _("Somebody needs to be safeguarded")
    INVESTIGATION = "investigation", _("They investigate it already")


class Message(Record):
    """One thing that was said, on a day. ``position`` counts from 1 in each report.

    What the desk said is a script: as a ``letter`` to the reporter's key, and as
    ``body`` to the desk's own. What the reporter wrote is ``body`` alone, sealed to the
    desk; ``answers`` is the position of the question that it answers, if it does.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, report_id, position, direction, sent_on, script, letter,"
        " answers), insert, delete",
        rows=_OF_REPORT,
    )

    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="messages"
    )
    position = models.PositiveSmallIntegerField()
    direction = models.CharField(max_length=10, choices=MessageDirection.choices)
    sent_on = models.DateField()
    script = models.CharField(max_length=30, blank=True)
    letter = models.BinaryField(null=True)
    body = SealedField(category="narrative")
    answers = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            one_of("direction", MessageDirection, name="message_direction_is_known"),
            models.UniqueConstraint(
                fields=["report", "position"], name="messages_of_a_report_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["report", "answers"], name="a_question_is_answered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(direction="desk", letter__isnull=False)
                & ~models.Q(script="")
                | models.Q(direction="reporter", letter__isnull=True, script=""),
                name="the_desk_speaks_in_scripts_and_letters",
            ),
        ]


class Passing(Record):
    """A report that went from one organisation's desk to another's, and why."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert", guard="select(report_id), delete", rows=_OF_REPORT
    )

    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="passings"
    )
    from_desk_id = models.UUIDField()
    to_desk_id = models.UUIDField()
    purpose = models.CharField(max_length=20, choices=PassedFor.choices)
    reason = models.TextField()
    passed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    passed_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("purpose", PassedFor, name="passing_purpose_is_known")]


class Hold(Record):
    """A report that must be kept, for a court or an inquiry, until it is lifted."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(lifted_by_id, lifted_at)",
        guard="select(report_id, lifted_at), delete",
        rows=_OF_REPORT,
    )

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(lifted_at__isnull=True),
                name="a_report_is_held_once",
            )
        ]
