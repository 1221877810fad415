"""Lines, actions, documents, statements and interviews, by what they promise."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, Cast
from tests.made.room import EXPERT, SUSPECT, WITNESS, MadeRoom, make_room
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.decision_log.actions import NewDecision, write_decision
from unhidden.investigations.models import (
    LineStep,
    Material,
    PaperText,
    Statement,
    StatementContact,
)
from unhidden.investigations.posts.actions.posts import NewRoomPost, give_post
from unhidden.investigations.room.actions import refusals
from unhidden.investigations.room.actions.interviews import (
    NewInterviewStep,
    move_interview,
)
from unhidden.investigations.room.actions.lines import NewLineStep, move_line
from unhidden.investigations.room.actions.papers import (
    NewPaperText,
    move_paper,
    write_text,
)
from unhidden.investigations.room.actions.queues import (
    NewActionStep,
    allocate_actions,
    move_action,
)
from unhidden.investigations.room.actions.statements import write_back
from unhidden.investigations.room.queries.actions import (
    EVERYTHING,
    ActionFilter,
    get_action,
    list_actions,
)
from unhidden.investigations.room.queries.interviews import get_interview
from unhidden.investigations.room.queries.papers import get_paper
from unhidden.investigations.room.queries.room import IncidentRoomView, get_room

pytestmark = pytest.mark.django_db


@pytest.fixture(name="room")
def _room(cast: Cast) -> MadeRoom:
    return make_room(cast)


def kinds(room: MadeRoom) -> list[str]:
    """The items of the investigation by kind, but for the visit that it began with."""
    rows = Material.objects.using("stored").filter(investigation_id=room.made.id)
    return sorted(rows.exclude(kind="visit").values_list("kind", flat=True))


def move(room: MadeRoom, number: int, queue: str, seen: int, **more: Any) -> None:
    actor = more.pop("actor", room.made.leader)
    new = NewActionStep(queue, seen, **more)
    move_action(number=number, new=new, **room.made.by(actor))


def test_everything_created_is_an_item_once_however_often_it_is_sent(
    room: MadeRoom,
) -> None:
    action, paper, statement, interview = (uuid4() for _ in range(4))
    for _ in range(2):
        assert room.raise_action(entry=action) == 1
        assert room.register(entry=paper) == ("D", 1)
        assert room.take(entry=statement) == 1
        assert room.plan(entry=interview) == 1

    assert kinds(room) == ["action", "interview", "paper", "statement"]
    assert room.translate(1) == (2, 3)
    assert kinds(room).count("statement") == 3


def test_a_decision_of_the_policy_file_is_an_item_and_a_sealed_one_is_not(
    room: MadeRoom,
) -> None:
    def decide(domain: str) -> UUID:
        new = NewDecision(
            id=uuid4(),
            decided_at=NOON,
            review_at=None,
            title="Search the office first",
            information="The rota is kept there.",
            threat_and_risk="It may be burnt.",
            powers_and_policy="PACE, section 18.",
            options="To wait, or to go now.",
            rejected=(),
            action_and_review="The search team goes at six.",
            values="Fair to both.",
        )
        write_decision(
            domain=domain,
            subject_id=room.made.id,
            new=new,
            actor=room.made.leader,
            at=NOON,
        )
        return new.id

    written = decide("investigation")
    decide("sealed_investigation")

    assert kinds(room) == ["decision"]
    number = room.raise_action(decision=1)
    view = get_action(
        viewer=room.made.leader,
        investigation_id=room.made.id,
        number=number,
        at=NOON,
    )
    assert view.decision_id == written
    with pytest.raises(refusals.NoSuchReference):
        room.raise_action(decision=2)


def test_an_action_goes_through_the_queues_and_another_files_it(
    room: MadeRoom, cast: Cast
) -> None:
    number = room.raise_action(line=room.raise_line())
    officer = room.made.officer
    move(room, number, "allocated", 1, allocated_to=officer.person)
    move(room, number, "completed", 2, actor=officer)
    with pytest.raises(refusals.StepReasonMissing):
        move(room, number, "resulted", 3, actor=officer)
    move(room, number, "resulted", 3, actor=officer, words="Nobody.", is_nil=True)
    with pytest.raises(refusals.NotFromHere):
        move(room, number, "for_allocation", 4, actor=officer)
    with pytest.raises(refusals.FiledBySame):
        move(room, number, "filed", 4, actor=officer)
    with pytest.raises(refusals.MovedMeanwhile):
        move(room, number, "filed", 3)
    move(room, number, "filed", 4)

    view = get_action(
        viewer=officer, investigation_id=room.made.id, number=number, at=NOON
    )
    assert [step.queue for step in view.steps] == [
        *("for_allocation", "allocated", "completed", "resulted", "filed")
    ]
    assert view.steps[3].is_nil
    assert view.line == 1
    with pytest.raises(refusals.AllocatedOutside):
        move(
            room,
            room.raise_action(),
            "allocated",
            1,
            allocated_to=cast.people["analyst"],
        )


def test_many_actions_are_given_out_at_once_or_none(room: MadeRoom) -> None:
    numbers = [room.raise_action() for _ in range(3)]
    officer = room.made.officer
    told = {"allocated_to": officer.person, **room.made.by(room.made.leader)}

    assert allocate_actions(numbers=numbers, **told) == 3
    assert allocate_actions(numbers=numbers, **told) == 0
    move(room, 1, "completed", 2, actor=officer)
    move(room, 1, "resulted", 3, actor=officer, words="Seen.")
    with pytest.raises(refusals.ActionRefusedInBulk) as refused:
        allocate_actions(numbers=[1, room.raise_action()], **told)
    assert refused.value.number == 1
    with pytest.raises(Absent):
        allocate_actions(numbers=[2], **{**told, "actor": officer})

    def found(**asked: Any) -> list[int]:
        listed = list_actions(
            viewer=officer,
            investigation_id=room.made.id,
            asked=ActionFilter(**asked),
            at=NOON,
        )
        return [row.number for row in listed.rows]

    assert found(queue="for_allocation") == [4]
    assert found(queue="mine") == [1, 2, 3]
    assert found(queue="resulted", person_id=officer.person) == [1]
    assert found(queue=EVERYTHING, sort="number") == [1, 2, 3, 4]


def test_a_line_is_given_up_with_a_reason_and_two_people_are_told(
    room: MadeRoom,
) -> None:
    number = room.raise_line()
    told = room.made.by(room.made.leader)

    with pytest.raises(refusals.StepReasonMissing):
        move_line(number=number, new=NewLineStep("not_reasonable", "", 0), **told)
    with pytest.raises(refusals.NotFromHere):
        move_line(number=number, new=NewLineStep("exhausted", "All done.", 0), **told)
    move_line(number=number, new=NewLineStep("open", "", 0), **told)
    with pytest.raises(refusals.MovedMeanwhile):
        move_line(number=number, new=NewLineStep("pursued", "", 0), **told)

    assert LineStep.objects.using("stored").count() == 1
    view = get_room(viewer=room.made.leader, investigation_id=room.made.id, at=NOON)
    assert not view.lacks_line_away


def test_a_statement_with_a_contact_in_it_is_stopped_once(room: MadeRoom) -> None:
    entry, text = uuid4(), "Ring me on 07700 900123."

    with pytest.raises(refusals.HasContacts) as refused:
        room.take(entry=entry, text=text)
    assert [hit.words for hit in refused.value.hits] == ["07700 900123"]
    assert not Statement.objects.using("stored").exists()
    assert room.take(entry=entry, text=text, is_looked_at=True) == 1
    with pytest.raises(refusals.HasContacts):
        room.register(title="Letter from 14 Mostyn Street")


def test_a_translation_stands_beside_its_statement_with_the_translators_own(
    room: MadeRoom,
) -> None:
    with pytest.raises(refusals.InterpreterUnfit):
        room.take(interpreter=SUSPECT)
    with pytest.raises(refusals.InterpreterUnfit):
        room.take(interpreter=WITNESS)
    number = room.take(interpreter=EXPERT)
    with pytest.raises(refusals.SameLanguage):
        room.translate(number, language="ro")
    with pytest.raises(refusals.InterpreterUnfit):
        room.translate(number, translator=SUSPECT)
    entry = uuid4()
    assert room.translate(number, entry=entry) == (2, 3)
    assert room.translate(number, entry=entry) == (2, 3)

    def read(wanted: int) -> Any:
        view = get_paper(
            viewer=room.made.officer,
            investigation_id=room.made.id,
            kind="S",
            number=wanted,
        )
        return view.statement, view.shown

    first, _ = read(1)
    version, words = read(2)
    own, said = read(3)
    assert first.translations == (2,)
    assert (version.maker, version.translation_of) == (WITNESS, 1)
    assert words.text == "He kept our papers."
    assert (own.maker, own.translation_of, own.has_declaration) == (EXPERT, 2, True)
    assert said.text == "I know both languages."


def test_the_back_of_the_form_is_read_by_who_reaches_witnesses(
    room: MadeRoom, cast: Cast
) -> None:
    number = room.take()
    told = room.made.by(room.made.leader)
    with pytest.raises(Absent):
        write_back(number=number, words="At work", **room.made.by(room.made.officer))
    write_back(number=number, words="Through the charity", **told)
    with pytest.raises(refusals.ContactWritten):
        write_back(number=number, words="Another way", **told)

    def contact_for(viewer: Any) -> str:
        view = get_paper(
            viewer=viewer, investigation_id=room.made.id, kind="S", number=number
        )
        assert view.statement is not None
        return view.statement.contact

    assert StatementContact.objects.using("stored").count() == 1
    assert contact_for(room.made.leader) == "Through the charity"
    assert contact_for(room.made.officer) == ""


def test_what_a_witness_signed_is_not_written_anew(room: MadeRoom) -> None:
    signed = room.take(signed_at=NOON - timedelta(minutes=5))
    unsigned = room.take()
    told = {"kind": "S", **room.made.by(room.made.officer)}
    new = NewPaperText("He gave them back.", "ro", 1)

    with pytest.raises(Absent):
        write_text(number=signed, new=new, **told)

    assert write_text(number=unsigned, new=new, **told) == 2


def test_a_document_is_sealed_in_versions_and_goes_its_way(room: MadeRoom) -> None:
    kind, number = room.register(action=room.raise_action())
    told = {"kind": kind, "number": number, **room.made.by(room.made.officer)}

    with pytest.raises(refusals.NotFromHere):
        move_paper(stage="indexed", **told)
    for stage in ("read", "read", "indexed", "filed"):
        move_paper(stage=stage, **told)
    new = NewPaperText("Monday: four.", "en", 1)
    assert write_text(new=new, **told) == 2
    with pytest.raises(refusals.MovedMeanwhile):
        write_text(new=new, **told)

    asked: dict[str, Any] = {
        "investigation_id": room.made.id,
        "kind": kind,
        "number": number,
    }
    view = get_paper(viewer=room.made.officer, **asked)
    first = get_paper(viewer=room.made.officer, version=1, **asked)
    assert view.shown is not None
    assert first.shown is not None
    assert view.shown.text == "Monday: four."
    assert first.shown.text == "Monday: two; Tuesday: three."
    assert (view.row.stage, view.next_stage, view.action) == ("filed", None, 1)
    sealed = PaperText.objects.using("stored").values_list("text_sealed", flat=True)
    assert not any(b"Monday" in bytes(str(each), "utf8") for each in sealed)


def test_each_kind_of_interview_takes_what_it_takes(room: MadeRoom) -> None:
    with pytest.raises(refusals.PersonUnfit):
        room.plan(person=WITNESS)
    with pytest.raises(refusals.NotOfThisInterview):
        room.plan(person=WITNESS, kind="abe", present=["solicitor"])
    with pytest.raises(refusals.InterpreterMissing):
        room.plan(language="vi")
    number = room.plan()
    told = {"number": number, **room.made.by(room.made.leader)}
    held = NewInterviewStep("held", 0, words="No comment to each question.")
    move_interview(new=held, **told)
    with pytest.raises(refusals.TranscriptMissing):
        move_interview(new=NewInterviewStep("transcribed", 1), **told)
    room.register(title="Transcript of interview 1")
    transcribed = NewInterviewStep("transcribed", 1, paper="D1")
    move_interview(new=transcribed, **told)

    view = get_interview(
        viewer=room.made.officer, investigation_id=room.made.id, number=number
    )
    assert view.plan == "The key, the wages, the passports."
    assert view.present == ("solicitor",)
    assert [step.words for step in view.steps] == ["No comment to each question.", ""]
    assert view.next_stages == ("reviewed",)


def test_nobody_else_meets_the_room_and_a_sterile_post_no_sealed_log(
    room: MadeRoom, cast: Cast
) -> None:
    for part in ("officer", "analyst", "support_worker"):
        with pytest.raises(Absent):
            get_room(viewer=cast.actor(part), investigation_id=room.made.id, at=NOON)
    before = get_room(viewer=room.made.officer, investigation_id=room.made.id, at=NOON)
    assert before.may_read_sealed_log
    told = room.made.by(room.made.leader, NOON + timedelta(minutes=1))
    person = room.made.officer.person
    assert person is not None
    give_post(new=NewRoomPost(person, "interview_adviser", is_sterile=True), **told)

    def read(viewer: Actor) -> IncidentRoomView:
        return get_room(viewer=viewer, investigation_id=room.made.id, at=NOON)

    assert read(room.made.leader).may_read_sealed_log
    assert read(room.made.leader).counts.unread == 0
    assert not read(room.made.officer).may_read_sealed_log
