"""A report of one source."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import GuardedRecord, one_of
from unhidden.lib.rights import GuardedHeads, TableAccess
from unhidden.vault.fields import SealedField


class ReportOrigin(models.TextChoices):
    PUBLIC_REPORT = "public_report", _("Report to the desk")
    CALL_101 = "call_101", _("101 call")
    HELPLINE = "helpline", _("Helpline transcript")
    VISIT = "visit", _("Visit")
    OFFICER = "officer", _("Officer’s own observation")
    PARTNER = "partner", _("Partner organisation")
    IMPORTED = "imported", _("Imported from a file")


# These come from a report in the queue alone; a partner's or a visit's may.
FROM_THE_QUEUE = (
    ReportOrigin.PUBLIC_REPORT,
    ReportOrigin.CALL_101,
    ReportOrigin.HELPLINE,
)


class IntelligenceReport(GuardedRecord):
    """One report has one source; its items are graded apart.

    ``raw_sealed`` is what was said, sealed to ``organisation``; it is never copied
    into an item. ``visit_id`` names a visit without a foreign key, because visits
    stand above intelligence. ``anonymised_at``: words, names and the ways back to
    them are gone; nothing is added any more.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(urn, report_id, visit_id, event_on, written_at), delete,"
        " update(raw_sealed, provenance_sealed, report_id, visit_id, anonymised_at)",
        rows=GuardedHeads(
            "intelligence",
            organisation="organisation_id",
            opened_by="written_by_id",
            reference="urn",
        ),
    )

    urn = models.CharField(max_length=30, unique=True)
    origin = models.CharField(max_length=20, choices=ReportOrigin.choices)
    # It outlasts the report that it was written from, and keeps its id.
    report = models.ForeignKey(
        "reporting.Report",
        on_delete=models.DO_NOTHING,
        null=True,
        db_constraint=False,
    )
    # Which decision on that report it was written for (``Triage.turn``).
    report_turn = models.PositiveSmallIntegerField(null=True)
    visit_id = models.UUIDField(null=True, db_index=True)
    raw_sealed = SealedField(category="narrative")
    provenance_sealed = SealedField(category="third_party")
    organisation = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT)
    event_on = models.DateField(null=True)
    marking = models.CharField(max_length=20, default="OFFICIAL-SENSITIVE")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    written_at = models.DateTimeField()
    anonymised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("origin", ReportOrigin, name="intelligence_origin_is_known"),
            models.CheckConstraint(
                condition=models.Q(marking__in=["OFFICIAL", "OFFICIAL-SENSITIVE"]),
                name="nothing_above_official_sensitive_is_held",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin__in=FROM_THE_QUEUE)
                | models.Q(report__isnull=False)
                | models.Q(anonymised_at__isnull=False),
                name="intelligence_from_the_public_names_its_report",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin="visit")
                | models.Q(visit_id__isnull=False)
                | models.Q(report__isnull=False)
                | models.Q(anonymised_at__isnull=False),
                name="intelligence_from_a_visit_names_the_visit",
            ),
            models.UniqueConstraint(
                fields=["report", "report_turn"],
                name="a_decision_is_written_up_once",
            ),
        ]
        indexes = [
            models.Index(fields=["-written_at", "id"], name="newest_intelligence_first")
        ]
