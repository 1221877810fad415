"""Training a model of people from the mentions there are, and what it would change.

Asked for by a person, done by the worker: who learns is handed in, since what Splink
and DuckDB need is loaded by the worker alone (``tasks/training.py``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import Max

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.access.rls.procedures import Argument
from unhidden.audit import actions as audit
from unhidden.intelligence.models import (
    LinkageModel,
    MentionKind,
    ModelChange,
    ModelTraining,
    TrainingFailure,
)
from unhidden.intelligence.subjects.queries.serving import (
    find_newest_count,
    weights_of,
)
from unhidden.intelligence.subjects.rules import matching, retraining
from unhidden.intelligence.subjects.rules.retraining import WeighedPair
from unhidden.lib.refusals import ActionRefused
from unhidden.linkage.model import TrainedModel, UnfitModel
from unhidden.linkage.people import Columns

TRAIN = "intelligence.train_model"
_LEARN = "intelligence.learn_model"
TRAINER = Actor(None, None, frozenset({_LEARN}))
#: So many traces are read at once; so many pairs weighed, the same ones each time; so
#: many of them listed.
AT_ONCE, MOST_WEIGHED, MOST_LISTED = 2_000, 10_000, 20


class TrainingAlready(ActionRefused):
    """A training was asked for that has not ended."""


class PeopleModelTrainer(Protocol):
    """Whoever learns a model: ``unhidden.linkage.people_training``."""

    def add(self, people: Iterable[tuple[Columns, Iterable[int]]]) -> None: ...
    def learn(self) -> TrainedModel: ...
    def pairs(self, most: int) -> tuple[int, list[tuple[int, int]]]: ...


Learning = Callable[[], AbstractContextManager[PeopleModelTrainer]]


@action
def ask_for_training(*, actor: Actor, at: datetime) -> UUID:
    """Let the worker train a model of what is known now; raises TrainingAlready."""
    actor.must(TRAIN)
    procedures.call_procedure("desk_turn", "asking")
    if ModelTraining.objects.filter(model=None, failure="").exists():
        raise TrainingAlready
    row = ModelTraining(asked_by_id=actor.person, asked_at=at)
    row.save(force_insert=True)
    _record("training_asked", row, actor, at)
    return row.id


def train_models(
    *,
    learning: Learning,
    fewest: int = retraining.FEWEST_TO_LEARN,
    actor: Actor,
    at: datetime,
) -> int:
    """Do what waits: a training, and what each model would change; how many of both.

    Of fewer than ``fewest`` mentions nothing is learnt, and nothing is done where
    another worker is at it. It may take minutes, so no transaction spans it: one that
    was broken off is noted as such, and asked for again.
    """
    actor.must(_LEARN)
    with work_alone() as is_alone:
        if not is_alone:
            return 0
        training = _begin(actor=actor, at=at)
        if training is None and not _to_compare():
            return 0
        with learning() as learner:
            mentions = _taught(learner)
            if training is not None:
                training.mentions = len(mentions)
                if len(mentions) < fewest:
                    _ended_in(training, TrainingFailure.TOO_FEW, actor=actor, at=at)
                else:
                    _train(training, learner, actor, at)
            compared = _compare_all(learner, mentions, actor, at)
        return compared + (training is not None)


@contextmanager
def work_alone() -> Iterator[bool]:
    """Whether nobody else trains or relinks: a connection holds the turn meanwhile.

    So it is free again when this process dies, and no transaction of the work's own
    is open for minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        (role,) = cursor.fetchone()
    holder = connection.copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute(f"set role {role}")
            cursor.execute("set idle_in_transaction_session_timeout = 0")
            cursor.execute("begin")
            cursor.execute("select wall.training_turn()")
            (is_alone,) = cursor.fetchone()
            yield is_alone
    finally:
        holder.close()


@action
def _begin(*, actor: Actor, at: datetime) -> ModelTraining | None:
    """The training to do now, if one waits; what was begun before was broken off."""
    for row in ModelTraining.objects.filter(model=None, failure=""):
        if row.begun_at is None:
            procedures.call_procedure("begin_training", row.id, at)
            return row
        _fail(row, TrainingFailure.BROKEN_OFF, actor, at)
    return None


def _taught(learner: PeopleModelTrainer) -> list[UUID]:
    """Hand every traced person to the learner; the mentions, as it numbers them."""
    known: list[UUID] = []
    # Under their other names somebody would be met as somebody else.
    while some := _asked("people_to_learn", known[-1] if known else None, AT_ONCE):
        learner.add((json.loads(named), keys) for _, named, keys in some)
        known += [mention_id for mention_id, *_ in some]
    return known


def _asked(procedure: str, *arguments: Argument) -> list[tuple[Any, ...]]:
    """What a procedure gives the worker, and as long as it is there to be learnt."""
    marks = ", ".join(["%s"] * len(arguments))
    with connection.cursor() as cursor:
        cursor.execute(f"select * from wall.{procedure}({marks})", arguments)  # noqa: S608  # one of our names
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _train(
    training: ModelTraining,
    learner: PeopleModelTrainer,
    actor: Actor,
    at: datetime,
) -> None:
    try:
        model = learner.learn()
    except UnfitModel:
        _ended_in(training, TrainingFailure.UNFIT, actor=actor, at=at)
        return
    _keep(training, model, actor=actor, at=at)


@action
def _ended_in(
    training: ModelTraining, failure: str, *, actor: Actor, at: datetime
) -> None:
    _fail(training, failure, actor, at)


def _fail(row: ModelTraining, failure: str, actor: Actor, at: datetime) -> None:
    procedures.call_procedure("end_training", row.id, str(failure), row.mentions)
    _record("training_failed", row, actor, at, failure=str(failure))


@action
def _keep(
    training: ModelTraining, model: TrainedModel, *, actor: Actor, at: datetime
) -> None:
    last = LinkageModel.objects.aggregate(last=Max("number"))["last"] or 0
    row = LinkageModel(
        number=last + 1,
        training=training,
        content=model.content(),
        spec_hash=model.spec_hash,
        mentions=training.mentions or 0,
        trained_at=at,
    )
    row.save(force_insert=True)
    _record("model_trained", row, actor, at, number=row.number, mentions=row.mentions)


def _to_compare() -> list[tuple[UUID | None, UUID | None]]:
    """The models, and the shipped, of which nobody knows what they would change now.

    Each with the one that serves.
    """
    return [(model, against) for model, against in _asked("models_to_compare")]


def _compare_all(
    learner: PeopleModelTrainer, mentions: Sequence[UUID], actor: Actor, at: datetime
) -> int:
    """Weigh the same pairs by what serves and by each of the others."""
    waiting = _to_compare()
    if not waiting:
        return 0
    made, numbers = learner.pairs(MOST_WEIGHED)
    pairs = [(mentions[one], mentions[other]) for one, other in numbers]
    among = len(mentions)
    old = _bits(pairs, waiting[0][1], among)
    for model, against in waiting:
        new = _bits(pairs, model, among)
        weighed = [
            WeighedPair(*pair, was, now)
            for pair, was, now in zip(pairs, old, new, strict=True)
        ]
        _note(model, against, weighed, made, actor=actor, at=at)
    return len(waiting)


def _bits(
    pairs: Sequence[tuple[UUID, UUID]], model: UUID | None, among: int
) -> list[float]:
    """What a model says of each pair, as the desk would read it."""
    weights = weights_of(model, find_newest_count())
    found = []
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        rows = _asked("people_to_weigh", list({end for pair in some for end in pair}))
        profiles = {mention_id: json.loads(profile) for mention_id, profile in rows}
        found += [
            matching.compare_mention_profiles(
                MentionKind.PERSON, profiles[one], profiles[other],
                among=among, weights=weights,
            ).bits
            for one, other in some
        ]  # fmt: skip
    return found


@action
def _note(
    model: UUID | None,
    against: UUID | None,
    weighed: Sequence[WeighedPair],
    made: int,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    row = ModelChange(
        model_id=model,
        against_id=against,
        made_at=at,
        figures=asdict(retraining.count_changes(weighed, of=made)),
        listed=[
            [str(each.one), str(each.other), each.old, each.new]
            for each in retraining.pick_largest_changes(weighed, MOST_LISTED)
        ],
        regrouped=[
            [str(each.one), str(each.other), each.is_joined]
            for each in retraining.pick_regrouped_pairs(weighed, MOST_LISTED)
        ],
    )
    row.save(force_insert=True)
    _record("models_compared", row, actor, at)


def _record(
    what: str, row: Any, actor: Actor, at: datetime, **detail: str | int | None
) -> None:
    name = f"intelligence.{what}"
    audit.record_event(name=name, actor=actor, subject=row, at=at, detail=detail)
