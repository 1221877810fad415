"""Result sheets, what of them may be shown exactly, and publications."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import RowsUnder, TableAccess

RESULTS = RowsUnder("operation_id", "operations_operation", domain="statistic")


class ResultSheet(Record):
    """The true counts of a closed operation, as computed at one moment.

    ``definitions`` say what each figure counted then, in both languages.
    """

    access_policy: ClassVar = TableAccess(staff="select, insert", rows=RESULTS)

    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT)
    version = models.PositiveSmallIntegerField()
    figures = models.JSONField()
    definitions = models.JSONField(default=dict)
    computed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "version"], name="result_sheets_are_numbered"
            )
        ]


class ExactFigure(Record):
    """A small count that may be shown, because it is public already.

    It takes two people: one asks with the source, another approves.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update(approved_by_id, approved_at)", rows=RESULTS
    )

    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT)
    code = models.CharField(max_length=60)
    value = models.PositiveIntegerField()
    source_en = models.CharField(max_length=300)
    source_cy = models.CharField(max_length=300)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "code"], name="a_figure_is_released_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("asked_by")),
                name="a_release_is_approved_by_a_second_person",
            ),
        ]


class Publication(Record):
    """What the public sees: protected figures and words, frozen and numbered.

    Nothing of it changes but that it is withdrawn; a later one corrects it.
    """

    access_policy: ClassVar = TableAccess(
        public="select(id, slug, number, title_en, title_cy, starts_on, ends_on, "
        "lead_en, lead_cy, partners_en, partners_cy, figures, statement_en, "
        "statement_cy, is_synthetic, published_on, withdrawn_on, withdrawn_because_en, "
        "withdrawn_because_cy, corrected_en, corrected_cy)",
        staff="select, insert,"
        " update(withdrawn_on, withdrawn_because_en, withdrawn_because_cy)",
        rows=RESULTS,
    )

    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT)
    sheet = models.ForeignKey(ResultSheet, on_delete=models.PROTECT)
    slug = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField()
    title_en = models.CharField(max_length=120)
    title_cy = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    lead_en = models.CharField(max_length=120)
    lead_cy = models.CharField(max_length=120)
    partners_en = models.JSONField()
    partners_cy = models.JSONField()
    figures = models.JSONField()
    statement_en = models.TextField()
    statement_cy = models.TextField()
    corrected_en = models.CharField(max_length=300, blank=True)
    corrected_cy = models.CharField(max_length=300, blank=True)
    is_synthetic = models.BooleanField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    published_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_because_en = models.CharField(max_length=300, blank=True)
    withdrawn_because_cy = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "number"], name="publications_of_a_week_are_numbered"
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("published_by")),
                name="two_people_publish",
            ),
            models.CheckConstraint(
                condition=models.Q(number=1, corrected_en="", corrected_cy="")
                | ~models.Q(number=1),
                name="a_first_publication_corrects_nothing",
            ),
        ]


class Approval(Record):
    """The safeguarding lead's word that a result sheet may be published."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RowsUnder("sheet_id", "oversight_resultsheet", domain="statistic"),
    )

    sheet = models.OneToOneField(ResultSheet, on_delete=models.PROTECT)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    approved_at = models.DateTimeField()
