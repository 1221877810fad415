"""Deciding and describing items, and what is opened for an investigation."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.cast import NOON, Cast
from tests.made.intelligence import make_intelligence, make_triage
from tests.made.reporting import make_report
from tests.made.unused import MadeUnused, make_unused
from tests.made.visits import make_find
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.investigations.frame import sources
from unhidden.investigations.models import (
    Material,
    MaterialDecision,
    MaterialDescription,
    SensitiveDescription,
)
from unhidden.investigations.origins.actions.bringing import NewOrigin, add_origin
from unhidden.investigations.origins.actions.refusals import SourceUnseen
from unhidden.investigations.unused.actions import refusals, signing
from unhidden.investigations.unused.actions.deciding import (
    NewMaterialDecision,
    decide_items,
)
from unhidden.investigations.unused.actions.describing import (
    NewDescription,
    NewSensitive,
    describe_items,
    mark_sensitive,
)
from unhidden.investigations.unused.actions.showing import open_item, open_source
from unhidden.investigations.unused.queries import items
from unhidden.investigations.unused.queries.sources import list_sources
from unhidden.investigations.unused.rules import axes
from unhidden.investigations.unused.rules.places import ItemPlace

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
WORDS = "Record of a visit to the car wash on 5 January"
SECRET = NewSensitive(
    "informant_identity",
    "It gives away who told it.",
    "Note of what a neighbour heard through the wall",
)


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def describe(made: MadeUnused, numbers: list[int], text: str = WORDS) -> int:
    new = NewDescription(text, is_looked_twice=True)
    return describe_items(numbers=numbers, new=new, **made.by(made.officer))


def test_a_thousand_items_are_decided_in_one_and_a_second_press_does_nothing(
    made: MadeUnused,
) -> None:
    made.enter(4)

    first = made.decide([1, 2, 3, 4], "relevance", "relevant")
    again = made.decide([1, 2, 3, 4], "relevance", "relevant")

    assert (first, again) == (4, 0)
    assert MaterialDecision.objects.using("stored").count() == 4
    (event,) = [
        e
        for e in audit.history(subject_ids=[made.id])
        if e.name == "investigations.material_decided"
    ]
    assert event.detail == {
        "axis": "relevance",
        "value": "relevant",
        "items": "1–4",
    }


def test_all_of_them_are_decided_or_none(made: MadeUnused) -> None:
    made.enter(1)
    made.decide([1], "relevance", "relevant")

    with pytest.raises(refusals.ItemRefused) as refused:
        made.decide([1, 2], "use", "unused")
    with pytest.raises(refusals.NoItems):
        made.decide([1, 9], "relevance", "relevant")

    assert refused.value.number == 2
    assert not MaterialDecision.objects.using("stored").filter(axis="use").exists()


def test_the_leader_decides_of_relevance_and_not_of_the_test(made: MadeUnused) -> None:
    told = made.by(made.leader)
    relevant = NewMaterialDecision("relevance", "relevant")

    assert decide_items(numbers=[1], new=relevant, **told) == 1
    made.decide([1], "use", "unused")
    with pytest.raises(refusals.ItemRefused) as refused:
        decide_items(
            numbers=[1],
            new=NewMaterialDecision("sensitivity", "none_sensitive"),
            **told,
        )
    assert isinstance(refused.value.why, axes.NotOfThisPost)
    with pytest.raises(Absent):
        describe_items(numbers=[1], new=NewDescription(WORDS), **told)
    with pytest.raises(Absent):
        signing.sign_schedules(new=signing.NewSignature(), **told)
    with pytest.raises(Absent):
        decide_items(numbers=[1], new=relevant, **made.by(made.cast.actor("officer")))


def test_two_people_on_one_item_are_told(made: MadeUnused) -> None:
    made.decide([1], "relevance", "relevant")

    with pytest.raises(refusals.DecidedMeanwhile):
        decide_items(
            numbers=[1],
            new=NewMaterialDecision("use", "unused"),
            seen=0,
            **made.by(made.officer),
        )


def test_what_is_sensitive_is_sealed_and_two_people_undo_it(
    made: MadeUnused, cast: Cast
) -> None:
    made.decide([1], "relevance", "relevant")
    made.decide([1], "use", "unused")
    with pytest.raises(refusals.SensitivityFirst):
        describe(made, [1])
    with pytest.raises(refusals.SensitiveOneByOne):
        made.decide([1], "sensitivity", "sensitive")
    mark_sensitive(number=1, new=SECRET, **made.by(made.officer))
    mark_sensitive(number=1, new=SECRET, **made.by(made.officer))

    assert SensitiveDescription.objects.using("stored").count() == 1
    view = items.get_item(viewer=made.officer, investigation_id=made.id, number=1)
    assert view.sensitive is not None
    assert view.sensitive.text == SECRET.text
    with pytest.raises(refusals.ItemRefused) as refused:
        made.decide([1], "test", "not_met", reason="The neighbour says so.")
    assert isinstance(refused.value.why, refusals.WordsBelongSealed)
    made.decide([1], "test", "not_met")
    made.decide([1], "sensitivity", "none_asked")
    with pytest.raises(refusals.ItemRefused) as alone:
        made.decide([1], "sensitivity", "none_sensitive")
    assert isinstance(alone.value.why, axes.DecidedAlone)


def test_the_database_itself_wants_two_people(made: MadeUnused) -> None:
    made.decide([1], "relevance", "relevant")
    mark_sensitive(number=1, new=SECRET, **made.by(made.officer))
    (row,) = Material.objects.using("stored").all()

    def write(value: str, turn: int) -> None:
        with acting_as(made.officer), transaction.atomic():
            MaterialDecision(
                investigation_id=made.id,
                material_id=row.id,
                axis="sensitivity",
                turn=turn,
                value=value,
                decided_by_id=made.officer.person,
                decided_at=LATER,
            ).save(force_insert=True)

    for value in ("none_sensitive", "undecided", "relevant"):
        with pytest.raises(IntegrityError):
            write(value, 2)
    write("none_asked", 2)
    with pytest.raises(IntegrityError):
        write("none_sensitive", 3)


def test_a_description_that_gives_something_away_is_looked_at_twice(
    made: MadeUnused,
) -> None:
    made.enter(1)
    made.assess([2])
    made.decide([1], "relevance", "relevant")
    mark_sensitive(number=1, new=SECRET, **made.by(made.officer))
    text = "Letter about what a neighbour heard through walls"
    told = made.by(made.officer)

    with pytest.raises(refusals.LookTwice) as looked:
        describe_items(numbers=[2], new=NewDescription(text), **told)
    new = NewDescription(text, is_looked_twice=True)

    assert {hit.finding for hit in looked.value.hits} == {"sealed_words"}
    assert describe_items(numbers=[2], new=new, **told) == 1
    assert describe_items(numbers=[2], new=new, **told) == 0
    assert MaterialDescription.objects.using("stored").count() == 1


def test_what_is_opened_for_it_is_an_item_once_and_recorded_each_time(
    made: MadeUnused, cast: Cast
) -> None:
    visit_id = make_find(cast)
    told = made.by(made.leader)

    opened = [open_source(kind="visit", source_id=visit_id, **told) for _ in range(2)]
    open_item(number=opened[0].number, **told)

    assert [one.number for one in opened] == [2, 2]
    row = Material.objects.using("stored").get(number=2)
    assert (row.kind, row.source_id) == ("visit", visit_id)
    assert audit.names_about(subject_id=row.id) == ["investigations.material_shown"] * 3
    for kind in ("source", "operation", "report", "other"):
        with pytest.raises(Absent):
            open_source(kind=kind, source_id=visit_id, **told)
    with pytest.raises(Absent):
        open_source(kind="visit", source_id=uuid4(), **told)
    assert Material.objects.using("stored").count() == 2


def test_what_is_above_a_desk_is_not_entered_by_opening_it(
    made: MadeUnused, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit_id = make_find(cast)
    monkeypatch.setattr(sources, "_OPEN_TO_A_DESK", 0)  # the visit is above it

    with pytest.raises(sources.NotToBeOpened):
        open_source(kind="visit", source_id=visit_id, **made.by(made.leader))

    assert Material.objects.using("stored").count() == 1


def test_intelligence_and_the_report_behind_it_are_items_once_without_words(
    made: MadeUnused, cast: Cast
) -> None:
    report_id = make_report()
    make_triage(report_id, by=cast.actor("analyst"))
    written = make_intelligence(
        by=cast.actor("analyst"), origin="public_report", raw="", report_id=report_id
    )
    told = made.by(made.leader)

    def offered() -> dict[str, int | None]:
        rows = list_sources(viewer=made.leader, investigation_id=made.id)
        return {row.kind: row.number for row in rows if row.kind != "visit"}

    assert offered() == {}
    open_source(kind="intelligence", source_id=written, **told)
    assert offered() == {"intelligence": 2, "report": None}
    opened = [open_source(kind="report", source_id=report_id, **told) for _ in range(2)]

    assert [one.number for one in opened] == [3, 3]
    assert offered() == {"intelligence": 2, "report": 3}
    row = Material.objects.using("stored").get(number=3)
    assert (row.kind, row.source_id, row.source) == ("report", report_id, "public")
    with pytest.raises(Absent):
        open_source(kind="report", source_id=written, **told)


def test_nobody_brings_in_what_they_may_not_read(
    made: MadeUnused, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit_id = make_find(cast)
    new = NewOrigin("visit", visit_id)
    told = made.by(made.leader)
    monkeypatch.setattr(sources, "_OPEN_TO_A_DESK", 0)  # the visit is above it
    with pytest.raises(SourceUnseen):
        add_origin(new=new, **told)
    monkeypatch.undo()
    assert Material.objects.using("stored").count() == 1

    add_origin(new=new, **told)

    assert Material.objects.using("stored").count() == 2


def test_the_queue_lists_what_is_undecided_and_counts_every_place(
    made: MadeUnused,
) -> None:
    made.enter(2)
    made.assess([1])
    describe(made, [1])
    made.decide([2], "relevance", "not_relevant", reason="Another car wash.")

    def listed(what: str, kind: str = "") -> list[int]:
        queue = items.list_items(
            viewer=made.leader,
            investigation_id=made.id,
            asked=items.ItemFilter(what, kind),
        )
        return [row.number for row in queue.rows]

    queue = items.list_items(
        viewer=made.leader, investigation_id=made.id, asked=items.ItemFilter()
    )
    assert (queue.total, queue.undecided, queue.may_schedule) == (3, 1, False)
    assert {p: n for p, n in queue.places[0].counts.items() if n} == {
        ItemPlace.OPEN: 1,
        ItemPlace.NOT_RELEVANT: 1,
        ItemPlace.UNASSESSED: 1,
    }
    assert listed("undecided") == listed("relevance") == [3]
    assert listed("all") == [3, 1, 2]
    assert listed("not_relevant") == [2]
    assert listed("MG6C") == listed("all", "visit") == [1]
