"""Triage, intelligence reports and their graded items, mentions, risk."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unhidden.access.records import GuardedRecord, Record, one_of
from unhidden.lib.rights import Derived, Guarded, TableAccess, Under
from unhidden.vault.fields import SealedField


class Decision(models.TextChoices):
    INTELLIGENCE = "intelligence", _("Write it up as intelligence")
    PASSED_ON = "passed_on", _("Pass it to another organisation")
    NO_ACTION = "no_action", _("No further action")
    EMERGENCY = "emergency", _("Danger to life: call 999 and the duty officer")


class Triage(Record):
    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(report_id), delete",
        rows=Under("report_id", "reporting_report", "narrative"),
    )

    report = models.OneToOneField("reporting.Report", on_delete=models.PROTECT)
    decision = models.CharField(max_length=20, choices=Decision.choices)
    reason = models.TextField()
    passed_to = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, null=True
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("decision", Decision, name="triage_decision_is_known"),
            models.CheckConstraint(
                condition=~models.Q(decision="passed_on")
                | models.Q(passed_to__isnull=False),
                name="a_report_is_passed_on_to_somebody",
            ),
        ]


class Origin(models.TextChoices):
    PUBLIC_REPORT = "public_report", _("Report from the public")
    VISIT = "visit", _("Visit")
    OFFICER = "officer", _("Officer’s own observation")
    PARTNER = "partner", _("Partner organisation")


class IntelligenceReport(GuardedRecord):
    """One report has one source (intelligence.md §2); its items are graded apart.

    ``raw_sealed`` is what was said, sealed to ``organisation``; it is never copied
    into an item. ``visit_id`` names a visit without a foreign key, because visits
    stand above intelligence.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        worker="select",
        guard="select(urn, visit_id, event_on, written_at)",
        rows=Guarded(
            "intelligence",
            organisation="organisation_id",
            opened_by="written_by_id",
            reference="urn",
        ),
    )

    urn = models.CharField(max_length=30, unique=True)
    origin = models.CharField(max_length=20, choices=Origin.choices)
    # It outlasts the report that it was written from, and keeps its id.
    report = models.ForeignKey(
        "reporting.Report",
        on_delete=models.DO_NOTHING,
        null=True,
        db_constraint=False,
    )
    visit_id = models.UUIDField(null=True, db_index=True)
    raw_sealed = SealedField(category="narrative")
    provenance_sealed = SealedField(category="third_party")
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    event_on = models.DateField(null=True)
    marking = models.CharField(max_length=20, default="OFFICIAL-SENSITIVE")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("origin", Origin, name="intelligence_origin_is_known"),
            models.CheckConstraint(
                condition=models.Q(marking__in=["OFFICIAL", "OFFICIAL-SENSITIVE"]),
                name="nothing_above_official_sensitive_is_held",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin="public_report")
                | models.Q(report__isnull=False),
                name="intelligence_from_the_public_names_its_report",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin="visit") | models.Q(visit_id__isnull=False),
                name="intelligence_from_a_visit_names_the_visit",
            ),
            models.UniqueConstraint(
                fields=["report"], name="a_report_is_written_up_once"
            ),
        ]
        indexes = [
            models.Index(fields=["-written_at", "id"], name="newest_intelligence_first")
        ]


class Source(models.TextChoices):
    RELIABLE = "1", _("1 Reliable")
    UNTESTED = "2", _("2 Untested")
    NOT_RELIABLE = "3", _("3 Not reliable")


class Assessment(models.TextChoices):
    DIRECT = "A", _("A Known directly to the source")
    CORROBORATED = "B", _("B Known indirectly but corroborated")
    INDIRECT = "C", _("C Known indirectly")
    NOT_KNOWN = "D", _("D Not known")
    FALSE = "E", _("E Suspected to be false")


class Handling(models.TextChoices):
    PERMITTED = "P", _("P Lawful sharing permitted")
    CONDITIONS = "C", _("C Lawful sharing permitted with conditions")


class Item(Record):
    """One piece of sanitised information with its own 3x5x2 grade. Never edited."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        worker="select",
        guard="select(id, report_id, source, assessment, sign_codes)",
        rows=Under("report_id", "intelligence_intelligencereport"),
    )

    report = models.ForeignKey(
        IntelligenceReport, on_delete=models.PROTECT, related_name="items"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    source = models.CharField(max_length=1, choices=Source.choices)
    assessment = models.CharField(max_length=1, choices=Assessment.choices)
    handling = models.CharField(max_length=1, choices=Handling.choices)
    conditions = models.TextField(blank=True)
    sign_codes = models.JSONField(default=list)

    class Meta:
        constraints = [
            one_of("source", Source, name="item_source_grade_is_1_to_3"),
            one_of("assessment", Assessment, name="item_assessment_is_a_to_e"),
            one_of("handling", Handling, name="item_handling_is_p_or_c"),
            models.CheckConstraint(
                condition=models.Q(handling="P") | ~models.Q(conditions=""),
                name="handling_c_names_at_least_one_condition",
            ),
            models.UniqueConstraint(
                fields=["report", "number"], name="items_of_a_report_are_numbered"
            ),
        ]


class MentionKind(models.TextChoices):
    PERSON = "person", _("Person")
    VEHICLE = "vehicle", _("Vehicle")
    PHONE = "phone", _("Phone")
    PREMISES = "premises", pgettext_lazy("one place", "Premises")


class Mention(Record):
    """What one source said; ``key`` is where two mentions of one thing meet."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        worker="select",
        guard="select(id, item_id, kind, premises_id)",
        rows=Under("item_id", "intelligence_item"),
    )

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="mentions")
    kind = models.CharField(max_length=20, choices=MentionKind.choices)
    text = models.CharField(max_length=200)
    key = models.CharField(max_length=200, blank=True)
    premises = models.ForeignKey("places.Premises", on_delete=models.PROTECT, null=True)

    class Meta:
        constraints = [
            one_of("kind", MentionKind, name="mention_kind_is_known"),
            models.CheckConstraint(
                condition=~models.Q(kind="premises") | models.Q(premises__isnull=False),
                name="a_premises_mention_names_the_premises",
            ),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="mentions_meet_at_keys")]


class Band(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class PremisesRisk(Record):
    """The present risk of one premises with the reasons that made it."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        worker="select, insert, update",
        rows=Derived("intelligence"),
    )

    premises = models.OneToOneField("places.Premises", on_delete=models.PROTECT)
    score = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=10, choices=Band.choices)
    reasons = models.JSONField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("band", Band, name="risk_band_is_known")]
        indexes = [models.Index(fields=["-score", "id"], name="riskiest_first")]
