"""The risk of premises as it stands, what visits found of it, and how it is weighed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.lib.rights import DerivedRows, RuledRows, TableAccess

_OWN = "organisation_id = (select wall.organisation())"


class RiskBand(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class PremisesRisk(Record):
    """The present risk of one premises with the reasons that made it.

    ``own_score`` leaves out what is shared with others: theirs is worked out by it.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert, update",
        worker="select(id, premises_id, score, own_score, band), insert,"
        " update(score, own_score, band, reasons, computed_at)",
        guard="select(premises_id, score, own_score, band)",
        rows=DerivedRows("intelligence"),
    )

    premises = models.OneToOneField("places.Premises", on_delete=models.PROTECT)
    score = models.PositiveSmallIntegerField()
    own_score = models.PositiveSmallIntegerField(default=0)
    band = models.CharField(max_length=10, choices=RiskBand.choices)
    reasons = models.JSONField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("band", RiskBand, name="risk_band_is_known")]
        indexes = [models.Index(fields=["-score", "id"], name="riskiest_first")]


class CameOf(models.TextChoices):
    BORNE_OUT = "borne_out", _("Borne out")
    NOT_BORNE_OUT = "not_borne_out", _("Not borne out")
    NOT_KNOWN = "not_known", _("Could not tell")


class Look(Record):
    """What a visit looked for in vain and what came of it, as the desk knows it.

    Added when the visit is recorded, by a procedure alone; ``score`` and ``band`` are
    the premises' at that moment. ``corrected_at`` is when another account of the visit
    was chosen. The visit stands above intelligence: its id has no foreign key.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        worker="select(visit_id, premises_id, looked_on, not_seen)",
        guard="select, insert, update(looked_on, came_of, not_seen, corrected_at)",
        rows=DerivedRows("intelligence"),
    )

    visit_id = models.UUIDField(unique=True)
    premises = models.ForeignKey("places.Premises", on_delete=models.PROTECT)
    looked_on = models.DateField()
    came_of = models.CharField(max_length=20, choices=CameOf.choices)
    score = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=10, choices=RiskBand.choices)
    not_seen = models.JSONField(default=list)
    corrected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("came_of", CameOf, name="what_came_of_a_look_is_known"),
            one_of("band", RiskBand, name="look_band_is_known"),
        ]


class PanelWeights(Record):
    """How an organisation weighs the parts of its panel: a version, never changed.

    ``weights`` holds a whole number for each part (rules/panel.py); the newest stands.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        rows=RuledRows(
            select=f"{_OWN} and (select wall.meets('intelligence', '{{read}}'))",
            insert=f"{_OWN} and set_by_id = (select wall.person())"
            " and (select wall.meets('intelligence', '{read}'))",
        ),
    )

    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveSmallIntegerField()
    weights = models.JSONField()
    reason = models.TextField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="new_panel_weights_have_a_reason"
            ),
            models.UniqueConstraint(
                fields=["organisation", "version"],
                name="panel_weights_are_counted",
            ),
        ]
