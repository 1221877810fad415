"""What left a case, what became of it, and what organisations were asked for."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Category
from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.safeguarding.models.consent import Consent
from unhidden.safeguarding.models.people import Case


class OutgoingKind(models.TextChoices):
    """What it was that left a case."""

    SHARE = "share", _("Opened to another organisation")
    DISCLOSURE = "disclosure", _("Told to investigators")
    REFERRAL = "referral", _("Referred to the NRM")
    DUTY_TO_NOTIFY = "duty_to_notify", _("Reported under the Duty to Notify")
    HAND_OVER = "hand_over", _("Handed to an organisation that may refer")
    OWN_PAGE = "own_page", _("Printed for the person")
    TICKED_PAGE = "ticked_page", _("Printed for a hospital or a court")
    TRANSFER = "transfer", _("Moved to another organisation, which leads the case")
    REQUEST = "request", _("Letter asking what is held")
    EXPORT = "export", _("Exported as a file")


class OutsideReceiver(models.TextChoices):
    """Who has it, where that is no organisation of ours."""

    NOBODY = "", _("An organisation on this system")
    PERSON = "person", _("The person themselves")
    HOSPITAL = "hospital", _("A hospital or GP")
    COURT = "court", _("A court or lawyer")
    HOME_OFFICE = "home_office", _("The Home Office")
    OWN_ORGANISATION = "own", _("Kept by one’s own organisation")
    STATISTICS = "statistics", _("Statistics, with the identity apart")


class ExportPurpose(models.TextChoices):
    """For what a file of cases is made."""

    STATISTICS = "statistics", _("Statistics for those who fund or oversee support")
    MOVE = "move", _("Moving to another case system")
    REFERRAL = "referral", _("Referring the person to a service abroad")
    PERSON = "person", _("The person asked for it")


class CaseOutgoing(Record):
    """One thing that left the case: added by whatever let it out, and never changed.

    ``source_id`` is the share or disclosure that it is of; ``digest`` that of a file.
    A page for the person needs that they asked, and a talk about who may find it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, insert",
        rows=RowsUnder(
            "case_id",
            "safeguarding_case",
            own="passed_by_id",
            # What goes into a file of all cases is noted of a closed one, too.
            even_closed="safeguarding_caseoutgoing.kind = 'export'",
        ),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outgoing")
    kind = models.CharField(max_length=20, choices=OutgoingKind.choices)
    receiver = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    outside = models.CharField(
        max_length=20, choices=OutsideReceiver.choices, blank=True
    )
    categories = ArrayField(models.CharField(max_length=20))
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, related_name="+"
    )
    source_id = models.UUIDField(null=True, db_index=True)
    purpose = models.CharField(max_length=20, choices=ExportPurpose.choices, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    is_asked_for = models.BooleanField(default=False)
    is_talked_over = models.BooleanField(default=False)
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    passed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", OutgoingKind, name="outgoing_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(outside__in=OutsideReceiver.values),
                name="outgoing_outside_receiver_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(receiver__isnull=False) ^ ~models.Q(outside=""),
                name="what_leaves_a_case_has_one_receiver",
            ),
            models.CheckConstraint(
                condition=models.Q(categories__contained_by=Category.values),
                name="outgoing_categories_are_known",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose="", digest="")
                | (
                    models.Q(kind=OutgoingKind.EXPORT, digest__regex="^[0-9a-f]{64}$")
                    & models.Q(purpose__in=ExportPurpose.values)
                ),
                name="only_an_export_has_a_purpose_and_a_digest",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=OutgoingKind.OWN_PAGE)
                | models.Q(is_asked_for=True, is_talked_over=True),
                name="a_page_for_the_person_is_asked_for_and_talked_over",
            ),
        ]


class OutgoingMarkCode(models.TextChoices):
    """What became of something that left a case."""

    ENDED = "ended", _("Ended: nobody there opens it any more")
    WITHDRAWN = "withdrawn", _("Taken back: used for nothing new unless law compels")
    RECALLED = "recalled", _("Recalled")


class OutgoingMark(Record):
    """A mark on something that left a case; set once, and never taken off."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, insert",
        rows=RowsUnder("outgoing_id", "safeguarding_caseoutgoing", own="marked_by_id"),
    )

    outgoing = models.ForeignKey(
        CaseOutgoing, on_delete=models.PROTECT, related_name="marks"
    )
    code = models.CharField(max_length=10, choices=OutgoingMarkCode.choices)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("code", OutgoingMarkCode, name="outgoing_mark_is_known"),
            models.UniqueConstraint(
                fields=["outgoing", "code"], name="a_mark_is_set_once"
            ),
        ]


class HoldingsRequest(Record):
    """An organisation is asked, for the person, what it holds about them."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id, organisation_id)",
        rows=RowsUnder("case_id", "safeguarding_case", own="asked_by_id"),
    )

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="holdings_requests"
    )
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    turn = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "turn"],
                name="requests_to_an_organisation_are_counted",
            )
        ]


class HoldingsStepCode(models.TextChoices):
    """What became of a request for what is held."""

    SENT = "sent", _("Letter sent")
    EXTENDED = "extended", _("They need up to two months more")
    ANSWERED = "answered", _("Answered")
    PARTLY = "partly", _("Answered in part")
    NOTHING_HELD = "nothing_held", _("They hold nothing")
    REFUSED = "refused", _("Refused")
    TAKEN_BACK = "taken_back", _("The person no longer asks")


LAST_STEPS = ("answered", "partly", "nothing_held", "refused", "taken_back")


class HoldingsStep(Record):
    """A step of such a request, each once; after a last one there is no other end."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(request_id, code), insert",
        rows=RowsUnder(
            "request_id", "safeguarding_holdingsrequest", own="recorded_by_id"
        ),
    )

    request = models.ForeignKey(
        HoldingsRequest, on_delete=models.PROTECT, related_name="steps"
    )
    code = models.CharField(max_length=20, choices=HoldingsStepCode.choices)
    on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("code", HoldingsStepCode, name="holdings_step_is_known"),
            models.UniqueConstraint(
                fields=["request", "code"], name="a_holdings_step_is_taken_once"
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=models.Q(code__in=LAST_STEPS),
                name="a_holdings_request_ends_once",
            ),
        ]
