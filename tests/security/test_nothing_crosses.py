"""Nothing of a survivor reaches whoever has no basis: no word, count, notice or size.

Whoever may open a page is asked for all of them, with every id there is. What they get
is searched for what is hers, and is the same where her case was never opened.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from urllib.parse import unquote_plus
from uuid import UUID

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from tests.cast import Cast
from tests.made.intelligence import make_intelligence_about
from tests.made.survivors import NOTE, MadeSurvivor, make_survivor
from tests.made.visits import make_find, make_planned
from tests.security.crossing import PageAnswer, ask_everything
from tests.support.roles import as_role
from unhidden.notices import queries as notices
from unhidden.notices import rules
from unhidden.notices.rules import NoticeTopic
from unhidden.visits import queries as visits

pytestmark = pytest.mark.django_db

#: Who has no basis for anything of hers, in the trade's words.
OUTSIDE = {
    "investigator": "detective",
    "partner": "immigration officer",
    "analyst": "analyst",
    "planner": "planner",
    "communications": "communications",
    "other_support_worker": "another charity",
    "other_support_manager": "the lead of another charity",
}
#: This page says at which minute of the database's clock the asker looked at a visit.
LOOKED_AT = "/records/visit/"
Answers = Mapping[str, Mapping[str, PageAnswer]]


@pytest.mark.parametrize("part", OUTSIDE)
def test_nobody_without_a_basis_learns_that_she_is_there(part: str, cast: Cast) -> None:
    """Two worlds: the same week, and in the second of them her case is opened."""
    week = _make_week(cast)
    with time_machine.travel(timezone.now(), tick=False):
        with transaction.atomic():
            made = make_survivor(cast, possible_victim_id=week["possible_victim_id"][0])
            ids = {**week, **made.ids}
            given = _ask_all(cast, [part], ids, made)
            told = _list_told(cast, [part])
            transaction.set_rollback(True)

        without = _ask_all(cast, [part], ids, made)

    assert not (words := _find_words(given, made.words)), "\n".join(words)
    assert not (changed := _find_differences(given, without)), "\n".join(changed)
    assert told == _list_told(cast, [part])


def test_those_who_support_her_are_shown_her(cast: Cast) -> None:
    """The same search finds her where there is a basis, and so does the notice."""
    week = _make_week(cast)
    made = make_survivor(cast, possible_victim_id=week["possible_victim_id"][0])

    given = _ask_all(cast, ["support_worker"], {**week, **made.ids}, made)

    found = " ".join(_find_words(given, (*made.words, NOTE)))
    assert made.urn in found
    assert NOTE in found
    assert ("support_worker", "deadlines") in _list_told(cast, ["support_worker"])


def _make_week(cast: Cast) -> dict[str, list[UUID]]:
    """A visit at which somebody was found, and what is known of the place; its ids."""
    planned = make_planned(cast)
    visit_id = make_find(cast, planned=planned)
    analyst = cast.actor("analyst")
    intelligence_id = make_intelligence_about(planned.premises_id, by=analyst)
    view = visits.get_visit(viewer=cast.actor("officer"), visit_id=visit_id)
    return {
        "operation_id": [planned.operation_id],
        "team_id": [planned.team_id],
        "planned_id": [planned.id],
        "premises_id": [planned.premises_id],
        "visit_id": [visit_id],
        "intelligence_id": [intelligence_id],
        "possible_victim_id": [view.possible_victims[0].id],
        "organisation_id": [cast.organisations["bawso"]],
    }


def _ask_all(
    cast: Cast,
    parts: Collection[str],
    ids: Mapping[str, Sequence[UUID]],
    made: MadeSurvivor,
) -> Answers:
    every = {**ids, "record_id": [*ids["visit_id"], made.case_id]}
    return {
        part: ask_everything(
            cast.email(part), cast.actor(part).permissions, every, made.searched
        )
        for part in parts
    }


def _find_words(given: Answers, words: Sequence[str]) -> list[str]:
    """Where a word stands that was not asked for with the address."""
    return [
        f"{part} {address}: {word}"
        for part, answers in given.items()
        for address, answer in answers.items()
        for word in words
        if word in answer.text and word not in unquote_plus(address)
    ]


def _find_differences(given: Answers, without: Answers) -> list[str]:
    """Where a status, a body or the number of queries is another."""
    return [
        f"{part} {address}: {answer.tell_difference(without[part][address])}"
        for part, answers in given.items()
        for address, answer in answers.items()
        if answer != without[part][address] and not address.startswith(LOOKED_AT)
    ]


def _list_told(cast: Cast, parts: Collection[str]) -> set[tuple[str, NoticeTopic]]:
    """Of what they would be told that it waits, did they choose all of it."""
    people = {cast.people[part]: part for part in parts}
    with as_role("worker"):
        waiting = notices.list_waiting()
        recipients = list(notices.list_recipients(day=timezone.localdate()))
    return {
        (people[each.person_id], matter.topic)
        for each in recipients
        if each.person_id in people
        for matter in waiting
        if rules.concerns(matter, each)
    }
