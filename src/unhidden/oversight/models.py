"""Result sheets, what of them may be shown exactly, and publications."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.sharing.queries import LegalBasis

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


class ConsentKnowledge(models.TextChoices):
    """What the person knows of what is told about them."""

    AGREED = "agreed", _("They were told, and agreed")
    TOLD = "told", _("They were told, and did not agree")
    NOT_TOLD = "not_told", _("They were not told")


class Disclosure(Record):
    """What passed from a survivor's case to investigators: chosen words, and no more.

    It rests on their consent, or on a reason that somebody else authorised.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RowsUnder(
            "case_id",
            "safeguarding_case",
            or_under=("investigation_id", "investigations_investigation"),
        ),
    )

    case = models.ForeignKey("safeguarding.Case", on_delete=models.PROTECT)
    investigation = models.ForeignKey(
        "investigations.Investigation", on_delete=models.PROTECT
    )
    consent_id = models.UUIDField(null=True)
    what = models.TextField()
    basis = models.CharField(max_length=20, choices=LegalBasis.choices)
    lawful_basis = models.CharField(max_length=200, blank=True)
    knowledge = models.CharField(max_length=10, choices=ConsentKnowledge.choices)
    reason = models.TextField(blank=True)
    authorised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    disclosed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    disclosed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("basis", LegalBasis, name="disclosure_basis_is_known"),
            models.CheckConstraint(
                condition=models.Q(
                    knowledge="agreed",
                    consent_id__isnull=False,
                    authorised_by__isnull=True,
                )
                | (
                    models.Q(
                        knowledge__in=["told", "not_told"],
                        consent_id__isnull=True,
                        authorised_by__isnull=False,
                    )
                    & ~models.Q(reason="")
                ),
                name="a_disclosure_rests_on_consent_or_on_an_authorised_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(authorised_by=models.F("disclosed_by")),
                name="nobody_authorises_their_own_disclosure",
            ),
        ]
