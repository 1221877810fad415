"""Mentions of made people, and models of them, for tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from benchmarks.linkage.asking import mention
from benchmarks.linkage.population import records
from tests.cast import NOON
from tests.made.intelligence import make_intelligence, make_item
from tests.support.roles import as_role
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.access.rls import procedures
from unhidden.intelligence.models import Item, LinkageModel, Mention, ModelTraining
from unhidden.intelligence.subjects import tasks as training
from unhidden.intelligence.subjects.actions import publishing, retraining
from unhidden.intelligence.subjects.actions.traces import keep_traces
from unhidden.intelligence.subjects.rules import matching
from unhidden.linkage.people import PEOPLE


def make_people(many: int, *, by: Actor) -> None:
    """Mentions of so many made people, in one item."""
    key = make_intelligence(make_item(), by=by)
    with acting_as(by.doing("intel_assessment")):
        item = Item.objects.get(report=key)
        said = (mention(each.person) for each in records(many))
        made = [
            Mention(item=item, kind=each.kind, text=each.text, details=each.details)
            for each in said
        ]
        keep_traces(Mention.objects.bulk_create(made))


def make_model(*, by: Actor, spec: str = "") -> int:
    """A model, as if the worker had learnt it: one name says a bit more."""
    training_id = retraining.ask_for_training(actor=by, at=NOON)
    content: dict[str, Any] = matching.load_shipped_weights().model.content()
    often, *others = content["weights"]["name"]["same"]
    names = content["weights"]["name"] | {"same": [often * 2, *others]}
    content["weights"] = content["weights"] | {"name": names}
    content["spec_hash"] = spec or PEOPLE.hash()
    number = 7
    with as_role("worker"):
        procedures.call_procedure("begin_training", training_id, NOON)
        LinkageModel(
            number=number,
            training=ModelTraining.objects.get(id=training_id),
            content=content,
            spec_hash=content["spec_hash"],
            mentions=2_000,
            trained_at=NOON,
        ).save(force_insert=True)
    return number


def worked(at: datetime = NOON) -> int:
    """What the worker does in its minute."""
    with as_role("worker"):
        return training.train_models(timestamp=int(at.timestamp()))


def publish(number: int, *, by: Actor, turn: int = 0) -> None:
    publishing.publish_model(
        number=number, turn=turn, reason="Looked at by two of us", actor=by, at=NOON
    )
