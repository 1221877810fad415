"""What a person said when they were asked."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import TableAccess
from unhidden.safeguarding.models.people import UNDER_CASE, Case


class ConsentKind(models.TextChoices):
    """Three separate consents, never one tick-box."""

    NRM = "nrm", _("Referral to the National Referral Mechanism")
    SUPPORT = "support", _("Support")
    INVESTIGATION = "investigation", _("Helping an investigation")


class ConsentAnswer(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_YET = "not_yet", _("Not yet decided")


class Consent(Record):
    """What the person said, when and how they were asked; the latest counts."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(id, case_id, kind, answer, asked_at)",
        rows=UNDER_CASE,
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=20, choices=ConsentKind.choices)
    answer = models.CharField(max_length=10, choices=ConsentAnswer.choices)
    language = models.CharField(max_length=40)
    interpreter = models.CharField(max_length=120, blank=True)
    words_version = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", ConsentKind, name="consent_kind_is_known"),
            one_of("answer", ConsentAnswer, name="consent_answer_is_known"),
        ]
