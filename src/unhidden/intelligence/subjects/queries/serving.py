"""By which weights people are compared now: those of the model published last."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from unhidden.intelligence.models import LinkageModel, ModelPublication
from unhidden.intelligence.subjects.rules import matching
from unhidden.intelligence.subjects.rules.matching import Weights
from unhidden.linkage.model import Model, UnfitModel
from unhidden.linkage.people import PEOPLE

_MOST_KEPT = 4


def newest() -> ModelPublication | None:
    """The publication that counts; None while nothing but the shipped has served."""
    return ModelPublication.objects.order_by("-turn").first()


def serving() -> Weights:
    """The weights that serve in this transaction."""
    published = newest()
    return weights_of(published.model_id if published else None)


def weights_of(model_id: UUID | None) -> Weights:
    """The weights of a model, or of the shipped one if it fits this program no more.

    A model is never changed, so each process reads it once.
    """
    return matching.shipped() if model_id is None else _read(model_id)


@lru_cache(maxsize=_MOST_KEPT)
def _read(model_id: UUID) -> Weights:
    row = LinkageModel.objects.get(id=model_id)
    try:
        return Weights(row.name, Model.of(row.content, PEOPLE, name=row.name))
    except UnfitModel:
        return matching.shipped()
