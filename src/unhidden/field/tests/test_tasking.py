"""What a phone takes along of a shift: no more than its owner may have, and noted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client

from tests.cast import NOON, PASSWORD, TODAY, Cast
from tests.made import command
from tests.made.briefs import SECRET, make_brief
from tests.made.field import Phone
from tests.made.operations import make_planned_visit
from tests.made.rosters import make_shift
from tests.made.visits import Planned, make_planned
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.audit.models import Event
from unhidden.field.devices import actions as devices
from unhidden.field.models import DeviceTaking
from unhidden.field.tasking import rules
from unhidden.field.tasking.actions import taking
from unhidden.field.tasking.presenters import show_bundle
from unhidden.field.tasking.queries import bundle
from unhidden.field.tests import landing
from unhidden.operations import queries as operations
from unhidden.operations.board.actions import keeping
from unhidden.operations.briefing.actions import issuing
from unhidden.operations.rosters.actions import resources
from unhidden.operations.rosters.actions.resources import NewOutfit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _landing_keys() -> None:
    """The keys of this week, as the worker makes them."""
    landing.run_as_guard(
        "insert into field_landingkey (id, public_key, closed, from_on, until_on,"
        " made_at) values (%s, %s, 'x', %s, %s, %s)",
        *(landing.PAIR.id, landing.PAIR.public_key, TODAY, TODAY, NOON),
    )
    landing.run_as_guard(
        "insert into field_receiptkey (id, name, public_key, since)"
        " values (gen_random_uuid(), 'a', %s, %s)",
        *(b"r" * 32, NOON),
    )


def approved(cast: Cast, part: str = "officer") -> UUID:
    """A phone of theirs that may go out."""
    device_id = landing.enrol_phone(cast, Phone(), part)
    devices.approve_device(
        device_id=device_id, actor=cast.actor("administrator"), at=NOON
    )
    return device_id


def offered(cast: Cast, part: str = "officer") -> list[UUID]:
    viewer = cast.actor(part)
    return [one.id for one in bundle.list_shifts_on_offer(viewer=viewer, at=NOON)]


def take(cast: Cast, device_id: UUID, shifts: list[UUID] | None = None) -> Any:
    """The bundle that the officer's phone is given of all shifts on offer."""
    actor = cast.actor("officer")
    taken = taking.take_tasking(
        device_id=device_id,
        shift_ids=set(offered(cast) if shifts is None else shifts),
        known={},
        actor=actor,
        at=NOON,
    )
    return show_bundle(taken, viewer=actor, at=NOON, is_open=False)


def keep_place(cast: Cast, operation_id: UUID) -> Actor:
    """A place of safety of the operation; gives the Silver who looks after it."""
    manager = "council_officer"
    command.make_commander(cast, command.COMMANDER)
    command.appoint(cast, operation_id, "silver", command.COMMANDER)
    command.appoint(cast, operation_id, "place_of_safety", manager)
    silver = cast.actor(command.COMMANDER)
    keeping.add_safety_place(
        operation_id=operation_id,
        name="Heron House",
        manager_id=cast.people[manager],
        actor=silver,
        at=NOON,
    )
    return silver


def test_a_shift_is_taken_along_with_its_visits(cast: Cast) -> None:
    planned = make_planned(cast, starts_at=time(14, 30), kind="safeguarding")
    make_shift(cast, planned.operation_id, planned.team_id)

    made = take(cast, approved(cast))

    (visit,) = made["visits"]
    (shift,) = made["shifts"]
    assert visit["planned"] == str(planned.id)
    assert visit["place"]["name"] == "Castle Nails"
    assert visit["starts_at"] == "14:30"
    assert [one["is_leader"] for one in visit["crew"]] == [True, False]
    assert list(visit["inner"]["by_organisation"]) == [str(cast.organisations["bawso"])]
    assert visit["risk"] is None
    assert "papers" in visit["at_the_door"]["en"]
    assert set(visit["sections"]) == set(made["signs"])
    assert shift["readable_until"] - shift["ends"] == 12 * 3_600_000
    assert made["landing"]["public_key"] == landing.PAIR.public_key.hex()


def test_phrases_come_in_all_languages_and_those_nobody_signed_for_say_so(
    cast: Cast,
) -> None:
    make_planned(cast)

    phrases = take(cast, approved(cast))["phrases"]

    assert len(phrases) == 12
    assert {one["language"] for one in phrases if one["is_reviewed"]} == {"en", "cy"}
    assert len({len(one["said"]) for one in phrases}) == 1


def test_taking_along_is_noted_once_a_record_with_its_end(cast: Cast) -> None:
    planned = make_planned(cast)
    device_id = approved(cast)

    made = take(cast, device_id)

    (event,) = Event.objects.filter(name="field.tasking_taken")
    (row,) = DeviceTaking.objects.all()
    assert (event.subject_id, event.verb) == (planned.id, "consultation")
    assert event.detail["device"] == str(device_id)
    assert event.detail["until"] == row.readable_until.isoformat()
    assert row.planned_ids == [planned.id]
    assert (
        int(row.readable_until.timestamp() * 1000)
        == (made["shifts"][0]["readable_until"])
    )


def test_a_brief_is_taken_in_the_words_of_its_readers_audience(cast: Cast) -> None:
    planned = make_planned(cast, team=("charity_visitor", "officer"))
    brief_id = make_brief(cast, planned.operation_id, None)
    issuing.issue_brief(brief_id=brief_id, actor=cast.actor("planner"), at=NOON)
    actor = cast.actor("charity_visitor")
    place = bundle.find_landing_place(at=NOON)
    assert place is not None

    taken = bundle.collect_tasking(
        viewer=actor,
        shifts=bundle.list_shifts_on_offer(viewer=actor, at=NOON),
        landing=place,
        known={},
    )

    text = json.dumps(show_bundle(taken, viewer=actor, at=NOON, is_open=False))
    assert "Said of facts" in text
    assert SECRET not in text


def test_a_phone_that_nothing_unlocks_gets_place_hour_and_leader_alone(
    cast: Cast,
) -> None:
    make_planned(cast, kind="safeguarding")
    actor = cast.actor("officer")
    taken = taking.take_tasking(
        device_id=approved(cast),
        shift_ids=set(offered(cast)),
        known={},
        actor=actor,
        at=NOON,
    )

    made = show_bundle(taken, viewer=actor, at=NOON, is_open=True)

    (visit,) = made["visits"]
    assert visit.keys() == {
        *("planned", "shift", "kind", "on", "starts_at", "place", "leader"),
        *("inner", "custodians"),
    }
    assert not {"briefs", "signs", "phrases"} & made.keys()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda cast, device: devices.report_lost(
            device_id=device, reason="Gone", actor=cast.actor("officer"), at=NOON
        ),
        lambda cast, device: devices.end_device(
            device_id=device, actor=cast.actor("officer"), at=NOON
        ),
    ],
)
def test_a_phone_that_is_gone_takes_nothing(
    cast: Cast, spoil: Callable[[Cast, UUID], None]
) -> None:
    make_planned(cast)
    device_id = approved(cast)
    spoil(cast, device_id)

    with pytest.raises(taking.DeviceNotReady):
        take(cast, device_id)


def test_a_crew_takes_its_call_sign_along_and_no_place_of_safety(cast: Cast) -> None:
    """Places of safety are known by their posts alone, on a phone too."""
    planned = make_planned(cast)
    planner = cast.actor("planner")
    new = NewOutfit("CA10", "7", None, None)
    resources.set_outfit(
        operation_id=planned.operation_id,
        team_id=planned.team_id,
        new=new,
        actor=planner,
        at=NOON,
    )
    silver = keep_place(cast, planned.operation_id)

    (visit,) = take(cast, approved(cast))["visits"]
    known = operations.list_known_places(
        viewer=silver, operation_id=planned.operation_id
    )

    assert visit["radio"] == {"call_sign": "CA10", "channel": "7"}
    assert [one.name for one in known] == ["Heron House"]
    assert visit["places_of_safety"] == []


def test_a_phone_that_waits_or_is_anothers_takes_nothing(cast: Cast) -> None:
    make_planned(cast)

    with pytest.raises(taking.DeviceNotReady):
        take(cast, landing.enrol_phone(cast, Phone()))
    with pytest.raises(Absent):
        take(cast, landing.enrol_phone(cast, Phone(), "partner"))
    with pytest.raises(Absent):
        take(cast, uuid4())


def test_a_shift_of_somebody_else_or_none_is_not_given(cast: Cast) -> None:
    planned = make_planned(cast, team=("charity_visitor", "council_officer"))
    make_shift(cast, planned.operation_id, planned.team_id)
    device_id = approved(cast)

    assert offered(cast) == []
    with pytest.raises(Absent):
        take(cast, device_id, offered(cast, "charity_visitor"))
    with pytest.raises(taking.TooManyShifts):
        take(cast, device_id, [])


def test_three_shifts_of_72_hours_are_taken_and_no_more(cast: Cast) -> None:
    starts = [NOON + timedelta(hours=24 * n) for n in range(4)]

    assert not rules.are_too_many(starts[:3])
    assert rules.are_too_many(starts)
    assert rules.are_too_many([NOON, NOON + timedelta(hours=73)])


def test_tasking_is_on_offer_until_it_could_be_read_no_more() -> None:
    ends = NOON + timedelta(hours=8)

    def is_on_offer(hours: float) -> bool:
        at = NOON + timedelta(hours=hours)
        return rules.is_on_offer(starts_at=NOON, ends_at=ends, at=at)

    assert [is_on_offer(h) for h in (-73, -72, 0, 19.9, 20)] == [
        *(False, True, True),
        *(True, False),
    ]


def test_a_visit_after_midnight_belongs_to_the_night_shift(cast: Cast) -> None:
    planned = make_planned(cast, starts_at=time(21))
    team = (cast, planned.operation_id, planned.team_id)
    make_shift(*team, first=time(20), last=time(4))
    by_night, by_day = (
        make_planned_visit(
            *team[:2],
            on=TODAY + timedelta(days=1),
            starts_at=hour,
            team_id=planned.team_id,
        )
        for hour in (time(1), time(11))
    )
    viewer = cast.actor("officer")
    shift = bundle.list_shifts_on_offer(viewer=viewer, at=NOON)[0]

    made = take(cast, approved(cast), [shift.id])

    assert (shift.ends_at - shift.starts_at) == timedelta(hours=8)
    assert [one["planned"] for one in made["visits"]] == [
        str(planned.id),
        str(by_night),
    ]
    assert str(by_day) not in json.dumps(made)


def test_a_server_without_a_key_says_so(cast: Cast) -> None:
    """The key of this week is not that of the week before."""
    make_planned(cast)
    device_id = approved(cast)
    before = NOON - timedelta(days=1)

    with pytest.raises(taking.NoLandingKey):
        taking.take_tasking(
            device_id=device_id,
            shift_ids=set(offered(cast)),
            known={},
            actor=cast.actor("officer"),
            at=before,
        )


def test_a_phone_says_what_it_holds_no_more(cast: Cast) -> None:
    make_planned(cast)
    device_id = approved(cast)
    take(cast, device_id)
    actor = cast.actor("officer")

    def note(part: str) -> None:
        taking.note_gone(
            device_id=device_id,
            shift_ids=offered(cast),
            actor=cast.actor(part),
            at=NOON,
        )

    with pytest.raises(Absent):
        note("partner")
    assert DeviceTaking.objects.get().gone_at is None
    note("officer")

    assert actor.person
    assert DeviceTaking.objects.get().gone_at == NOON


def test_the_app_asks_by_its_own_page(cast: Cast, client: Client) -> None:
    planned: Planned = make_planned(cast)
    device_id = approved(cast)
    client.login(email=cast.email("officer"), password=PASSWORD)
    with time_machine.travel(NOON, tick=False):
        (shift,) = client.get("/field/tasking/").json()["shifts"]
        sent = {"device": str(device_id), "shifts": shift["id"], "known": ""}

        made = client.post("/field/tasking/", sent).json()
        torn = client.post("/field/tasking/", sent | {"shifts": "all"})
        refused = client.post("/field/tasking/", sent | {"device": str(uuid4())})
        gone = client.post("/field/tasking/gone/", sent)

    assert made["visits"][0]["planned"] == str(planned.id)
    assert (torn.status_code, refused.status_code) == (400, 404)
    assert gone.status_code == 204


def test_a_support_worker_has_no_shifts_and_may_make_a_phone_known(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("support_worker"), password=PASSWORD)
    with time_machine.travel(NOON, tick=False):
        offered = client.get("/field/tasking/")

    assert offered.json()["shifts"] == []
    assert offered.json()["token"]
