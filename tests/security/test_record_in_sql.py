"""What is promised of an investigation's steps, rows and sealed words, tried in SQL."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import NOON, Cast
from tests.made.emergency import fresh
from tests.made.room import SUSPECT, MadeRoom, make_room
from tests.made.visits import make_find
from tests.security.record_in_sql import DONE, attempt, row
from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.emergency.actions import ask_emergency
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
)
from unhidden.investigations.origins.actions.opening import open_from_visit
from unhidden.investigations.people.actions.adding import PersonKnownAs, add_person
from unhidden.investigations.posts.actions.posts import NewRoomPost, give_post
from unhidden.investigations.posts.actions.teams import end_member

pytestmark = pytest.mark.django_db


@pytest.fixture(name="room")
def _room(cast: Cast) -> MadeRoom:
    return make_room(cast)


def another(room: MadeRoom) -> UUID:
    """A second investigation of the same leader."""
    return open_from_visit(
        visit_id=make_find(room.made.cast),
        title="Another car wash",
        grounds="Somebody says that they may not leave.",
        actor=room.made.leader,
        at=NOON,
    )


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
        "decisions_of_material_follow": row(
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

    new = NewRoomPost(
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
    end_member(
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
