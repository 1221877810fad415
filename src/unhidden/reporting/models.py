"""Reports from the public, and where else the public can turn."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import GuardedRecord, one_of
from unhidden.lib.rights import Guarded, Open, TableAccess
from unhidden.vault.fields import SealedField

ONE_REPORT_FOR_EACH_FORM = "one_report_for_each_form"


class Urgency(models.TextChoices):
    ROUTINE = "routine", _("Routine")
    SAME_DAY = "same_day", _("Same day")
    DANGER = "danger", _("Danger now")


class ReportStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    READ = "read", _("Being considered")
    DONE = "done", _("Dealt with")


class Teller(models.TextChoices):
    """Who a person says they are: a label for the desk, never a column."""

    SAW_SOMETHING = "saw_something", _("Somebody who saw or heard something")
    SELF = "self", _("The person this is happening to")
    BUSINESS = "business", _("Somebody who works in or runs a business")
    LANDLORD = "landlord", _("A landlord, letting agent or hotelier")
    CHILD = "child", _("A child or young person")
    PROFESSIONAL = "professional", _("A professional")


class Report(GuardedRecord):
    """Everything a person told us is sealed to the desk; only a day is kept.

    ``form_key`` comes with the form and stops a re-sent page from becoming a
    second report. ``receipt_digest`` is a keyed hash of the receipt words.
    """

    access_policy: ClassVar = TableAccess(
        public="insert",
        staff="select, update(status)",
        worker="",
        guard="select(receipt_digest, status)",
        rows=Guarded("report", organisation="desk_id"),
    )

    form_key = models.UUIDField()
    receipt_digest = models.CharField(max_length=64, unique=True)
    received_on = models.DateField()
    language = models.CharField(max_length=2)
    form_version = models.PositiveSmallIntegerField()
    urgency = models.CharField(max_length=20, choices=Urgency.choices)
    status = models.CharField(
        max_length=20, choices=ReportStatus.choices, default=ReportStatus.WAITING
    )
    desk_id = models.UUIDField()
    sealed_answers = SealedField(category="narrative")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form_key"], name=ONE_REPORT_FOR_EACH_FORM),
            one_of("urgency", Urgency, name="report_urgency_is_known"),
            one_of("status", ReportStatus, name="report_status_is_known"),
        ]
        indexes = [
            models.Index(fields=["status", "received_on"], name="reports_waiting")
        ]

    def __str__(self) -> str:
        return str(self.id)


class ChannelGroup(models.TextChoices):
    """What a person needs; the order is the order of the page."""

    DANGER = "danger", _("Danger now")
    REPORT = "report", _("To report what you know")
    SUPPORT = "support", _("Help for you or for somebody you know")
    CHILDREN = "children", _("Children and young people")
    WORK = "work", _("Rights and safety at work")
    PROFESSIONALS = "professionals", _("For professionals")


class Channel(models.Model):
    """A line or office that the public can turn to.

    ``checked_on`` is the day somebody asked the provider whether it is all right;
    None means that nobody has, and the page says so.
    """

    access_policy: ClassVar = TableAccess(
        public="select", staff="select", worker="select", rows=Open()
    )

    code = models.CharField(max_length=40, primary_key=True)
    group = models.CharField(max_length=20, choices=ChannelGroup.choices)
    name_en = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)
    text_number = models.CharField(max_length=60, blank=True)
    web = models.URLField(blank=True)
    hours_en = models.CharField(max_length=120, blank=True)
    hours_cy = models.CharField(max_length=120, blank=True)
    takes_en = models.TextField()
    takes_cy = models.TextField()
    note_en = models.TextField(blank=True)
    note_cy = models.TextField(blank=True)
    is_anonymous = models.BooleanField()
    checked_on = models.DateField(null=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            one_of("group", ChannelGroup, name="channel_group_is_known"),
        ]

    def __str__(self) -> str:
        return self.code
