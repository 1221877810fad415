"""Nothing is stored of a person that follows, and nothing is lost by that."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhidden import linkage
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE, BirthDate, PersonRecord, make_said_columns
from unhidden.linkage.person_profiles import (
    fill_person,
    make_person_columns,
    pack_person,
    read_person,
)
from unhidden.linkage.scoring import Score, Scorer
from unhidden.linkage.spec import ABSENT, FieldComparison
from unhidden.linkage.weight_limits import WeightLimit

_NAMES = (
    "", "Siôn ap Rhys", "Rhys ap Siôn", "Lan Anh Nguyen", "Nguyễn Thị Lan Anh",
    "Abd al-Rahman Hassan", "عبد الرحمن حسن", "Rhys", "R Price", "Rhys Price",
    "Reece Price", "Rhys Prise", "김민수", "Kim Min-su", "Minsu Kim", "Wang Wei",
    "Олександр Ковальчук", "Oleksandr Kovalchuk", "O'Brien", "Owen Andrew Thomas",
    "Andrew Thomas", "Tomos Price", "Kevin Price", "Maximilian Price", "4 4", "王伟",
)  # fmt: skip
_BORN = (
    None,
    BirthDate(1985),
    BirthDate(1985, 4),
    BirthDate(1985, 4, 3),
    BirthDate(1985, 3, 4),
    BirthDate(1962, 4, 3),
    BirthDate(1984, latest=1990),
    BirthDate(1950, latest=1999),
)
# A machine that others use, too.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
people = st.builds(
    PersonRecord,
    name=st.sampled_from(_NAMES),
    born=st.sampled_from(_BORN),
    phones=st.sampled_from([(), ("+447700900193",), ("+447700900139",)]),
    emails=st.sampled_from([(), ("rhys@example.org",)]),
    postcode=st.sampled_from(["", "LL18 1AA", "LL18 1AB", "LL18"]),
)


@cache
def _load_model() -> TrainedModel:
    return TrainedModel.load(Path(linkage.__path__[0]) / "data" / "people.json", PEOPLE)


@unhurried
@given(people)
def test_what_is_stored_gives_every_column_again(person: PersonRecord) -> None:
    stored = json.loads(json.dumps(pack_person(make_said_columns(person))))

    assert None not in stored.values()
    assert not {"met", "heard", "called", "family"} & stored.keys()
    assert {"id": None, **fill_person(stored)} == make_person_columns(person)


@unhurried
@given(people, people)
def test_two_people_weigh_by_what_is_stored_as_by_all_that_is_known(
    one: PersonRecord, other: PersonRecord
) -> None:
    scorer = Scorer(PEOPLE, _load_model()).with_prior(-3.0)
    stored = [pack_person(make_said_columns(each)) for each in (one, other)]

    by_stored = scorer.score(*map(read_person, stored))

    assert by_stored == scorer.score(*map(make_person_columns, (one, other)))


@unhurried
@given(people, people)
def test_the_first_level_that_holds_counts_and_the_first_limit(
    one: PersonRecord, other: PersonRecord
) -> None:
    columns = [make_person_columns(each) for each in (one, other)]

    score = Scorer(PEOPLE, _load_model()).with_prior(30.0).score(*columns)

    levels = [each.level(*columns) for each in PEOPLE.comparisons]
    limits = [each for each in PEOPLE.limits if each.applies_to(*columns)]
    assert _list_levels(score, PEOPLE.comparisons) == levels
    assert _find_limit(score) == _name(limits[:1])


def _list_levels(score: Score, comparisons: tuple[FieldComparison, ...]) -> list[str]:
    told = {part.what: part.level for part in score.parts}
    return [told.get(each.name, ABSENT) for each in comparisons]


def _find_limit(score: Score) -> list[tuple[str, str]]:
    names = {each.what for each in PEOPLE.limits}
    return [(part.what, part.level) for part in score.parts if part.what in names]


def _name(limits: list[WeightLimit]) -> list[tuple[str, str]]:
    return [(each.what, each.code) for each in limits]
