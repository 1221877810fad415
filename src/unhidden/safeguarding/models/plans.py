"""The plan in the person’s words, and the risks that were judged."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import TableAccess
from unhidden.safeguarding.models.needs import UNDER_CASE_SAID
from unhidden.safeguarding.models.people import Case
from unhidden.vault.fields import SealedField

_WORKER = settings.AUTH_USER_MODEL


class PlanPart(models.TextChoices):
    GOALS = "goals", _("What they want to reach")
    PLAN = "plan", _("What we will do, and who does it")
    SAFETY = "safety", _("What keeps them safe")


class PlanSource(models.TextChoices):
    """Whose words they are, and whether the person has heard them."""

    OWN = "own", _("In their own words")
    READ_BACK = "read_back", _("In our words, read back to them")
    NOT_READ = "not_read", _("In our words, not read back yet")


class SupportPlanText(Record):
    """One dated text of a part of the plan; ``read_to`` is the last its writer read."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id)",
        rows=replace(UNDER_CASE_SAID, own="written_by_id"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_texts")
    part = models.CharField(max_length=10, choices=PlanPart.choices)
    number = models.PositiveSmallIntegerField()
    read_to = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=10, choices=PlanSource.choices)
    told_on = models.DateField()
    review_on = models.DateField(null=True)
    text_sealed = SealedField(category="narrative")
    written_by = models.ForeignKey(_WORKER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("part", PlanPart, name="plan_part_is_known"),
            one_of("source", PlanSource, name="plan_source_is_known"),
            models.UniqueConstraint(
                fields=["case", "part", "number"], name="texts_of_a_plan_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(read_to__lt=models.F("number")),
                name="a_plan_text_follows_what_was_read",
            ),
        ]


class RiskKind(models.TextChoices):
    TRAFFICKED_AGAIN = "trafficked_again", _("Being exploited again")
    CONTROLLER = "controller", _("The controller can reach them")
    SELF_HARM = "self_harm", _("Harming themselves")
    FAMILY = "family", _("Harm to their family")
    HOMELESS = "homeless", _("Having nowhere to live")
    ONLINE = "online", _("Being found through a phone or online")
    OTHER = "other", _("Another risk")


class RiskLevel(models.TextChoices):
    NOW = "now", _("Danger now")
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")
    GONE = "gone", _("No longer there")


class SafetyRisk(Record):
    """How a risk was judged on a day, and when it is looked at again."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id)",
        rows=replace(UNDER_CASE_SAID, own="judged_by_id"),
    )

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="safety_risks"
    )
    kind = models.CharField(max_length=20, choices=RiskKind.choices)
    number = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10, choices=RiskLevel.choices)
    review_on = models.DateField(null=True)
    words_sealed = SealedField(category="narrative", null=True)
    judged_by = models.ForeignKey(_WORKER, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", RiskKind, name="risk_kind_is_known"),
            one_of("level", RiskLevel, name="risk_level_is_known"),
            models.UniqueConstraint(
                fields=["case", "kind", "number"], name="judgements_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(level="gone") | models.Q(review_on__isnull=False),
                name="a_risk_is_looked_at_again",
            ),
        ]
