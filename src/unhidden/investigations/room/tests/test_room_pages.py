"""The pages of the room, without JavaScript, for the team and for nobody else."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.made.room import LEADER, SUSPECT, WITNESS, MadeRoom, make_room
from unhidden.investigations import actions as investigations
from unhidden.investigations.models import ActionStep, RoomAction, Statement

pytestmark = pytest.mark.django_db
PAGES = (
    "",
    "lines/",
    "lines/raise/",
    "lines/1/",
    "actions/",
    "actions/raise/",
    "actions/1/",
    "papers/",
    "papers/register/",
    "papers/D/1/",
    "papers/D/1/write/",
    "papers/S/1/",
    "statements/take/",
    "statements/1/translate/",
    "statements/1/back/",
    "interviews/",
    "interviews/plan/",
    "interviews/1/",
)
WRITING = tuple(
    more
    for more in PAGES
    if more.endswith(("raise/", "register/", "write/", "take/", "plan/"))
    or more.startswith("statements/")
)


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


@pytest.fixture(name="room")
def _room(cast: Cast) -> MadeRoom:
    return make_room(cast)


def fill(room: MadeRoom) -> None:
    """Something on each page."""
    room.raise_line()
    room.raise_action(line=1)
    room.register()
    room.take()
    room.plan()


def page_of(room: MadeRoom, more: str = "") -> str:
    return f"/investigations/{room.made.id}/room/{more}"


def test_the_team_reads_every_page_and_nobody_else_meets_one(
    room: MadeRoom, cast: Cast
) -> None:
    fill(room)
    leader, others = signed_in(cast, LEADER), signed_in(cast, "officer")
    stranger = signed_in(cast, "support_worker")

    for more in PAGES:
        assert leader.get(page_of(room, more)).status_code == 200, more
        assert others.get(page_of(room, more)).status_code == 404, more
        assert stranger.get(page_of(room, more)).status_code == 404, more
    for kind in ("investigation", "sealed_investigation"):
        log = f"/decisions/{kind}/{room.made.id}/"
        assert leader.get(log).status_code == 200
        assert leader.get(f"{log}write/").status_code == 200
        assert others.get(log).status_code == 404
    front = leader.get(f"/investigations/{room.made.id}/")
    assert page_of(room) in front.text
    assert "Sealed log" in leader.get(page_of(room)).text
    officer = signed_in(cast, "other_investigator")
    assert officer.get(page_of(room)).status_code == 200
    assert officer.get(page_of(room, "statements/1/back/")).status_code == 404


def test_a_closed_investigation_is_read_and_takes_nothing(
    room: MadeRoom, cast: Cast
) -> None:
    fill(room)
    told = room.made.by(room.made.leader)
    investigations.close_investigation(**told)
    leader = signed_in(cast, LEADER)

    for more in set(PAGES) - set(WRITING):
        assert leader.get(page_of(room, more)).status_code == 200, more
    for more in WRITING:
        assert leader.get(page_of(room, more)).status_code == 404, more
    for more in ("lines/1/", "actions/1/", "actions/", "papers/D/1/", "interviews/1/"):
        assert leader.post(page_of(room, more), {}).status_code == 404, more
    log = f"/decisions/investigation/{room.made.id}/"
    assert "Write a decision" not in leader.get(log).text
    assert leader.get(f"{log}write/").status_code == 404


def test_an_action_is_raised_given_out_and_resulted_on_its_pages(
    room: MadeRoom, cast: Cast
) -> None:
    leader = signed_in(cast, LEADER)
    typed = {"entry": str(uuid4()), "text": "Ask the neighbours", "priority": "low"}
    silent = leader.post(page_of(room, "actions/raise/"), {**typed, "text": ""})
    lost = leader.post(page_of(room, "actions/raise/"), {**typed, "document": "D9"})
    raised = leader.post(page_of(room, "actions/raise/"), typed, follow=True)
    again = leader.post(page_of(room, "actions/raise/"), typed, follow=True)
    person = str(room.made.officer.person)
    none = leader.post(page_of(room, "actions/"), {"person": person})
    given = leader.post(
        page_of(room, "actions/"), {"numbers": ["1"], "person": person}, follow=True
    )
    officer = signed_in(cast, "other_investigator")
    step = page_of(room, "actions/1/")
    officer.post(step, {"queue": "completed", "seen": "2", "words": ""})
    empty = officer.post(step, {"queue": "resulted", "seen": "3", "words": ""})
    stale = officer.post(step, {"queue": "resulted", "seen": "1", "words": "Typed"})
    done = officer.post(
        step,
        {"queue": "resulted", "seen": "3", "words": "Nobody saw.", "is_nil": "on"},
        follow=True,
    )

    assert "Enter what is to be done" in silent.text
    assert "There is no document with that reference" in lost.text
    assert "Ask the neighbours" in lost.text
    assert "Action 1 is raised" in raised.text
    assert "Action 1 is raised" in again.text
    assert RoomAction.objects.using("stored").count() == 1
    assert "Select at least one action" in none.text
    assert "1 action is given out" in given.text
    assert "Enter the reason, or the result" in empty.text
    assert "Somebody else went on with it meanwhile" in stale.text
    assert "Typed" in stale.text
    assert "Nothing was found. Nobody saw." in done.text
    assert ActionStep.objects.using("stored").count() == 4
    found = leader.get(f"{page_of(room, 'actions/')}?queue=resulted&person={person}")
    assert "Ask the neighbours" in found.text
    nothing = leader.get(f"{page_of(room, 'actions/')}?queue=filed")
    assert "No action is like this" in nothing.text


def test_a_statement_with_a_telephone_number_is_stopped_once_and_keeps_its_words(
    room: MadeRoom, cast: Cast
) -> None:
    leader = signed_in(cast, LEADER)
    page = page_of(room, "statements/take/")
    typed = {
        "entry": str(uuid4()),
        "maker": str(WITNESS),
        "title": "Statement of person 2",
        "language": "vi",
        "interpreter": str(SUSPECT),
        "taken_on_day": "4",
        "taken_on_month": "1",
        "taken_on_year": "2026",
        "taken_time": "10:00",
        "text": "Ring my cousin: 07700 900123.",
        "pages": "2",
    }

    unfit = leader.post(page, typed)
    typed["interpreter"] = ""
    stopped = leader.post(page, typed)
    unticked = leader.post(page, typed)
    kept = leader.post(page, {**typed, "looked": "on"}, follow=True)

    assert "neither who speaks, nor a suspect" in unfit.text
    for shown in (stopped, unticked):
        assert "This looks like a telephone number: 07700 900123" in shown.text
        assert "Ring my cousin" in shown.text
        assert 'name="looked"' in shown.text
    assert 'name="looked"' not in unfit.text
    assert "Statement S1 is taken" in kept.text
    assert "Ring my cousin" in kept.text
    assert Statement.objects.using("stored").count() == 1
