"""The pages of the board: read, entered in two presses, and kept up to date."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from tests.cast import NOON, TODAY, Cast
from tests.made.command import COMMANDER, appoint, make_commander
from tests.support.roles import as_guard
from tests.support.signing_in import SignedIn
from unhidden.audit.models import Event
from unhidden.operations.models import BoardChannel
from unhidden.operations.rosters.actions import resources
from unhidden.operations.rosters.actions.resources import NewOutfit
from unhidden.operations.tests import boards
from unhidden.operations.tests.boards import make_board_week
from unhidden.operations.tests.reading import words
from unhidden.vault import signing, tickets

ALARM = "Use the radio or 999 first."


def at_board(operation_id: UUID, name: str = "board", **query: str) -> str:
    return reverse(f"operations:{name}", args=[operation_id], query=query)


def press(browser: Client, planned_id: UUID, what: str, **also: object) -> str:
    """What the next page says."""
    address = reverse("operations:board_entry", args=[planned_id])
    answer = browser.post(address, {"what": what, "seen": 0, **also}, follow=True)
    return words(answer)


def test_the_board_says_how_visits_stand_and_when_it_was_so(
    cast: Cast, planner: Client
) -> None:
    week = make_board_week(cast)
    boards.enter(cast, week.plain, "there", is_by_radio=True)

    page = planner.get(at_board(week.operation_id))

    said = words(page)
    assert "Since midday, by radio from Team 1, entered by" in said
    assert "Not live: as it stood at midday." in said
    assert "An alarm on this page is no radio." in said
    assert b'http-equiv="refresh"' in page.content


def test_the_controller_enters_what_came_by_radio_in_one_press(
    cast: Cast, planner: Client
) -> None:
    week = make_board_week(cast)

    said = press(planner, week.plain, "on_the_way", by_radio="on", back="board")

    assert "The board is changed" in said
    assert "by radio from Team 1" in said


def test_the_crew_finds_every_state_on_its_own_page(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_board_week(cast)
    officer = signed_in("officer")

    page = words(officer.get(reverse("operations:board_visit", args=[week.plain])))
    said = press(officer, week.plain, "inside")

    for state in ("On the way", "There", "Inside", "Left", "Closed"):
        assert state in page
    assert ALARM in page
    assert "The board is changed" in said
    assert "Since midday, entered by" in said


def test_what_was_entered_is_taken_back_and_stays_to_be_read(
    cast: Cast, planner: Client
) -> None:
    week = make_board_week(cast)
    press(planner, week.plain, "closed")

    said = press(planner, week.plain, "undo", seen=1)

    assert "The last entry is taken back" in said
    assert "Closed (taken back)" in said
    assert "Tasked" in said


def test_two_who_enter_at_once_are_told_and_nothing_is_overwritten(
    cast: Cast, planner: Client
) -> None:
    week = make_board_week(cast)
    press(planner, week.plain, "there")

    assert "Somebody else has just entered something" in press(
        planner, week.plain, "closed"
    )
    assert boards.find(boards.read(cast, week), week.plain).state == "there"


def test_an_alarm_says_what_it_is_not_and_who_received_it(
    cast: Cast, planner: Client, signed_in: SignedIn
) -> None:
    week = make_board_week(cast)

    raised = press(signed_in("officer"), week.plain, "alarm")
    board = planner.get(at_board(week.operation_id))
    alarm_id = boards.find(boards.read(cast, week), week.plain).open_alarms[0].id
    receipt = reverse("operations:board_receipt", args=[alarm_id])
    received = words(planner.post(receipt, follow=True))
    again = words(planner.post(receipt, follow=True))

    assert "It is not a radio: use the radio or 999 first." in raised
    assert f"Nobody has received it yet. {ALARM}" in words(board)
    assert "1 alarm that nobody has received" in words(board)
    assert "You have received the alarm" in received
    assert "Received at midday by" in received
    assert "Somebody else has already received this alarm" in again


def test_a_crew_that_is_late_is_said_first(cast: Cast, planner: Client) -> None:
    week = make_board_week(cast)
    boards.enter(cast, week.quiet, "there", at=NOON)
    late = NOON.replace(hour=10)
    boards.enter(cast, week.plain, "there", at=late)

    said = words(planner.get(at_board(week.operation_id)))

    assert "1 crew overdue" in said
    assert "Overdue: last heard from at 10am. Told: Controller, Silver." in said


def test_a_rule_of_contact_is_set_and_a_warning_too_late_is_refused(
    cast: Cast, planner: Client
) -> None:
    week = make_board_week(cast)
    address = at_board(week.operation_id, "board_contact")
    typed = {
        "kind": "soft",
        "period": "20",
        "warning": "25",
        "told": "bronze",
        "further": "5",
        "heard_by": "call",
    }

    refused = words(planner.post(address, typed))
    done = words(planner.post(address, {**typed, "warning": "15"}, follow=True))

    assert "The warning must come before a crew is overdue" in refused
    assert "Warning after 15 minutes, overdue after 20. Told: Bronze." in done
    assert "After 5 further minutes Silver, too." in done


def test_whoever_is_told_reads_it_on_every_page_and_says_who_follows_it_up(
    cast: Cast, planner: Client, signed_in: SignedIn
) -> None:
    week = make_board_week(cast)
    appoint(cast, week.operation_id, "controller", "officer")
    with connection.cursor() as cursor:  # as the clock that judges it says
        cursor.execute("select clock_timestamp() - interval '70 minutes'")
        (late,) = cursor.fetchone()
    boards.enter(cast, week.plain, "there", at=late)
    officer = signed_in("officer")

    elsewhere = words(officer.get("/"))
    board = words(officer.get(at_board(week.operation_id)))

    assert "1 crew overdue for contact. Use the radio or 999 first." in elsewhere
    assert "overdue for contact" not in words(planner.get("/"))
    assert "overdue for contact" not in board
    boards.enter(cast, week.quiet, "there", at=NOON.replace(hour=10))
    assert "Nobody follows it up yet. Use the radio first." in words(
        planner.get(reverse("operations:board_visit", args=[week.quiet]))
    )
    done = press(planner, week.quiet, "followed_up", seen=1)
    assert "It is noted that you follow this up." in done
    assert "has followed it up since midday" in done


def test_a_crew_is_called_by_those_who_meet_what_it_goes_out_with(
    cast: Cast, signed_in: SignedIn
) -> None:
    week = make_board_week(cast)
    resources.set_outfit(
        operation_id=week.operation_id,
        team_id=week.team_id,
        new=NewOutfit("Clwyd 9", "Talk group 9", None, None),
        actor=cast.actor("planner"),
        at=NOON,
    )
    appoint(cast, week.operation_id, "controller", "analyst")

    visit = reverse("operations:board_visit", args=[week.plain])
    reads = [
        part
        for part in ("planner", "analyst", "officer", "colleague")
        for page in (at_board(week.operation_id), visit)
        if "Team 1: call sign Clwyd 9, channel Talk group 9"
        in words(signed_in(part).get(page))
    ]

    # Who plans, the controller, and the crew itself.
    assert reads == ["planner"] * 2 + ["analyst"] * 2 + ["officer"] * 2


def test_a_place_of_safety_is_kept_by_silver_and_declared_by_its_manager(
    cast: Cast, planner: Client, signed_in: SignedIn
) -> None:
    week = make_board_week(cast)
    appoint(cast, week.operation_id, "silver", make_commander(cast))
    silver, places = signed_in(COMMANDER), at_board(week.operation_id, "board_places")
    assert "Give somebody the post of manager" in words(silver.get(places))
    for part in ("council_officer", "charity_visitor"):
        appoint(cast, week.operation_id, "place_of_safety", part)
    manager, other = (
        str(cast.people[each]) for each in ("council_officer", "charity_visitor")
    )
    typed = {"name": "The hall", "manager": manager}

    added = words(silver.post(places, typed, follow=True))
    (place,) = boards.read(cast, week, COMMANDER).places
    room = reverse("operations:board_room", args=[place.id])
    change = reverse("operations:board_manager", args=[place.id])
    said = words(signed_in("council_officer").post(room, {"room": "few"}, follow=True))

    assert "has declared nothing yet" in added
    assert "Room: Few, declared at midday" in said
    assert signed_in("council_officer").post(room, {"room": "40"}).status_code == 404
    for browser in (planner, silver, signed_in("charity_visitor")):
        assert browser.post(room, {"room": "none"}).status_code == 404
    for address in (places, change):
        assert planner.get(address).status_code == 404
    changed = words(silver.post(change, {"manager": other}, follow=True))
    assert "The manager is changed" in changed
    assert signed_in("council_officer").post(room, {"room": "few"}).status_code == 404
    remove = reverse("operations:remove_place", args=[place.id])
    assert planner.post(remove).status_code == 404
    assert "Remove The hall from the places of safety?" in words(silver.get(remove))
    gone = words(silver.post(remove, follow=True))
    assert "The place is removed" in gone
    assert boards.read(cast, week, COMMANDER).places == ()
    assert signed_in("charity_visitor").post(room, {"room": "few"}).status_code == 404
    assert "The hall" in words(silver.post(places, typed, follow=True))


def test_the_list_narrows_to_a_state_and_says_when_nothing_is_so(
    cast: Cast, planner: Client
) -> None:
    week = make_board_week(cast)

    said = words(planner.get(at_board(week.operation_id, state="inside")))

    assert "No visit is like that." in said


def test_to_others_there_is_no_board(cast: Cast, signed_in: SignedIn) -> None:
    week = make_board_week(cast)
    worker = signed_in("support_worker")

    for name in ("board", "board_part"):
        assert worker.get(at_board(week.operation_id, name)).status_code == 404
    ticket = at_board(week.operation_id, "board_ticket")
    assert worker.post(ticket).status_code == 404


def test_what_is_no_entry_is_refused_in_words(cast: Cast, planner: Client) -> None:
    week = make_board_week(cast)

    assert "Choose what to enter" in press(planner, week.plain, "exploded")
    assert "Choose what to enter" in press(planner, week.plain, "there", seen="x")


def test_a_ticket_names_the_person_and_their_channels_for_a_minute(
    cast: Cast, planner: Client, settings: Settings
) -> None:
    settings.LIVE = "/live/"
    week = make_board_week(cast)

    given = planner.post(at_board(week.operation_id, "board_ticket")).json()

    public = signing.public_key_of(settings.LIVE_KEY)
    held = tickets.read_ticket(given["ticket"], now=NOON.timestamp(), public_key=public)
    assert held.person == str(cast.people["planner"])
    assert held.until == NOON.timestamp() + 60
    assert held.view == (TODAY.isoformat(), "")
    assert set(held.channels) == boards.channels_of(cast, week, "planner")
    assert given["url"] == "/live/"


def test_following_is_written_down_once_a_minute_and_not_once_a_look(
    cast: Cast, planner: Client, settings: Settings
) -> None:
    settings.LIVE = "/live/"
    week = make_board_week(cast)
    given = planner.post(at_board(week.operation_id, "board_ticket")).json()["ticket"]

    def count() -> int:
        return Event.objects.filter(subject_id=week.operation_id).count()

    def look(ticket: str = given, **query: str) -> None:
        address = at_board(week.operation_id, "board_part", **query)
        planner.get(address, headers={"X-Live-Ticket": ticket})

    before = count()
    for _ in range(3):
        look()
    assert count() == before
    # Of another day, of one team alone, or without a ticket it is a look of its own.
    for ticket, query in (
        (given, {"on": "2026-01-06"}),
        (given, {"team": str(week.team_id)}),
        ("another", {}),
    ):
        look(ticket, **query)
    assert count() == before + 3


def test_a_look_makes_no_channel_and_a_ticket_is_asked_for_from_our_own_page(
    cast: Cast, planner: Client
) -> None:
    week = make_board_week(cast)
    ticket = at_board(week.operation_id, "board_ticket")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = planner.cookies

    for name in ("board", "board_part"):
        planner.get(at_board(week.operation_id, name))

    assert planner.get(ticket).status_code == 405
    assert strict.post(ticket).status_code == 403
    with as_guard():
        assert not BoardChannel.objects.exists()


def test_the_part_that_changes_is_a_part_and_asks_little(
    cast: Cast,
    planner: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    week = make_board_week(cast)
    address = at_board(week.operation_id, "board_part", on=TODAY.isoformat())
    planner.get(address)

    with django_assert_max_num_queries(30):
        page = planner.get(address)

    assert page.status_code == 200
    assert b"<html" not in page.content
