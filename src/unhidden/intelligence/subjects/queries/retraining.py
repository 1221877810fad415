"""The models of people there are, what each would change, and which one serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import (
    LinkageModel,
    ModelChange,
    ModelPublication,
    ModelTraining,
)
from unhidden.intelligence.subjects.queries.blind import load_blind_around
from unhidden.intelligence.subjects.queries.serving import (
    find_newest_publication,
    weights_of,
)
from unhidden.intelligence.subjects.queries.subjects import (
    SubjectMention,
    list_mention_views,
)
from unhidden.intelligence.subjects.rules import matching, retraining
from unhidden.intelligence.subjects.rules.retraining import ChangeFigures, LevelBits
from unhidden.linkage.people import PEOPLE

TRAIN = "intelligence.train_model"
#: The model that comes with the program.
SHIPPED = 0
_MOST_PUBLICATIONS = 20


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model; the shipped has the number 0 and nobody who asked for it.

    ``is_published``: it was published last. ``is_serving``: and it fits, so its
    weights count.
    """

    number: int
    mentions: int | None
    trained_at: datetime | None
    asked_by: str
    is_published: bool
    is_fit: bool

    @property
    def is_serving(self) -> bool:
        return self.is_published and self.is_fit


@dataclass(frozen=True, slots=True)
class TrainingView:
    """The training asked for last: ``failure`` is "" while it waits or runs."""

    asked_by: str
    asked_at: datetime
    is_begun: bool
    failure: str
    mentions: int | None


@dataclass(frozen=True, slots=True)
class PublicationView:
    """``is_back``: it took back the one before it, which needs no reason."""

    turn: int
    number: int
    reason: str
    is_back: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PeopleModels:
    """``training`` is None once the last one left a model."""

    cards: tuple[ModelCard, ...]
    training: TrainingView | None
    publications: tuple[PublicationView, ...]
    fewest: int

    @property
    def is_busy(self) -> bool:
        return self.training is not None and not self.training.failure

    @property
    def may_take_back(self) -> bool:
        """Whether the newest publication can be taken back."""
        return bool(self.publications) and not self.publications[0].is_back

    @property
    def lapsed(self) -> int | None:
        """The number of the published model that fits no more: the shipped serves."""
        found = (each for each in self.cards if each.is_published)
        return next((each.number for each in found if not each.is_fit), None)


@dataclass(frozen=True, slots=True)
class Differing:
    """Two mentions with their bits by what serves and by the other model."""

    one: SubjectMention
    other: SubjectMention
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Two mentions whose group would change: they come together, or apart."""

    one: SubjectMention
    other: SubjectMention
    is_joined: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What would change, of pairs of which the viewer may see both mentions.

    And which the viewer is not to judge without being told what the weights say.
    """

    made_at: datetime
    figures: ChangeFigures
    pairs: tuple[Differing, ...]
    regrouped: tuple[Regrouped, ...]


@dataclass(frozen=True, slots=True)
class ModelView:
    """One model beside what serves, whose number is ``against``.

    ``turn`` is the newest publication's, for whoever publishes after it.
    """

    card: ModelCard
    against: int
    levels: tuple[LevelBits, ...]
    change: ChangeView | None
    has_served: bool
    turn: int

    @property
    def may_serve(self) -> bool:
        """Whether it can be published: what never served only once it is compared."""
        is_known = self.has_served or self.change is not None
        return self.card.is_fit and not self.card.is_published and is_known


@query
def people_models(*, viewer: Actor) -> PeopleModels:
    """Every model, the newest first and the shipped last."""
    viewer.must(TRAIN)
    published = find_newest_publication()
    rows = LinkageModel.objects.defer("content").select_related("training__asked_by")
    cards = [_card(row, published) for row in rows.order_by("-number")]
    told = ModelPublication.objects.select_related("published_by", "model")
    told = told.defer("model__content").order_by("-turn")
    return PeopleModels(
        (*cards, _card(None, published)),
        _training(),
        tuple(_publication(row) for row in told[:_MOST_PUBLICATIONS]),
        retraining.FEWEST_TO_LEARN,
    )


@query
def people_model(*, viewer: Actor, number: int) -> ModelView:
    """One model, and what it would change; raises Absent."""
    viewer.must(TRAIN)
    model, published = find_model(number), find_newest_publication()
    card = _card(model, published)
    against = published.model_id if published else None
    old = weights_of(against)
    new = (
        weights_of(model.id)
        if model and card.is_fit
        else matching.load_shipped_weights()
    )
    return ModelView(
        card=card,
        against=_number_of(against),
        levels=tuple(retraining.compare_levels(old.model, new.model))
        if card.is_fit
        else (),
        change=_change(viewer, model, against),
        has_served=model is None or model.publications.exists(),
        turn=published.turn if published else 0,
    )


def find_model(number: int) -> LinkageModel | None:
    """The row of a model, None for the shipped; raises Absent."""
    if number == SHIPPED:
        return None
    rows = LinkageModel.objects.select_related("training__asked_by")
    row = rows.filter(number=number).first()
    if row is None:
        raise Absent
    return row


def _card(row: LinkageModel | None, published: ModelPublication | None) -> ModelCard:
    counts = published.model_id if published else None
    if row is None:
        return ModelCard(SHIPPED, None, None, "", counts is None, is_fit=True)
    return ModelCard(
        number=row.number,
        mentions=row.mentions,
        trained_at=row.trained_at,
        asked_by=row.training.asked_by.name,
        is_published=row.id == counts,
        is_fit=row.spec_hash == PEOPLE.hash(),
    )


def _training() -> TrainingView | None:
    rows = ModelTraining.objects.select_related("asked_by").order_by("-asked_at", "-id")
    row = rows.first()
    if row is None or LinkageModel.objects.filter(training=row).exists():
        return None
    return TrainingView(
        row.asked_by.name,
        row.asked_at,
        row.begun_at is not None,
        row.failure,
        row.mentions,
    )


def _publication(row: ModelPublication) -> PublicationView:
    number = row.model.number if row.model else SHIPPED
    return PublicationView(
        turn=row.turn,
        number=number,
        reason=row.reason,
        is_back=row.takes_back is not None,
        by=row.published_by.name,
        at=row.published_at,
    )


def _number_of(model_id: UUID | None) -> int:
    if model_id is None:
        return SHIPPED
    return LinkageModel.objects.values_list("number", flat=True).get(id=model_id)


def _change(
    viewer: Actor, model: LinkageModel | None, against: UUID | None
) -> ChangeView | None:
    """Without the pairs that the viewer is to judge blind."""
    row = ModelChange.objects.filter(model=model, against=against).first()
    if row is None:
        return None
    listed = [(UUID(one), UUID(other), told) for one, other, *told in row.listed]
    moved = [(UUID(one), UUID(other), told) for one, other, *told in row.regrouped]
    ends = {end for one, other, _ in listed + moved for end in (one, other)}
    known = {each.id: each for each in list_mention_views(ends)}
    blind = load_blind_around(viewer, set(known))

    def is_shown(one: UUID, other: UUID) -> bool:
        return {one, other} <= known.keys() and not blind.hides_pair(one, other)

    return ChangeView(
        row.made_at,
        ChangeFigures(**row.figures),
        tuple(
            Differing(known[one], known[other], *told)
            for one, other, told in listed
            if is_shown(one, other)
        ),
        tuple(
            Regrouped(known[one], known[other], *told)
            for one, other, told in moved
            if is_shown(one, other)
        ),
    )
