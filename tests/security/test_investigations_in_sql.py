"""What is promised of an investigation's posts, statuses, steps and rows, in SQL.

Each attempt is a statement of somebody on the team at work, under the role of the staff
site, and past every page and action of ours.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.cast import NOON, Cast
from tests.made.emergency import fresh
from tests.made.room import SUSPECT, MadeRoom, make_room
from tests.made.visits import make_find
from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.emergency.actions import ask_emergency
from unhidden.investigations import actions
from unhidden.investigations.models import (
    Interview,
    InterviewStep,
    InvestigatedPerson,
    Investigation,
    Line,
    Material,
    Paper,
    PaperText,
    PersonIdentity,
    Post,
)
from unhidden.investigations.people.actions.adding import PersonKnownAs, add_person
from unhidden.investigations.posts.actions.posts import NewPost, give_post

pytestmark = pytest.mark.django_db
DONE = ""


@pytest.fixture(name="room")
def _room(cast: Cast) -> MadeRoom:
    return make_room(cast)


def attempt(actor: Actor, *statements: tuple[str, dict[str, Any]]) -> str:
    """By which rule the statements are refused; "nothing" where the last one meets no
    row, and "" where they are done.

    Nothing of them stays.
    """
    try:
        with context.acting_as(actor), transaction.atomic():
            with connection.cursor() as cursor:
                for statement, given in statements:
                    cursor.execute(statement, given)
                    found = cursor.rowcount
                cursor.execute("set constraints all immediate")
            transaction.set_rollback(True)
        return DONE if found else "nothing"
    except DatabaseError as error:
        diag = getattr(error.__cause__, "diag", None)
        return getattr(diag, "constraint_name", None) or "wall"


def row(table: str, **given: Any) -> tuple[str, dict[str, Any]]:
    """An INSERT."""
    values = {"id": uuid4(), **given}
    marks = ", ".join(f"%({name})s" for name in values)
    named = ", ".join(values)
    made = f"insert into investigations_{table} ({named}) values ({marks})"  # noqa: S608  # our own names
    return made, values


def change(table: str, id_: UUID, **given: Any) -> tuple[str, dict[str, Any]]:
    """An UPDATE."""
    said = ", ".join(f"{name} = %({name})s" for name in given)
    made = f"update investigations_{table} set {said} where id = %(id)s"  # noqa: S608  # our own names
    return made, {**given, "id": id_}


def post(room: MadeRoom, by: Actor, **given: Any) -> tuple[str, dict[str, Any]]:
    return row(
        "post",
        **{
            "investigation_id": room.made.id,
            "person_id": by.person,
            "function": "analyst",
            "is_sterile": False,
            "began_at": NOON,
            "given_by_id": by.person,
            **given,
        },
    )


def another(room: MadeRoom) -> UUID:
    """A second investigation of the same leader."""
    return actions.open_from_visit(
        visit_id=make_find(room.made.cast),
        title="Another car wash",
        grounds="Somebody says that they may not leave.",
        actor=room.made.leader,
        at=NOON,
    )


def test_who_manages_alone_gives_and_ends_posts(room: MadeRoom) -> None:
    leader, member = room.made.leader, room.made.officer
    sio = Post.objects.using("stored").get(
        investigation=room.made.id, function="sio", ended_at=None
    )
    ends = {"ended_at": NOON, "ended_by_id": member.person}

    assert attempt(leader, post(room, leader)) == DONE
    assert attempt(member, post(room, member)) == "wall"
    assert attempt(member, post(room, member, person_id=leader.person)) == "wall"
    assert attempt(member, change("post", sio.id, **ends)) == "nothing"


def test_who_says_that_they_are_in_conflict_ends_what_they_schedule_by(
    room: MadeRoom,
) -> None:
    member = room.made.officer
    held = Post.objects.using("stored").get(
        investigation=room.made.id, function="disclosure_officer"
    )
    ended = change("post", held.id, ended_at=NOON, ended_by_id=member.person)

    assert attempt(member, ended) == DONE


@pytest.mark.parametrize("when", [timedelta(days=-1), timedelta(days=1)])
def test_a_post_begins_and_ends_neither_before_nor_after_now(
    room: MadeRoom, when: timedelta
) -> None:
    leader = room.made.leader
    at = timezone.now() + when if when > timedelta() else NOON + when
    sio = Post.objects.using("stored").get(
        investigation=room.made.id, function="sio", ended_at=None
    )
    ended = change("post", sio.id, ended_at=at, ended_by_id=leader.person)
    rule = "a_post_begins_when_it_is_given"

    assert attempt(leader, post(room, leader, began_at=at)) == rule
    assert attempt(leader, ended) in {rule, "a_post_ends_after_it_began"}


def test_nobody_writes_a_post_that_is_over(room: MadeRoom) -> None:
    leader = room.made.leader
    over = {"ended_at": NOON, "ended_by_id": leader.person}

    found = attempt(leader, post(room, leader, **over))

    assert found == "a_post_begins_when_it_is_given"


def test_a_post_gives_nothing_to_who_left_the_team(room: MadeRoom) -> None:
    leader, member = room.made.leader, room.made.officer
    asked = "select 1 / cardinality(wall.investigations_by_post(%(of)s))"
    holds = (asked, {"of": ["disclosure_officer"]})
    assert attempt(member, holds) == DONE

    actions.end_member(person_id=member.person, **room.made.by(leader))

    assert attempt(member, holds) == "wall"


def step(room: MadeRoom, by: Actor, **given: Any) -> tuple[str, dict[str, Any]]:
    return row(
        "statusstep",
        **{
            "investigation_id": room.made.id,
            "turn": 1,
            "from_status": "open",
            "to_status": "charged",
            "reason": "",
            "changed_by_id": by.person,
            "changed_at": NOON,
            **given,
        },
    )


def test_a_status_changes_by_a_step_of_who_manages(room: MadeRoom) -> None:
    leader, member = room.made.leader, room.made.officer
    charged = change("investigation", room.made.id, status="charged")
    filed = change("investigation", room.made.id, status="filed")

    assert attempt(leader, step(room, leader), charged) == DONE
    assert attempt(leader, charged) == "a_status_changes_by_a_step"
    assert attempt(leader, step(room, leader), filed) == "a_status_changes_by_a_step"
    assert attempt(leader, step(room, leader)) == "a_status_step_is_taken"
    assert attempt(member, step(room, member)) == "wall"


@pytest.mark.parametrize(
    "wrong",
    [
        {"turn": 2},
        {"from_status": "trial", "to_status": "concluded"},
        {"to_status": "trial"},
        {"to_status": "open"},
    ],
)
def test_a_status_follows_another(room: MadeRoom, wrong: dict[str, Any]) -> None:
    leader = room.made.leader
    to = change("investigation", room.made.id, status=wrong.get("to_status", "charged"))

    assert attempt(leader, step(room, leader, **wrong), to) == (
        "a_status_follows_another"
    )


def test_the_senior_investigating_officer_says_the_day_of_the_law(
    room: MadeRoom,
) -> None:
    before = change("investigation", room.made.id, law_as_at="2016-10-26")

    assert attempt(room.made.leader, before) == DONE
    assert attempt(room.made.officer, before) == "the_sio_says_the_day_of_the_law"


def test_nothing_else_of_the_head_is_changed(room: MadeRoom) -> None:
    for named in ("title", "grounds", "urn"):
        found = attempt(
            room.made.leader, change("investigation", room.made.id, **{named: "x"})
        )
        assert found == "wall", named


def line_step(room: MadeRoom, line: UUID, **given: Any) -> tuple[str, dict[str, Any]]:
    return row(
        "linestep",
        **{
            "investigation_id": room.made.id,
            "line_id": line,
            "turn": 1,
            "state": "open",
            "reason": "",
            "taken_by_id": room.made.leader.person,
            "taken_at": NOON,
            **given,
        },
    )


def test_a_line_goes_from_state_to_state(room: MadeRoom) -> None:
    leader = room.made.leader
    room.raise_line()
    line = Line.objects.using("stored").get().id
    rule = "a_line_goes_from_state_to_state"
    why = {"reason": "The key was found."}
    given_up = line_step(room, line, turn=2, state="overtaken", **why)

    assert attempt(leader, line_step(room, line), given_up) == DONE
    for wrong in (
        {"turn": 2},
        {"state": "proposed"},
        {"state": "pursued"},
        {"state": "exhausted", **why},
        {"state": "overtaken"},
    ):
        assert attempt(leader, line_step(room, line, **wrong)) == rule, wrong
    again = line_step(room, line, turn=3)
    assert attempt(leader, line_step(room, line), given_up, again) == rule
    reopened = line_step(room, line, turn=3, **why)
    assert attempt(leader, line_step(room, line), given_up, reopened) == DONE


def test_a_document_is_read_indexed_and_filed_in_this_order(room: MadeRoom) -> None:
    leader = room.made.leader
    room.register()
    paper = Paper.objects.using("stored").get().id

    def stage(named: str) -> tuple[str, dict[str, Any]]:
        return row(
            "paperstep",
            investigation_id=room.made.id,
            paper_id=paper,
            stage=named,
            taken_by_id=leader.person,
            taken_at=NOON,
        )

    rule = "a_paper_goes_its_way"
    assert attempt(leader, stage("read"), stage("indexed"), stage("filed")) == DONE
    for wrong in ("registered", "indexed", "filed"):
        assert attempt(leader, stage(wrong)) == rule, wrong
    assert attempt(leader, stage("read"), stage("filed")) == rule


def interview_step(
    room: MadeRoom, interview: UUID, **given: Any
) -> tuple[str, dict[str, Any]]:
    return row(
        "interviewstep",
        **{
            "investigation_id": room.made.id,
            "interview_id": interview,
            "turn": 1,
            "stage": "held",
            "taken_by_id": room.made.leader.person,
            "taken_at": NOON,
            **given,
        },
    )


def test_an_interview_goes_its_way(room: MadeRoom) -> None:
    leader = room.made.leader
    room.plan()
    room.register()
    interview = Interview.objects.using("stored").get().id
    paper = Paper.objects.using("stored").get().id
    held = interview_step(room, interview)
    written = interview_step(
        room, interview, turn=2, stage="transcribed", paper_id=paper
    )
    rule = "an_interview_goes_its_way"

    assert attempt(leader, held, written) == DONE
    for wrong in (
        {"turn": 2},
        {"stage": "planned"},
        {"stage": "transcribed", "paper_id": paper},
        {"stage": "reviewed"},
    ):
        assert attempt(leader, interview_step(room, interview, **wrong)) == rule, wrong
    without = interview_step(room, interview, turn=2, stage="transcribed")
    assert attempt(leader, held, without) == rule
    declined = interview_step(room, interview, stage="declined")
    again = interview_step(room, interview, turn=2, stage="held")
    assert attempt(leader, declined, again) == rule


def test_a_row_names_rows_of_its_own_investigation(room: MadeRoom) -> None:
    leader = room.made.leader
    other = another(room)
    room.raise_line()
    room.register()
    line = Line.objects.using("stored").get().id
    paper = Paper.objects.using("stored").get().id
    person = (
        InvestigatedPerson.objects.using("stored")
        .get(investigation=room.made.id, number=SUSPECT)
        .id
    )
    item = Material.objects.using("stored").get(investigation=room.made.id, number=1)
    by = {"investigation_id": other}
    told = {"taken_by_id": leader.person, "taken_at": NOON}
    rows = {
        "linestep_line_id_is_its_own": line_step(room, line, **by),
        "personrole_person_id_is_its_own": row(
            "personrole", person_id=person, role="witness", began_at=NOON,
            given_by_id=leader.person, **by,
        ),
        "roomaction_line_id_is_its_own": row(
            "roomaction", number=1, text="x", priority="high", line_id=line,
            raised_by_id=leader.person, raised_at=NOON, **by,
        ),
        "roomaction_document_id_is_its_own": row(
            "roomaction", number=1, text="x", priority="high", document_id=paper,
            raised_by_id=leader.person, raised_at=NOON, **by,
        ),
        "paperstep_paper_id_is_its_own": row(
            "paperstep", paper_id=paper, stage="read", **told, **by
        ),
        "materialdecision_material_id_is_its_own": row(
            "materialdecision", material_id=item.id, axis="relevance", turn=1,
            value="relevant", code="", reason="", trigger="",
            decided_by_id=leader.person, decided_at=NOON, **by,
        ),
    }  # fmt: skip

    for rule, statement in rows.items():
        assert attempt(leader, statement) == rule, rule


def _shown(actor: Actor, room: MadeRoom) -> list[str]:
    """Which sealed rows of the investigation they meet, with it before their eyes."""

    @context.query
    @context.of_one_record("record")
    def meet(*, viewer: Actor, record: UUID) -> list[str]:
        models = (PaperText, PersonIdentity, InterviewStep, Interview)
        return [
            model.__name__
            for model in models
            if model.objects.filter(investigation=record).exists()
        ]

    return meet(viewer=actor, record=room.made.id)


def _write_all(room: MadeRoom) -> None:
    """A document, an interview that was held and a person with a name."""
    room.register()
    room.plan()
    add_person(known_as=PersonKnownAs("Ion Radu"), **room.made.by(room.made.leader))
    interview = Interview.objects.using("stored").get().id
    statement, given = interview_step(room, interview)
    with context.acting_as(room.made.leader), connection.cursor() as cursor:
        cursor.execute(statement, given)


def test_a_sterile_post_meets_nothing_sealed_but_its_own(room: MadeRoom) -> None:
    _write_all(room)
    member = room.made.officer
    everything = ["PaperText", "PersonIdentity", "InterviewStep", "Interview"]
    assert _shown(member, room) == everything

    new = NewPost(
        room.made.cast.people["other_investigator"], "interview_adviser", True
    )
    give_post(new=new, **room.made.by(room.made.leader))

    assert _shown(member, room) == ["Interview"]
    assert _shown(room.made.leader, room) == everything
    written = PaperText.objects.using("stored").get()
    own = row(
        "papertext", investigation_id=room.made.id, paper_id=written.paper_id,
        version=2, language="en", text_sealed=b"sealed by them",
        written_by_id=member.person, written_at=NOON,
    )  # fmt: skip
    assert attempt(member, own) == DONE


def test_an_emergency_opens_no_statement_and_no_interview(
    room: MadeRoom, cast: Cast
) -> None:
    _write_all(room)
    actions.end_member(
        person_id=cast.people["other_investigator"], **room.made.by(room.made.leader)
    )
    urn = Investigation.objects.using("stored").get(id=room.made.id).urn
    at = timezone.now()
    asked = ask_emergency(
        reference=urn,
        reason="danger_to_life",
        words="He has said that he will go to her sister’s house tonight.",
        actor=fresh(cast, "other_investigator"),
        at=at,
    )
    assert asked.outcome == "opened"

    member = cast.actor("other_investigator").doing("investigation")
    assert _shown(member, room) == ["PersonIdentity"]
