"""Schedules of unused material: signed, continued, sent, and what voids them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.cast import NOON, Cast
from tests.made.unused import MadeUnused, make_unused
from unhidden.access.context import acting_as
from unhidden.investigations.models import (
    Material,
    Schedule,
    ScheduleLine,
)
from unhidden.investigations.unused.actions import answering, refusals, signing
from unhidden.investigations.unused.actions.describing import (
    NewDescription,
    NewSensitive,
    describe_items,
    mark_sensitive,
)
from unhidden.investigations.unused.queries import items, schedules
from unhidden.investigations.unused.rules import axes

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


def test_nothing_is_signed_while_an_item_is_undecided(made: MadeUnused) -> None:
    made.enter(2)
    made.assess([1, 2])

    with pytest.raises(refusals.StillUndecided) as refused:
        sign(made)

    assert refused.value.numbers == (1, 2, 3)
    shown = schedules.get_schedules(
        viewer=made.leader, investigation_id=made.id, at=NOON
    )
    assert shown.undecided == 3
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
    with pytest.raises(refusals.ItemRefused):
        made.decide([1], "service", "served_copy", reason="The copy.")
    made.decide([1], "service", "served_copy", reason="0" * 64)

    view = items.get_item(viewer=made.leader, investigation_id=made.id, number=1)
    assert view.stage == "served"
    state = schedules.get_schedules(
        viewer=made.officer, investigation_id=made.id, at=LATER
    )
    assert not state.is_certificate_void
