"""Drawing pairs for people to judge, and telling whether the weights still fit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.health import actions as health
from unhidden.intelligence.models import CalibrationPair, CalibrationSample
from unhidden.intelligence.subjects.queries import sampling
from unhidden.intelligence.subjects.queries.calibration import (
    MOST_WAITING,
    TRAIN,
    load_drawn,
)
from unhidden.intelligence.subjects.queries.sampling import TakenPeople
from unhidden.intelligence.subjects.rules import calibration
from unhidden.intelligence.subjects.rules.calibration import DrawnPair
from unhidden.intelligence.subjects.rules.drift import DriftReading
from unhidden.intelligence.subjects.rules.retraining import FEWEST_TO_LEARN
from unhidden.lib.refusals import ActionRefused

_WATCH = "intelligence.learn_model"
_BITS_OF_A_SEED = 31


class SampleWaits(ActionRefused):
    """More is drawn once less waits to be judged: a second press draws nothing."""


@action
def draw_sample(*, actor: Actor, at: datetime) -> UUID:
    """Draw pairs across the bands from what the actor may see; gives the draw's id.

    With how strangers agree here, beside what the weights expect. What was drawn for
    these weights before is not drawn again. Raises SampleWaits.
    """
    actor.must(TRAIN)
    procedures.call_procedure("desk_turn", "asking")
    seed = new_id().int % 2**_BITS_OF_A_SEED
    taken = sampling.take_people(seed)
    used = sampling.hash_weights(taken.weights)
    before = load_drawn(used)
    if sum(not each.verdict for _, each in before) >= MOST_WAITING:
        raise SampleWaits
    weighed = sampling.weigh_taken(taken)
    for row, _ in before:
        weighed.pop((row.left_id, row.right_id), None)
    drawn = calibration.draw_pairs(weighed, seed=seed)
    sample = _keep_sample(taken, used, seed, actor, at)
    _keep_pairs(sample, drawn)
    audit.record_event(
        name="intelligence.sample_drawn",
        actor=actor,
        subject=sample,
        at=at,
        detail={"pairs": len(drawn), "seed": seed, "weights": taken.weights.name},
    )
    return sample.id


@action
def watch_drift(*, actor: Actor, at: datetime) -> bool:
    """Tell health whether what was last drawn anywhere says that the weights fit.

    Of a desk with too few people to train on nothing is told: nobody could mend it.
    """
    actor.must(_WATCH)
    rows = CalibrationSample.objects.only(
        "id", "organisation_id", "drawn_at", "among", "has_moved"
    )
    newest = {row.organisation_id: row for row in rows.order_by("drawn_at", "id")}
    fits = not any(
        row.has_moved and row.among >= FEWEST_TO_LEARN for row in newest.values()
    )
    health.note_observation("matching", is_well=fits, at=at)
    return fits


def _keep_sample(
    taken: TakenPeople, used: str, seed: int, actor: Actor, at: datetime
) -> CalibrationSample:
    found = sampling.read_taken_drift(taken)
    row = CalibrationSample(
        organisation_id=actor.organisation,
        drawn_by_id=actor.person,
        drawn_at=at,
        seed=seed,
        weights_hash=used,
        among=taken.among,
        people=found.people,
        drift=_as_json(found),
        has_moved=found.has_moved,
    )
    row.save(force_insert=True)
    return row


def _keep_pairs(sample: CalibrationSample, drawn: list[DrawnPair]) -> None:
    CalibrationPair.objects.bulk_create(
        CalibrationPair(
            sample=sample,
            left_id=each.pair[0],
            right_id=each.pair[1],
            bits=each.bits,
            is_blind=each.is_blind,
            place=place,
        )
        for place, each in enumerate(drawn, start=1)
    )


def _as_json(found: DriftReading) -> dict[str, list[list[str | float | None]]]:
    return {
        "levels": [
            [each.comparison, each.level, each.expected, each.found, each.has_moved]
            for each in found.levels
        ],
        "unseen": [
            [each.column, each.learnt, each.found, each.people] for each in found.unseen
        ],
    }
