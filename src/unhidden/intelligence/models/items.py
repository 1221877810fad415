"""What a report tells, piece by piece, each with its grade."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.intelligence.models.reports import IntelligenceReport
from unhidden.lib.rights import RowsUnder, TableAccess


class SourceGrade(models.TextChoices):
    RELIABLE = "1", _("1 Reliable")
    UNTESTED = "2", _("2 Untested")
    NOT_RELIABLE = "3", _("3 Not reliable")


class AssessmentGrade(models.TextChoices):
    DIRECT = "A", _("A Known directly to the source")
    CORROBORATED = "B", _("B Known indirectly but corroborated")
    INDIRECT = "C", _("C Known indirectly")
    NOT_KNOWN = "D", _("D Not known")
    FALSE = "E", _("E Suspected to be false")


class HandlingCode(models.TextChoices):
    PERMITTED = "P", _("P Lawful sharing permitted")
    CONDITIONS = "C", _("C Lawful sharing permitted with conditions")


class Item(Record):
    """One piece of sanitised information, with the grade it was written with.

    Never edited: later grades are a ``Grading`` each, and the newest stands; the words
    of one that was held back move to its ``Replacement``.
    The database keeps ``words`` of its text beside it, to find it by.
    ``original_grade`` is the one it was imported with, as it stood in the file. The
    grade of one that ``is_proposed`` was given by somebody who may not confirm it: the
    first ``Grading`` does.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, report_id, text, source, assessment, handling, sign_codes,"
        " is_replaced, is_proposed, words),"
        " update(text, source, assessment, handling, conditions, is_replaced), delete",
        rows=RowsUnder("report_id", "intelligence_intelligencereport"),
    )

    report = models.ForeignKey(
        IntelligenceReport, on_delete=models.PROTECT, related_name="items"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    source = models.CharField(max_length=1, choices=SourceGrade.choices)
    assessment = models.CharField(max_length=1, choices=AssessmentGrade.choices)
    handling = models.CharField(max_length=1, choices=HandlingCode.choices)
    conditions = models.TextField(blank=True)
    sign_codes = models.JSONField(default=list)
    is_replaced = models.BooleanField(default=False, db_default=False)
    original_grade = models.CharField(max_length=20, blank=True)
    is_proposed = models.BooleanField(db_default=False)

    class Meta:
        constraints = [
            one_of("source", SourceGrade, name="item_source_grade_is_1_to_3"),
            one_of("assessment", AssessmentGrade, name="item_assessment_is_a_to_e"),
            one_of("handling", HandlingCode, name="item_handling_is_p_or_c"),
            models.CheckConstraint(
                condition=models.Q(handling="P", conditions="")
                | models.Q(~models.Q(conditions=""), handling="C"),
                name="conditions_stand_with_handling_c_alone",
            ),
            models.UniqueConstraint(
                fields=["report", "number"], name="items_of_a_report_are_numbered"
            ),
        ]
