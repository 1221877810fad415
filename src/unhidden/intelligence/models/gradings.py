"""The grades that an item was given after it was written."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record, one_of
from unhidden.intelligence.models.items import (
    AssessmentGrade,
    HandlingCode,
    Item,
    SourceGrade,
)
from unhidden.lib.rights import RowsUnder, TableAccess

AS_WRITTEN = 1


class Grading(Record):
    """A later version of an item's 3x5x2 grade; the newest stands.

    Version 1 is the grade the item was written with. Rows are only ever added: an old
    grade is brought back by another version.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(item_id, version, source, assessment, handling), delete",
        rows=RowsUnder("item_id", "intelligence_item", own="graded_by_id"),
    )

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="gradings")
    version = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=1, choices=SourceGrade.choices)
    assessment = models.CharField(max_length=1, choices=AssessmentGrade.choices)
    handling = models.CharField(max_length=1, choices=HandlingCode.choices)
    conditions = models.TextField(blank=True)
    reason = models.TextField()
    graded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    graded_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("source", SourceGrade, name="new_source_grade_is_1_to_3"),
            one_of("assessment", AssessmentGrade, name="new_assessment_is_a_to_e"),
            one_of("handling", HandlingCode, name="new_handling_is_p_or_c"),
            models.CheckConstraint(
                condition=models.Q(handling="P", conditions="")
                | models.Q(~models.Q(conditions=""), handling="C"),
                name="new_conditions_stand_with_handling_c_alone",
            ),
            models.CheckConstraint(
                condition=models.Q(version__gt=AS_WRITTEN),
                name="a_new_grade_comes_after_the_one_as_written",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_new_grade_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["item", "version"], name="grades_of_an_item_are_counted"
            ),
        ]
