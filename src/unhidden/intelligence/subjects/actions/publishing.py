"""Letting a trained model serve, or an earlier one again."""

from __future__ import annotations

from datetime import datetime

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls.procedures import call_procedure
from unhidden.audit import actions as audit
from unhidden.intelligence.models import LinkageModel, ModelChange, ModelPublication
from unhidden.intelligence.subjects.queries.retraining import find_model
from unhidden.intelligence.subjects.queries.serving import find_newest_publication
from unhidden.lib.refusals import ActionRefused
from unhidden.linkage.model import TrainedModel, UnfitModel
from unhidden.linkage.people import PEOPLE

PUBLISH = "intelligence.publish_model"


class NoReasonToPublish(ActionRefused):
    """A model is published with the reason."""


class PublishedSince(ActionRefused):
    """Another model serves than the one that was held against this."""


class NoPublicationToTakeBack(ActionRefused):
    """Nothing was published, or the newest publication took another back."""


class ServesAlready(ActionRefused):
    """This model serves."""


class ModelNoLongerFits(ActionRefused):
    """It was trained for another version of what is compared."""


class NotCompared(ActionRefused):
    """Nobody knows yet what a model that never served would change."""


@action
def publish_model(
    *, number: int, turn: int, reason: str, actor: Actor, at: datetime
) -> None:
    """Let the model of this number serve from the next request on; 0 is the shipped.

    ``turn`` is that of the publication that the actor saw as the newest, or 0. Raises
    Absent, NoReasonToPublish, PublishedSince, ServesAlready, ModelNoLongerFits and
    NotCompared.
    """
    actor.must(PUBLISH)
    if not reason.strip():
        raise NoReasonToPublish
    # One model serves at a time, so no two are published at once.
    call_procedure("desk_turn", "publishing")
    model, before = find_model(number), find_newest_publication()
    if (before.turn if before else 0) != turn:
        raise PublishedSince
    _check(model, before)
    row = ModelPublication(
        turn=turn + 1,
        model=model,
        reason=reason.strip(),
        published_by_id=actor.person,
        published_at=at,
    )
    row.save(force_insert=True)
    audit.record_event(
        name="intelligence.model_published",
        actor=actor,
        subject=row,
        at=at,
        detail={"number": number, "turn": row.turn},
    )


@action
def take_back_publication(*, turn: int, actor: Actor, at: datetime) -> None:
    """Let what served before the newest publication serve again, at once.

    ``turn`` is that of the publication that the actor saw as the newest. Raises
    PublishedSince, NoPublicationToTakeBack, and ModelNoLongerFits.
    """
    actor.must(PUBLISH)
    call_procedure("desk_turn", "publishing")
    newest = find_newest_publication()
    if newest is None or newest.takes_back is not None:
        raise NoPublicationToTakeBack
    if newest.turn != turn:
        raise PublishedSince
    before = ModelPublication.objects.filter(turn__lt=turn).order_by("-turn").first()
    model = before.model if before else None
    _check(model, newest)
    row = ModelPublication(
        turn=turn + 1,
        model=model,
        takes_back=turn,
        published_by_id=actor.person,
        published_at=at,
    )
    row.save(force_insert=True)
    audit.record_event(
        name="intelligence.model_taken_back",
        actor=actor,
        subject=row,
        at=at,
        detail={"number": model.number if model else 0, "turn": row.turn},
    )


def _check(model: LinkageModel | None, before: ModelPublication | None) -> None:
    against = before.model_id if before else None
    if against == (model.id if model else None):
        raise ServesAlready
    if model is None:
        return
    try:
        TrainedModel.of(model.content, PEOPLE, name=model.name)
    except UnfitModel as error:
        raise ModelNoLongerFits from error
    has_served = model.publications.exists()
    known = ModelChange.objects.filter(model=model, against=against)
    if not has_served and not known.exists():
        raise NotCompared
