"""Emergency accesses, and who was told of them.

The staff role writes neither table: the definer procedures of ``sql/`` do, each with
its checks.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Domain
from unhidden.access.records import Record, one_of
from unhidden.emergency.rules import FEWEST_WORDS, LASTS
from unhidden.lib.rights import RuledRows, TableAccess

_TOLD = "any((select wall.emergencies_told())::uuid[])"


class EmergencyReason(models.TextChoices):
    DANGER_TO_LIFE = "danger_to_life", _("Somebody’s life is in danger")
    CHILD_AT_RISK = "child_at_risk", _("A child is at risk of serious harm")
    MISSING = "missing", _("Somebody is missing")
    MEDICAL = "medical", _("Somebody needs urgent medical help")
    SERIOUS_HARM = "serious_harm", _("Other serious harm")


class EmergencyOutcome(models.TextChoices):
    JUSTIFIED = "justified", _("Justified")
    NOT_JUSTIFIED = "not_justified", _("Not justified")
    FOLLOW_UP = "follow_up", _("Needs follow-up")


class Access(Record):
    """One person and one record, for some hours; its review comes after it.

    ``organisation`` is the person's, ``owner`` the record's. ``opened_at`` is empty
    while a restricted record waits for its second person, who may also refuse.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert, update",
        rows=RuledRows(select=f"person_id = (select wall.person()) or id = {_TOLD}"),
    )

    person = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, related_name="+"
    )
    engagement_id = models.UUIDField()
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    domain = models.CharField(max_length=30, choices=Domain.choices)
    record_id = models.UUIDField()
    reference = models.CharField(max_length=30)
    purpose = models.CharField(max_length=30)
    reason = models.CharField(max_length=20, choices=EmergencyReason.choices)
    words = models.CharField(max_length=500)
    needs_approval = models.BooleanField()
    asked_at = models.DateTimeField()
    until_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    review_due_on = models.DateField()
    reviewed_by = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=20, choices=EmergencyOutcome.choices, blank=True
    )
    review_words = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            one_of("domain", Domain, name="emergency_domain_is_known"),
            one_of("reason", EmergencyReason, name="emergency_reason_is_known"),
            models.CheckConstraint(
                condition=GreaterThanOrEqual(Length(Trim("words")), FEWEST_WORDS),
                name="an_emergency_is_told_in_words",
            ),
            models.CheckConstraint(
                condition=models.Q(until_at__lte=models.F("asked_at") + LASTS),
                name="an_emergency_lasts_four_hours_at_most",
            ),
            models.CheckConstraint(
                condition=~models.Q(answered_by=models.F("person"))
                & ~models.Q(reviewed_by=models.F("person")),
                name="nobody_answers_for_their_own_emergency",
            ),
            models.CheckConstraint(
                condition=models.Q(needs_approval=False)
                | models.Q(opened_at__isnull=True)
                | models.Q(answered_by__isnull=False),
                name="a_restricted_record_is_opened_by_two",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_at__isnull=True, outcome="")
                | models.Q(
                    reviewed_at__isnull=False,
                    reviewed_by__isnull=False,
                    outcome__in=EmergencyOutcome.values,
                ),
                name="a_review_has_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "asked_at"], name="emergencies_of_a_person"),
            models.Index(fields=["record_id"], name="emergencies_of_a_record"),
            models.Index(
                fields=["until_at"],
                condition=models.Q(ended_at__isnull=True),
                name="emergencies_not_ended",
            ),
        ]


class Notice(Record):
    """Tells an organisation of an access to its record, or by one of its people."""

    access_policy: ClassVar = TableAccess(
        staff="select, update(seen_at, seen_by_id)",
        guard="insert",
        rows=RuledRows(
            select="organisation_id = (select wall.organisation())"
            f" and access_id = {_TOLD}",
            update="organisation_id = (select wall.organisation())"
            f" and access_id = {_TOLD}",
        ),
    )

    access = models.ForeignKey(Access, on_delete=models.PROTECT, related_name="notices")
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    told_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(
        "agencies.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["access", "organisation"],
                name="an_organisation_is_told_once",
            )
        ]
