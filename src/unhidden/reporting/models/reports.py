"""Reports from the public."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import GuardedRecord, one_of
from unhidden.lib.rights import GuardedHeads, TableAccess
from unhidden.vault.fields import SealedField

ONE_REPORT_FOR_EACH_FORM = "one_report_for_each_form"


class UrgencyChoices(models.TextChoices):
    ROUTINE = "routine", _("Routine")
    SAME_DAY = "same_day", _("Same day")
    DANGER = "danger", _("Danger now")


class UrgencyReasonChoices(models.TextChoices):
    """Why a report presses, the most pressing first (rules/urgency.py)."""

    DANGER_NOW = "danger_now", _("someone is in danger now")
    CHILD = "child", _("it is about a child")
    THEMSELVES = "themselves", _("it comes from the person it is happening to")
    STRONG_SIGN = "strong_sign", _("a strong sign was seen")


class CameBy(models.TextChoices):
    """How a report came to the desk; all but the first are entered by a colleague."""

    WEB = "web", _("The public form")
    PARTNER = "partner", _("Partner referral")
    CALL_101 = "call_101", _("101 call")
    HELPLINE = "helpline", _("Helpline transcript")
    VISIT = "visit", _("Feedback from a visit")


class ReportStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    READ = "read", _("Being considered")
    DONE = "done", _("Dealt with")


class TellerChoices(models.TextChoices):
    """Who a person says they are: a label for the desk, never a column."""

    SAW_SOMETHING = "saw_something", _("Somebody who saw or heard something")
    SELF = "self", _("The person this is happening to")
    BUSINESS = "business", _("Somebody who works in or runs a business")
    LANDLORD = "landlord", _("A landlord, letting agent or hotelier")
    CHILD = "child", _("A child or young person")
    PROFESSIONAL = "professional", _("A professional")


class Report(GuardedRecord):
    """Everything a person told us is sealed to the desk; only a day is kept.

    What a colleague entered is sealed alike, with its hour and their name beside it.

    ``form_key`` comes with the form and stops a re-sent page from becoming a
    second report. ``receipt_digest`` is a keyed hash of the receipt words.
    """

    access_policy: ClassVar = TableAccess(
        public="insert",
        staff="select, insert, update(status, has_news, seen_on, done_on)",
        worker="",
        guard="select(receipt_digest, status, has_news, seen_on, done_on, active_on,"
        " form_key, urgency),"
        " update(receipt_digest, reply_key, active_on, has_news, seen_on, desk_id),"
        " delete",
        rows=GuardedHeads("report", organisation="desk_id", opened_by="entered_by_id"),
    )

    form_key = models.UUIDField()
    receipt_digest = models.CharField(max_length=64, unique=True)
    received_on = models.DateField()
    language = models.CharField(max_length=10)
    form_version = models.PositiveSmallIntegerField()
    urgency = models.CharField(max_length=20, choices=UrgencyChoices.choices)
    # Why it presses: no more than the urgency says, but why.
    reasons = ArrayField(
        models.CharField(max_length=20, choices=UrgencyReasonChoices.choices),
        default=list,
        blank=True,
    )
    came_by = models.CharField(
        max_length=20, choices=CameBy.choices, default=CameBy.WEB
    )
    # Of what a colleague entered alone: of the public's reports nobody keeps an hour.
    entered_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )
    status = models.CharField(
        max_length=20, choices=ReportStatus.choices, default=ReportStatus.WAITING
    )
    desk_id = models.UUIDField()
    # What the desk must know to route a sealed report: a council or nothing, a section
    # of the catalogue or nothing. Never the place itself.
    area = models.CharField(max_length=9, blank=True)
    topic = models.CharField(max_length=40, blank=True)
    # Of a reporter who wants an answer: what letters to them are sealed to.
    reply_key = models.BinaryField(null=True)
    # Keyed marks of what was told: near-duplicates share most of them.
    sketch = ArrayField(models.BigIntegerField(), default=list, blank=True)
    # A keyed mark of the place that was told: it says which are the same, and no more.
    place_mark = models.BigIntegerField(null=True)
    # It came faster than people write, or in a flood.
    is_rushed = models.BooleanField(default=False)
    # The last day on which the reporter did something.
    active_on = models.DateField()
    # The desk first opened it on that day, and has dealt with it on that one.
    seen_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    # The reporter wrote something that the desk has not opened.
    has_news = models.BooleanField(default=False)
    sealed_answers = SealedField(category="narrative")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form_key"], name=ONE_REPORT_FOR_EACH_FORM),
            one_of("urgency", UrgencyChoices, name="report_urgency_is_known"),
            one_of("status", ReportStatus, name="report_status_is_known"),
            one_of("came_by", CameBy, name="how_a_report_came_is_known"),
            models.CheckConstraint(
                condition=models.Q(reasons__contained_by=UrgencyReasonChoices.values),
                name="reasons_of_urgency_are_known",
            ),
            models.CheckConstraint(
                condition=models.Q(came_by="web", entered_at=None, entered_by=None)
                | (
                    ~models.Q(came_by="web")
                    & models.Q(entered_at__isnull=False, entered_by__isnull=False)
                ),
                name="only_what_a_colleague_enters_has_a_name_and_an_hour",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "received_on"], name="reports_waiting"),
            models.Index(
                fields=["place_mark"],
                name="reports_about_a_place",
                condition=models.Q(place_mark__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
