"""By which weights people are compared now: those of the model published last."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from unhidden.intelligence.models import LinkageModel, ModelPublication, PeopleCount
from unhidden.intelligence.subjects.rules import matching
from unhidden.intelligence.subjects.rules.matching import ModelWeights
from unhidden.linkage.frequencies import ValueCounts
from unhidden.linkage.model import TrainedModel, UnfitModel
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.priors import DeskCounts

_MOST_KEPT = 4


def find_newest_publication() -> ModelPublication | None:
    """The publication that counts; None while nothing but the shipped has served."""
    return ModelPublication.objects.order_by("-turn").first()


def load_serving_weights() -> ModelWeights:
    """The weights that serve in this transaction."""
    published = find_newest_publication()
    return weights_of(published.model_id if published else None, find_newest_count())


def find_newest_count() -> UUID | None:
    """The count of how people are named here that serves; None before the first."""
    newest = PeopleCount.objects.order_by("-turn").values_list("id", flat=True)
    return newest.first()


def weights_of(model_id: UUID | None, count_id: UUID | None = None) -> ModelWeights:
    """The weights of a model, or of the shipped one if it fits this program no more.

    With what was counted here, if it still stands. Neither is ever changed, so each
    process reads it once.
    """
    if count_id is None:
        return _read_model(model_id)
    try:
        return _read_counted(model_id, count_id)
    except PeopleCount.DoesNotExist:
        # It was counted anew meanwhile; the next question names that count.
        return _read_model(model_id)


@lru_cache(maxsize=_MOST_KEPT)
def _read_counted(model_id: UUID | None, count_id: UUID) -> ModelWeights:
    row = PeopleCount.objects.get(id=count_id)
    held = {column: row.held.get(column, {}) for column in PEOPLE.counted}
    values = ValueCounts(row.names, held)
    return _read_model(model_id).with_counts(DeskCounts(values, row.dated, row.again))


def _read_model(model_id: UUID | None) -> ModelWeights:
    return matching.load_shipped_weights() if model_id is None else _read(model_id)


@lru_cache(maxsize=_MOST_KEPT)
def _read(model_id: UUID) -> ModelWeights:
    row = LinkageModel.objects.get(id=model_id)
    try:
        return ModelWeights(
            row.name, TrainedModel.of(row.content, PEOPLE, name=row.name)
        )
    except UnfitModel:
        return matching.load_shipped_weights()
