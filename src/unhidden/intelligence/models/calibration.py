"""Whether the weights of people are right: pairs drawn by lot, for people to judge."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.intelligence.models.mentions import Mention
from unhidden.lib.rights import RuledRows, TableAccess

_OWN = "organisation_id = (select wall.organisation())"
_MEETS = "(select wall.meets('intelligence', '{read}'))"
_BOTH = (
    "exists (select from intelligence_mention m where m.id = left_id)"
    " and exists (select from intelligence_mention m where m.id = right_id)"
)
_SAMPLE = "exists (select from intelligence_calibrationsample s where s.id = sample_id"


class CalibrationSample(Record):
    """A draw of one organisation, by ``seed``, from what the person who drew may see.

    ``weights_hash`` are the weights that were asked, ``among`` so many people.
    ``drift`` is how strangers among ``people`` agreed, beside what the weights expect
    (rules/drift.py): shares, and nothing that names anybody. Never changed.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        worker="select(id, organisation_id, drawn_at, among, has_moved)",
        rows=RuledRows(
            select=f"{_OWN} and {_MEETS}",
            insert=f"{_OWN} and {_MEETS} and drawn_by_id = (select wall.person())",
        ),
    )

    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drawn_at = models.DateTimeField()
    seed = models.PositiveBigIntegerField()
    weights_hash = models.CharField(max_length=64)
    among = models.PositiveBigIntegerField()
    people = models.PositiveIntegerField()
    drift = models.JSONField()
    has_moved = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "-drawn_at"], name="newest_samples_first"
            )
        ]


class CalibrationPair(Record):
    """Two mentions of people that were drawn, with the ``bits`` they had then.

    Whoever may not see both mentions does not see the pair. ``is_blind``: it is judged
    without its bits being shown. What came of it is what stands of the two mentions:
    their judgements, wherever they were made. ``place`` is the order of the draw.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(left_id, right_id), delete",
        rows=RuledRows(
            select=f"{_BOTH} and {_SAMPLE})",
            insert=f"{_BOTH} and {_SAMPLE} and s.drawn_by_id = (select wall.person()))",
        ),
    )

    sample = models.ForeignKey(
        CalibrationSample, on_delete=models.PROTECT, related_name="pairs"
    )
    left = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="+")
    bits = models.FloatField()
    is_blind = models.BooleanField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left__lt=models.F("right")),
                name="a_pair_is_drawn_in_one_order",
            ),
            models.UniqueConstraint(
                fields=["sample", "left", "right"], name="a_pair_is_drawn_once"
            ),
        ]
        indexes = [models.Index(fields=["right"], name="drawn_pairs_by_right")]
