"""By which weights people are compared now: those of the model published last."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from unhidden.intelligence.models import LinkageModel, ModelPublication
from unhidden.intelligence.subjects.rules import matching
from unhidden.intelligence.subjects.rules.matching import ModelWeights
from unhidden.linkage.model import TrainedModel, UnfitModel
from unhidden.linkage.people import PEOPLE

_MOST_KEPT = 4


def find_newest_publication() -> ModelPublication | None:
    """The publication that counts; None while nothing but the shipped has served."""
    return ModelPublication.objects.order_by("-turn").first()


def load_serving_weights() -> ModelWeights:
    """The weights that serve in this transaction."""
    published = find_newest_publication()
    return weights_of(published.model_id if published else None)


def weights_of(model_id: UUID | None) -> ModelWeights:
    """The weights of a model, or of the shipped one if it fits this program no more.

    A model is never changed, so each process reads it once.
    """
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
