"""Unused material from its first decision to a signed schedule and after."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast import NOON, Cast
from tests.made.unused import MadeUnused, make_unused
from tests.made.visits import make_find
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.investigations.models import (
    Material,
    MaterialDecision,
    MaterialDescription,
    Schedule,
    ScheduleLine,
    SensitiveDescription,
)
from unhidden.investigations.unused.actions import answering, refusals, signing
from unhidden.investigations.unused.actions.deciding import NewDecision, decide_items
from unhidden.investigations.unused.actions.describing import (
    NewDescription,
    NewSensitive,
    describe_items,
    mark_sensitive,
)
from unhidden.investigations.unused.actions.showing import open_item, open_source
from unhidden.investigations.unused.queries import items, schedules
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


def answer_all(made: MadeUnused) -> None:
    for category in axes.list_categories():
        answering.answer_presumed(
            category=category,
            answer="none_exists",
            reason="",
            **made.by(made.officer),
        )


def sign(made: MadeUnused) -> int:
    return signing.sign_schedules(
        new=signing.NewSignature(), **made.by(made.officer, LATER)
    )


def lines_of(kind: str) -> list[tuple[int, str, int, str]]:
    found = ScheduleLine.objects.using("stored").filter(schedule__kind=kind)
    return list(
        found.order_by("line").values_list("line", "words", "quantity", "marks")
    )


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
    relevant = NewDecision("relevance", "relevant")

    assert decide_items(numbers=[1], new=relevant, **told) == 1
    made.decide([1], "use", "unused")
    with pytest.raises(refusals.ItemRefused) as refused:
        decide_items(
            numbers=[1], new=NewDecision("sensitivity", "none_sensitive"), **told
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
            new=NewDecision("use", "unused"),
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


def test_nothing_is_signed_while_an_item_is_undecided(made: MadeUnused) -> None:
    made.enter(2)
    made.assess([1, 2])

    with pytest.raises(refusals.StillUndecided) as refused:
        sign(made)

    assert refused.value.numbers == (1, 2, 3)
    assert schedules.count_undecided(viewer=made.leader, investigation_id=made.id) == 3
    assert not Schedule.objects.using("stored").exists()


def test_presumed_categories_are_answered_before_a_signature(made: MadeUnused) -> None:
    made.assess([1])
    describe(made, [1])

    with pytest.raises(refusals.PresumedUnanswered):
        sign(made)
    with pytest.raises(refusals.RebuttalMissing):
        answering.answer_presumed(
            category="calls", answer="rebutted", reason=" ", **made.by(made.officer)
        )
    answer_all(made)
    answer_all(made)
    assert sign(made) == 1
    with pytest.raises(refusals.NothingNewToSign):
        sign(made)


def test_a_signed_schedule_is_frozen_and_continued(made: MadeUnused) -> None:
    made.enter(4)
    made.assess([1, 2, 3])
    describe(made, [1])
    block = NewDescription(
        "Photographs of the forecourt", is_block=True, is_looked_twice=True
    )
    describe_items(numbers=[2, 3], new=block, **made.by(made.officer))
    made.decide([4], "relevance", "relevant")
    made.decide([4], "use", "unused")
    mark_sensitive(number=4, new=SECRET, **made.by(made.officer))
    made.decide([4], "test", "may_meet")
    made.decide([5], "relevance", "not_relevant", reason="Another car wash.")
    answer_all(made)

    assert sign(made) == 1
    assert lines_of("MG6C") == [
        (1, WORDS, 1, ""),
        (2, "Photographs of the forecourt (2–3)", 2, ""),
    ]
    assert lines_of("MG6D") == [(1, "", 1, "")]
    assert lines_of("MG6E") == [(1, "1:may_meet", 1, "")]
    signed = schedules.get_schedule(
        viewer=made.officer, investigation_id=made.id, kind="MG6D", version=1
    )
    assert signed.lines[0].sensitive is not None
    assert signed.lines[0].sensitive.why == SECRET.why

    made.enter(1)
    made.assess([6])
    describe(made, [6], "A drawing of the yard, by a visitor")
    with pytest.raises(refusals.CertificateVoid):
        signing.reveal_schedules(**made.by(made.officer))
    assert sign(made) == 2
    assert lines_of("MG6C")[2] == (3, "A drawing of the yard, by a visitor", 1, "")
    assert len(lines_of("MG6D")) == 1
    assert signing.reveal_schedules(**made.by(made.officer)) == 5
    with pytest.raises(refusals.NothingToReveal):
        signing.reveal_schedules(**made.by(made.officer))


def test_a_first_sensitive_schedule_says_that_there_is_none(made: MadeUnused) -> None:
    made.assess([1])
    describe(made, [1])
    answer_all(made)

    sign(made)

    rows = Schedule.objects.using("stored").order_by("kind")
    assert [(row.kind, row.version, row.lines_count) for row in rows] == [
        ("MG6C", 1, 1),
        ("MG6D", 1, 0),
        ("MG6E", 1, 0),
    ]


def test_nobody_adds_to_a_signed_schedule_by_sql(made: MadeUnused) -> None:
    made.enter(1)
    made.assess([1])
    describe(made, [1])
    made.decide([2], "relevance", "not_relevant", reason="Another car wash.")
    answer_all(made)
    sign(made)
    schedule = Schedule.objects.using("stored").get(kind="MG6C")
    second = Material.objects.using("stored").get(number=2)

    with (
        pytest.raises(IntegrityError),
        acting_as(made.officer),
        transaction.atomic(),
    ):
        ScheduleLine(
            investigation_id=made.id, schedule=schedule, material=second, line=2
        ).save(force_insert=True)
    for first_line, version in ((1, 2), (2, 3), (3, 2)):
        with (
            pytest.raises(IntegrityError),
            acting_as(made.officer),
            transaction.atomic(),
        ):
            Schedule(
                investigation_id=made.id,
                kind="MG6C",
                version=version,
                first_line=first_line,
                lines_count=0,
                digest="0" * 64,
                signed_by_id=made.officer.person,
                signed_at=LATER,
            ).save(force_insert=True)


def test_a_defence_statement_puts_items_back_and_voids_the_certificate(
    made: MadeUnused,
) -> None:
    made.assess([1])
    describe(made, [1])
    answer_all(made)
    sign(made)
    look = answering.NewLook(
        "defence_statement", LATER.date(), made.accused, reference="D12"
    )
    told = made.by(made.leader, LATER)

    assert answering.look_again(new=look, **told) == answering.look_again(
        new=look, **told
    )
    view = schedules.get_schedules(
        viewer=made.officer, investigation_id=made.id, at=LATER
    )
    assert (view.is_certificate_void, view.undecided) == (True, 1)
    with pytest.raises(refusals.StillUndecided):
        sign(made)
    after = LATER + timedelta(minutes=1)
    made.decide([1], "test", "may_meet", reason="It names a second driver.", at=after)
    assert sign(made) == 2


def test_the_prosecutor_decides_after_revelation_and_service_follows(
    made: MadeUnused,
) -> None:
    made.assess([1])
    describe(made, [1])
    answer_all(made)
    sign(made)

    with pytest.raises(refusals.ItemRefused):
        made.decide([1], "prosecutor", "disclose", code="D14")
    signing.reveal_schedules(**made.by(made.officer))
    with pytest.raises(refusals.ItemRefused):
        made.decide([1], "service", "served_copy", reason="0" * 64)
    made.decide([1], "prosecutor", "disclose", code="D14")
    made.decide([1], "service", "served_copy", reason="0" * 64)

    view = items.get_item(viewer=made.leader, investigation_id=made.id, number=1)
    assert view.stage == "served"
    state = schedules.get_schedules(
        viewer=made.officer, investigation_id=made.id, at=LATER
    )
    assert not state.is_certificate_void


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


def test_a_restricted_record_is_not_entered_by_opening_it(
    made: MadeUnused, cast: Cast
) -> None:
    visit_id = make_find(cast)
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    told = made.by(made.leader)

    open_source(kind="visit", source_id=visit_id, **told)

    assert Material.objects.using("stored").filter(source_id=visit_id).count() == 1


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
