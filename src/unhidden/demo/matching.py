"""Whether people are one: relatives, namesakes, pairs by lot, and other weights.

Splink and a thousand people are left out: what a training would learn is made up here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import date, datetime, time, timedelta
from itertools import combinations
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from unhidden.demo import playing
from unhidden.demo.region import Region
from unhidden.intelligence import actions as intelligence
from unhidden.intelligence import queries as asked
from unhidden.intelligence.subjects.actions import (
    calibration,
    judgements,
    publishing,
    retraining,
)
from unhidden.intelligence.subjects.rules.matching import load_shipped_weights
from unhidden.lib.working_days import LONDON
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE, Columns

#: Nine men of one family name who were met at once, so that no two of them are one.
CREW = ("Duc", "Minh", "Hung", "Tuan", "Dung", "Quang", "Khanh", "Thanh", "Vinh")
#: So many draws, a dozen of a band at a time, take in nearly all of their 36 pairs.
DRAWS = 4
_BORN = "1994-06-21"
_HOUSE = "LL99 8ZZ"
_CREW = "Nine men were met at one time in a yard, and gave their names."
_SEEN = "A man of this name is said to have been driven to a yard each morning."
_SISTERS = (
    ("Elena Popescu", {"born": _BORN, "postcode": _HOUSE}, 9),
    ("Maria Popescu", {"born": _BORN, "postcode": _HOUSE}, 6),
    ("Elena Popesku", {"born": _BORN}, 4),
)
_WOMAN = "A young woman is said to clean in a hotel without wages."


def make_plain_trainer() -> retraining.PeopleModelTrainer:
    """What a training leaves, without learning: a same name says a little less."""
    known: list[set[int]] = []

    def add_people(people: Iterable[tuple[Columns, Iterable[int]]]) -> None:
        known.extend(set(keys) for _, keys in people)

    trainer: Any = SimpleNamespace(
        add=add_people,
        learn=_move_shipped_weights,
        pairs=lambda most: _list_sharing_pairs(known, most),
    )
    return cast("retraining.PeopleModelTrainer", trainer)


def _move_shipped_weights() -> TrainedModel:
    """The shipped weights, but for one."""
    content: dict[str, Any] = load_shipped_weights().model.content()
    often, *others = content["weights"]["name"]["same"]
    names = content["weights"]["name"] | {"same": [often / 2, *others]}
    content["weights"] = content["weights"] | {"name": names}
    return TrainedModel.of(content, PEOPLE, name="people")


def _list_sharing_pairs(
    known: Sequence[set[int]], most: int
) -> tuple[int, list[tuple[int, int]]]:
    """How many pairs share a key, and at most so many of them."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, keys in enumerate(known):
        for key in keys:
            holders[key].append(number)
    found = sorted(
        {pair for some in holders.values() for pair in combinations(some, 2)}
    )
    return len(found), found[:most]


def meet_people(region: Region, *, today: date) -> None:
    """Namesakes held apart, pairs drawn by lot, two sisters, and other weights."""
    _meet_crew(region, today)
    for hour in range(DRAWS):
        at = _at(today, 12, 9 + hour)
        calibration.draw_sample(actor=region.actor("analyst", at.date()), at=at)
    for name, details, days in _SISTERS:
        _write(region, _WOMAN, [(name, details)], _at(today, days))
    _try_weights(region, today)


def _meet_crew(region: Region, today: date) -> None:
    """Nine men who are nobody else, and two who may be one of them."""
    crew = [(f"{each} Tran", {"born": "1996"}) for each in CREW]
    members = _write(region, _CREW, crew, _at(today, 40))
    at = _at(today, 39)
    judgements.hold_mentions_apart(
        mentions=members,
        reason="They stood beside each other: no two of them are one.",
        actor=region.actor("analyst", at.date()),
        at=at,
    )
    for days, name in ((25, "Tran Van Duc"), (21, "Tran Minh")):
        _write(region, _SEEN, [(name, {})], _at(today, days))


def _try_weights(region: Region, today: date) -> None:
    """Other weights are learnt, compared, published, and taken back the next day."""
    at = _at(today, 3)
    planner = region.actor("planner", at.date())
    retraining.ask_for_training(actor=planner, at=at)
    with playing.play_worker():
        retraining.train_models(
            learning=lambda: nullcontext(make_plain_trainer()),
            fewest=len(CREW),
            actor=retraining.TRAINER,
            at=at + timedelta(minutes=2),
        )
    publishing.publish_model(
        number=1,
        turn=0,
        reason="A same name is met more often here than the weights said.",
        actor=planner,
        at=at + timedelta(hours=2),
    )
    at = _at(today, 2)
    publishing.take_back_publication(
        turn=1, actor=region.actor("planner", at.date()), at=at
    )


def _write(
    region: Region,
    text: str,
    people: Iterable[tuple[str, dict[str, str]]],
    at: datetime,
) -> list[UUID]:
    """A report of the analyst's with one item; the mentions of people in it."""
    mentions = [
        intelligence.NewMention("person", name, None, details)
        for name, details in people
    ]
    item = intelligence.NewItem(
        text=text,
        source="2",
        assessment="C",
        handling="P",
        conditions="",
        mentions=tuple(mentions),
    )
    analyst = region.actor("analyst", at.date())
    key = intelligence.write_report(
        new=intelligence.NewReport(
            origin="partner",
            raw=f"{text} (synthetic)",
            provenance="They work nearby.",
            event_on=at.date(),
            items=(item,),
        ),
        actor=analyst,
        at=at,
    )
    report = asked.get_graded_report(viewer=analyst, intelligence_id=key)
    return [each.id for told in report.items for each in told.mentions]


def _at(today: date, days: int, hour: int = 11) -> datetime:
    return datetime.combine(today - timedelta(days=days), time(hour), LONDON)
