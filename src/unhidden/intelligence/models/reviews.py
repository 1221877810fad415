"""How long a report is kept: its review group, what reviews decided, what is left."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.intelligence.models.reports import IntelligenceReport
from unhidden.lib.rights import DerivedRows, RuledRows, TableAccess

_MANAGES = "(select wall.meets('intelligence', '{manage}'))"
_TESTS = ("necessity", "pattern", "risk", "vulnerability")


def _own(table: str, more: str = "true") -> str:
    """Whoever the record is shared with does not read how long its owner keeps it."""
    return (
        "exists (select from intelligence_intelligencereport r"  # our own names
        f" where r.id = {table}.report_id"
        f" and r.organisation_id = (select wall.organisation()) and {more})"
    )


_OF_MATTER, _OF_REVIEW = _own("intelligence_reviewmatter"), _own("intelligence_review")
_MAY_SAY = _own(
    "intelligence_reviewmatter",
    f"(r.written_by_id = (select wall.person()) or {_MANAGES})",
)


class ReportMatter(models.TextChoices):
    """What a report is about; the rules give each its review group."""

    PUBLIC_PROTECTION = (
        "public_protection",
        _("A managed offender, or one of the most serious offences"),
    )
    SLAVERY = (
        "slavery",
        _("A suspected offence of sections 1 or 2, Modern Slavery Act 2015"),
    )
    SERIOUS = "serious", _("Another sexual, violent or serious offence")
    OTHER_OFFENCE = "other_offence", _("Any other offence")
    INTELLIGENCE_ONLY = "intelligence_only", _("Intelligence only")


class ReviewDecision(models.TextChoices):
    RETAIN = "retain", _("Retain it")
    DISPOSE = "dispose", _("Dispose of it")
    ANONYMISE = "anonymise", _("Anonymise it")
    HOLD = "hold", _("Hold it for a court or an inquiry")
    LIFT = "lift", _("Lift the legal hold")
    AGREE = "agree", _("Agree, and do it now")
    REFUSE = "refuse", _("Do not agree")


class ReviewMatter(Record):
    """Somebody said what a report is about, and why; the newest stands.

    Its writer may, and whoever decides on its organisation's records. Only added.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(report_id), update(reason), delete",
        rows=RuledRows(
            select=_OF_MATTER,
            insert=f"set_by_id = (select wall.person()) and {_MAY_SAY}",
        ),
    )

    report = models.ForeignKey(
        IntelligenceReport, on_delete=models.PROTECT, related_name="matters"
    )
    turn = models.PositiveSmallIntegerField()
    matter = models.CharField(max_length=20, choices=ReportMatter.choices)
    reason = models.TextField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("matter", ReportMatter, name="review_matter_is_known"),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_review_group_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["report", "turn"], name="matters_of_a_report_are_counted"
            ),
        ]


class Review(Record):
    """What somebody decided on keeping a report; only ever added.

    The four tests are those of the National Retention Assessment Criteria. To dispose
    or to anonymise is done when the next row is a second person's who agrees.
    ``review_group`` is the group at the time.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select, delete, update(reason, necessity_words, pattern_words,"
        " risk_words, vulnerability_words)",
        rows=RuledRows(
            select=_OF_REVIEW,
            insert=f"decided_by_id = (select wall.person()) and {_MANAGES}"
            f" and {_OF_REVIEW}",
        ),
    )

    report = models.ForeignKey(
        IntelligenceReport, on_delete=models.PROTECT, related_name="reviews"
    )
    turn = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=10, choices=ReviewDecision.choices)
    review_group = models.PositiveSmallIntegerField()
    necessity = models.BooleanField(null=True)
    necessity_words = models.TextField(blank=True)
    pattern = models.BooleanField(null=True)
    pattern_words = models.TextField(blank=True)
    risk = models.BooleanField(null=True)
    risk_words = models.TextField(blank=True)
    vulnerability = models.BooleanField(null=True)
    vulnerability_words = models.TextField(blank=True)
    reason = models.TextField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("decision", ReviewDecision, name="review_decision_is_known"),
            models.CheckConstraint(
                condition=models.Q(review_group__range=(1, 4)),
                name="review_group_is_1_to_4",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_review_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~models.Q(decision__in=["retain", "dispose", "anonymise"])
                | models.Q(
                    *((f"{test}__isnull", False) for test in _TESTS),
                    *((f"{test}_words__gt", "") for test in _TESTS),
                ),
                name="what_becomes_of_a_report_rests_on_four_tests",
            ),
            models.UniqueConstraint(
                fields=["report", "turn"], name="reviews_of_a_report_are_counted"
            ),
        ]


class DisposedCount(Record):
    """How many items like this were disposed of or anonymised: no way back to any.

    ``month`` is when it happened. Written by ``wall.carry_out_review`` alone.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        guard="select, insert, update(items)",
        rows=DerivedRows("intelligence"),
    )

    month = models.DateField()
    council = models.ForeignKey(
        "places.Council", on_delete=models.PROTECT, null=True, related_name="+"
    )
    review_group = models.PositiveSmallIntegerField()
    sign_codes = ArrayField(models.TextField())
    grade = models.CharField(max_length=3)
    items = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "council", "review_group", "sign_codes", "grade"],
                name="items_of_one_kind_are_counted_together",
                nulls_distinct=False,
            ),
        ]
