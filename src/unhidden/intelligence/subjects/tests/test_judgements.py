"""Deciding who is who, and taking it back, with what each person may see."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, QuerySet
from django.db.utils import ProgrammingError

from tests.cast import NOON, Cast
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.intelligence.models import Judgement, Link, Mention
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.actions.judgements import (
    NoReasonToJudge,
    NotOneKind,
    VerdictUnknown,
)
from unhidden.intelligence.subjects.queries import subjects
from unhidden.intelligence.tests.judging import (
    judge,
    make_mention,
    set_anew,
    taken_away,
)

pytestmark = pytest.mark.django_db


def kept_at_once(link: Link) -> None:
    link.save(force_insert=True)
    connection.check_constraints()


def names(mention: UUID, *, by: Actor) -> list[str]:
    found = subjects.get_subject(viewer=by, mention_id=mention)
    return sorted(each.text for each in found.said)


def test_two_mentions_judged_the_same_are_one_subject_from_either_side(
    cast: Cast,
) -> None:
    analyst = cast.actor("analyst")
    one, other = (make_mention(name, by=analyst) for name in ("Arben", "Arbën"))

    judge(one, other, "same", by=analyst)

    assert names(one, by=analyst) == names(other, by=analyst) == ["Arben", "Arbën"]


def test_a_decision_is_undone_and_both_stay_in_the_history(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    one, other = (make_mention(name, by=analyst) for name in ("Arben", "Arbën"))
    decision = judge(one, other, "same", by=analyst)

    judgements.undo_judgement(
        mention_id=one,
        decision_id=decision,
        reason="The number was the hostel's.",
        actor=analyst,
        at=NOON,
    )

    found = subjects.get_subject(viewer=analyst, mention_id=one)
    assert [each.text for each in found.said] == ["Arben"]
    assert [(each.is_undoing, each.may_undo) for each in found.decided] == [
        (True, False),
        (False, False),
    ]


def test_a_subject_is_split_in_one_decision(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    a, b, c = (make_mention(name, by=analyst) for name in ("A One", "A Two", "A Three"))
    judge(a, b, "same", by=analyst)
    judge(a, c, "same", by=analyst)

    judgements.split_subject(
        mention_id=a, leaving=[a], reason="Another person", actor=analyst, at=NOON
    )

    assert names(a, by=analyst) == ["A One"]
    assert names(b, by=analyst) == ["A Two"]


def test_several_are_joined_in_one_decision_each_with_its_weight(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    a, b, c = (make_mention("Arben Hoxha", by=analyst) for _ in "abc")

    decision = judgements.join_mentions(
        mention_id=a, joining=[b, c], reason="One man", actor=analyst, at=NOON
    )

    assert names(c, by=analyst) == ["Arben Hoxha"] * 3
    rows = Judgement.objects.using("stored").filter(decision=decision)
    assert len(rows) == 2
    assert all(row.weight and row.parts and row.model for row in rows)


def test_what_is_not_there_or_of_another_kind_is_not_joined(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    one = make_mention("Arben", by=analyst)
    van = make_mention("CX12 ABC", by=analyst, kind="vehicle")

    for other, refusal in ((uuid4(), Absent), (van, NotOneKind)):
        with pytest.raises(refusal):
            judgements.join_mentions(
                mention_id=one, joining=[other], reason="So", actor=analyst, at=NOON
            )


def test_a_judgement_is_recorded_as_a_combination(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    one, other = (make_mention(name, by=analyst) for name in ("Arben", "Arbën"))

    decision = judge(one, other, "same", by=analyst)

    (event,) = audit.history(subject_ids=[one])
    assert (event.verb, event.detail["decision"]) == ("combination", str(decision))


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"reason": " "}, NoReasonToJudge),
        ({"verdict": "open"}, VerdictUnknown),
        ({"other_id": uuid4()}, Absent),
    ],
)
def test_a_judgement_without_what_it_needs_is_refused(
    cast: Cast, given: dict[str, object], refusal: type[Exception]
) -> None:
    analyst = cast.actor("analyst")
    one, other = (make_mention(name, by=analyst) for name in ("Arben", "Arbën"))
    call = {"other_id": other, "verdict": "same", "reason": "Same number"} | given

    with pytest.raises(refusal):
        judgements.judge_mentions(
            mention_id=one,
            actor=analyst,
            at=NOON,
            **call,  # type: ignore[arg-type]
        )


def test_a_person_is_never_a_vehicle(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    one = make_mention("Arben", by=analyst)
    other = make_mention("CX12 ABC", by=analyst, kind="vehicle")

    with pytest.raises(NotOneKind):
        judge(one, other, "same", by=analyst)


def test_an_officer_may_read_a_subject_and_not_judge_it(cast: Cast) -> None:
    officer = cast.actor("officer")
    one, other = (make_mention(name, by=officer) for name in ("Arben", "Arbën"))

    assert names(one, by=officer) == ["Arben"]
    with pytest.raises(Absent):
        judge(one, other, "same", by=officer)


def test_a_link_between_two_items_is_refused_by_the_database(cast: Cast) -> None:
    analyst = cast.actor("analyst")
    one, other = (make_mention(name, by=analyst) for name in ("Arben", "Arbën"))

    with acting_as(analyst.doing("intel_assessment")):
        item = Mention.objects.get(id=one).item_id
        link = Link(item_id=item, left_id=one, right_id=other, kind="with")

        with pytest.raises(IntegrityError), transaction.atomic():
            kept_at_once(link)


@pytest.mark.parametrize("model", [Mention, Judgement])
@pytest.mark.parametrize("change", [taken_away, set_anew])
def test_nobody_at_the_desk_changes_a_mention_or_a_judgement(
    cast: Cast,
    model: type[Mention | Judgement],
    change: Callable[[QuerySet[Model]], object],
) -> None:
    analyst = cast.actor("analyst")
    one, other = (make_mention(name, by=analyst) for name in ("Arben", "Arbën"))
    judge(one, other, "same", by=analyst)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as(analyst.doing("intel_assessment")),
        transaction.atomic(),
    ):
        change(model._default_manager.all())
