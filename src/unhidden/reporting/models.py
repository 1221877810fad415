"""Reports from the public, and where else the public can turn."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import TableAccess


class Urgency(models.TextChoices):
    ROUTINE = "routine", _("Routine")
    SAME_DAY = "same_day", _("Same day")
    DANGER = "danger", _("Danger now")


class ReportStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    READ = "read", _("Being considered")
    DONE = "done", _("Dealt with")


class Report(Record):
    """Everything a person told us is sealed to the desk; only a day is kept.

    ``form_key`` comes with the form and stops a re-sent page from becoming a
    second report. ``receipt_digest`` is a keyed hash of the receipt words.
    """

    access_policy: ClassVar = TableAccess(
        public="insert", staff="select, update(status)", worker=""
    )

    form_key = models.UUIDField(unique=True)
    receipt_digest = models.CharField(max_length=64, unique=True)
    received_on = models.DateField()
    language = models.CharField(max_length=2)
    form_version = models.PositiveSmallIntegerField()
    urgency = models.CharField(max_length=20, choices=Urgency.choices)
    status = models.CharField(
        max_length=20, choices=ReportStatus.choices, default=ReportStatus.WAITING
    )
    desk_id = models.UUIDField()
    sealed_answers = models.BinaryField()

    class Meta:
        constraints = [
            one_of("urgency", Urgency, name="report_urgency_is_known"),
            one_of("status", ReportStatus, name="report_status_is_known"),
        ]
        indexes = [
            models.Index(fields=["status", "received_on"], name="reports_waiting")
        ]


class Channel(models.Model):
    """A line or office that the public can turn to, with the day it was checked."""

    access_policy: ClassVar = TableAccess(
        public="select", staff="select", worker="select"
    )

    code = models.CharField(max_length=40, primary_key=True)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    number = models.CharField(max_length=60)
    hours_en = models.CharField(max_length=120, blank=True)
    hours_cy = models.CharField(max_length=120, blank=True)
    takes_en = models.TextField()
    takes_cy = models.TextField()
    note_en = models.TextField(blank=True)
    note_cy = models.TextField(blank=True)
    is_anonymous = models.BooleanField()
    checked_on = models.DateField()
    position = models.PositiveSmallIntegerField()
