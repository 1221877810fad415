"""What somebody needs, and what became of it; added to, and never changed."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import RowsUnder, TableAccess
from unhidden.safeguarding.models.people import Case
from unhidden.vault.fields import SealedField

# What somebody needs tells of their health and their papers: with what was said.
UNDER_CASE_SAID = RowsUnder("case_id", "safeguarding_case", "narrative")
_WORKER = settings.AUTH_USER_MODEL


class NeedCode(models.TextChoices):
    SAFETY = "safety", _("Safety")
    HEALTH = "health", _("Health")
    MENTAL_HEALTH = "mental_health", _("Mental health")
    GP = "gp", _("A doctor (GP)")
    DENTIST = "dentist", _("Dentist")
    HOUSING = "housing", _("Somewhere to live")
    MONEY = "money", _("Money and benefits")
    LEGAL_AID = "legal_aid", _("Legal aid")
    IMMIGRATION = "immigration", _("Immigration")
    PAPERS = "papers", _("Passport and other papers")
    LETTERS = "letters", _("Letters to read or to write")
    EDUCATION = "education", _("School or college")
    LANGUAGE = "language", _("Learning English or Welsh")
    WORK = "work", _("Work")
    CHILDREN = "children", _("Children and family")
    COMPANY = "company", _("Company and community")
    TRAVEL = "travel", _("Travel")
    RETURN = "return", _("Going home")
    OTHER = "other", _("Something else")


class NeedStepKind(models.TextChoices):
    DATED = "dated", _("Wanted by another day")
    MET = "met", _("Met")
    NOT_WANTED = "not_wanted", _("No longer wanted")
    NOT_POSSIBLE = "not_possible", _("Could not be met")


NEED_ENDS = ("met", "not_wanted", "not_possible")


class CaseNeed(Record):
    """Something that the person needs, with the day by which they want it."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id)",
        rows=replace(UNDER_CASE_SAID, own="noted_by_id"),
    )

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="support_needs"
    )
    code = models.CharField(max_length=20, choices=NeedCode.choices)
    wanted_on = models.DateField(null=True)
    words_sealed = SealedField(category="narrative", null=True)
    noted_by = models.ForeignKey(_WORKER, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("code", NeedCode, name="need_code_is_known")]
        indexes = [models.Index(fields=["case", "wanted_on"], name="needs_by_day")]


class NeedStep(Record):
    """What became of a need: another day, or its end, which is said once."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RowsUnder(
            "need_id", "safeguarding_caseneed", "narrative", own="told_by_id"
        ),
    )

    need = models.ForeignKey(CaseNeed, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=NeedStepKind.choices)
    day = models.DateField()
    told_by = models.ForeignKey(_WORKER, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", NeedStepKind, name="need_step_is_known"),
            models.UniqueConstraint(
                fields=["need", "number"], name="steps_of_a_need_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["need"],
                condition=models.Q(kind__in=NEED_ENDS),
                name="a_need_ends_once",
            ),
        ]
