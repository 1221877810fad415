"""The risk of premises as it stands."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import Derived, TableAccess


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
