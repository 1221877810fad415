"""Whether two mentions are one thing: what people decided, and decided anew."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import Record, one_of
from unhidden.intelligence.models.mentions import Mention
from unhidden.lib.rights import RuledRows, TableAccess

# A judgement tells of both its mentions: whoever may not see one does not see it.
_BOTH = (
    "exists (select from intelligence_mention m where m.id = left_id)"
    " and exists (select from intelligence_mention m where m.id = right_id)"
)


class MatchVerdict(models.TextChoices):
    SAME = "same", _("The same")
    DIFFERENT = "different", _("Not the same")
    UNSURE = "unsure", _("Not sure")
    OPEN = "open", _("Open again")


class Judgement(Record):
    """What somebody decided on two mentions; the newest of a pair stands.

    Rows are only ever added, so every merge and split can be undone and read again.
    ``turn`` counts the judgements of a pair from 1. Those made in one go share
    ``decision``; one that takes back another names it in ``undoes``. ``weight`` in bits
    and its ``parts`` are what ``model`` said when it was decided.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(left_id, right_id), delete",
        rows=RuledRows(
            select=_BOTH,
            insert=f"{_BOTH} and (select wall.meets('intelligence', '{{create}}'))"
            " and decided_by_id = (select wall.person())",
        ),
    )

    decision = models.UUIDField(db_index=True)
    left = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=10, choices=MatchVerdict.choices)
    reason = models.TextField()
    weight = models.FloatField(null=True)
    parts = models.JSONField(default=list)
    model = models.CharField(max_length=64, blank=True)
    undoes = models.UUIDField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("verdict", MatchVerdict, name="verdict_is_known"),
            models.CheckConstraint(
                condition=models.Q(left__lt=models.F("right")),
                name="a_pair_is_judged_in_one_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="a_judgement_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["left", "right", "turn"],
                name="judgements_of_a_pair_are_counted",
            ),
        ]
        indexes = [models.Index(fields=["right"], name="judgements_by_right")]
