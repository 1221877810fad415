"""Models of people that were trained here: asked for, learnt, compared, published."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from unhidden.access.records import Record
from unhidden.lib.rights import DerivedRows, RuledRows, TableAccess

_MEETS = "(select wall.meets('intelligence', '{read}'))"
_ANSWERS = "(select wall.answers_for('intelligence'))"


class TrainingFailure(models.TextChoices):
    """Why a training left no model; "" where it has not failed."""

    TOO_FEW = "too_few"
    UNFIT = "unfit"
    BROKEN_OFF = "broken_off"


class ModelTraining(Record):
    """Somebody asked for a model to be trained; the worker notes what came of it."""

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        worker="select",
        guard="select(id, begun_at, failure), update(begun_at, failure, mentions)",
        rows=RuledRows(
            select=_MEETS,
            insert=f"{_MEETS} and asked_by_id = (select wall.person())"
            " and begun_at is null and failure = ''",
        ),
    )

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=20, blank=True)
    mentions = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(failure="")
                | models.Q(failure__in=TrainingFailure.values),
                name="training_failure_is_known",
            ),
        ]
        indexes = [models.Index(fields=["-asked_at"], name="newest_trainings_first")]


class LinkageModel(Record):
    """A model that was learnt, never changed; it serves while it is published last.

    ``content`` is that of ``unhidden.linkage.model.TrainedModel``. It has the
    frequencies of names that stand in several mentions, whoever's they are: no page
    shows them.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        worker="select, insert",
        guard="select(id, number, training_id, spec_hash)",
        rows=DerivedRows("intelligence"),
    )

    number = models.PositiveIntegerField(unique=True)
    training = models.OneToOneField(
        ModelTraining, on_delete=models.PROTECT, related_name="model"
    )
    content = models.JSONField()
    spec_hash = models.CharField(max_length=64)
    mentions = models.PositiveIntegerField()
    trained_at = models.DateTimeField()

    @property
    def name(self) -> str:
        """What a judgement says that its weight comes from."""
        return f"people-{self.number}"


class PeopleCount(Record):
    """How people here are named, and where they live; the newest ``turn`` counts.

    ``held`` are words at the ends of names, districts and postcodes, each with how many
    names have it, of those that at least four have: ``unhidden.linkage.frequencies``.
    ``wall.count_people`` alone writes it, and takes the one before away.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        worker="select",
        guard="select(id, turn, mentions), insert, delete",
        rows=DerivedRows("intelligence"),
    )

    turn = models.PositiveIntegerField(unique=True)
    counted_at = models.DateTimeField()
    mentions = models.PositiveIntegerField()
    names = models.PositiveIntegerField()
    dated = models.PositiveIntegerField()
    again = models.PositiveIntegerField()
    held = models.JSONField()


class ModelChange(Record):
    """What one model would change where another serves; without a model, the shipped.

    ``figures`` are counts of pairs. ``listed`` are the pairs that differ most, as ids
    of two mentions and two weights; ``regrouped`` those that one of the two proposes as
    one and the other does not, as ids of two mentions and whether they come together:
    who may not see both mentions is not shown them.
    """

    access_policy: ClassVar = TableAccess(
        staff="select",
        worker="insert",
        guard="select(model_id, against_id)",
        rows=DerivedRows("intelligence"),
    )

    model = models.ForeignKey(
        LinkageModel, on_delete=models.PROTECT, null=True, related_name="+"
    )
    against = models.ForeignKey(
        LinkageModel, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    figures = models.JSONField()
    listed = models.JSONField(default=list)
    regrouped = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["model", "against"],
                nulls_distinct=False,
                name="two_models_are_compared_once",
            ),
        ]


class ModelPublication(Record):
    """From here on this model serves; the one of the highest ``turn`` does.

    Rows are only added: to go back is to publish the earlier one again. Without a
    model it is the one that comes with the program. ``takes_back`` is the turn of the
    publication that this one takes back, which needs no reason.
    """

    access_policy: ClassVar = TableAccess(
        staff="select, insert",
        guard="select(turn, model_id)",
        rows=RuledRows(
            select=_MEETS,
            insert=f"{_ANSWERS} and published_by_id = (select wall.person())",
        ),
    )

    turn = models.PositiveIntegerField(unique=True)
    model = models.ForeignKey(
        LinkageModel, on_delete=models.PROTECT, null=True, related_name="publications"
    )
    reason = models.TextField(blank=True)
    takes_back = models.PositiveIntegerField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason="") | models.Q(takes_back__isnull=False),
                name="a_publication_has_a_reason",
            ),
        ]
