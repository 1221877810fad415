"""Nothing is frozen: dangers are recorded at any time, decisions are made again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.made.agencies import make_desk, their_analyst
from tests.made.conversing import say, words_of, write
from tests.made.intelligence import make_draft, make_item, make_triage
from tests.made.reporting import make_answers, make_receipt, make_report
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.write_form import typed
from unhidden.access.actor import Actor
from unhidden.desk.actions import spam, triages, urgencies
from unhidden.desk.actions.dangers import NotCalled
from unhidden.desk.actions.triages import DecisionUnknown
from unhidden.desk.queries import desk as desk_queries
from unhidden.desk.queries import queueing
from unhidden.desk.tests.triaging import CALLS
from unhidden.intelligence.models import DangerToLife, IntelligenceReport, NoCall
from unhidden.intelligence.reports.actions import reports
from unhidden.intelligence.reports.actions.reports import ReportNotForWriting
from unhidden.intelligence.reports.queries import decided as decided_queries
from unhidden.intelligence.reports.queries.decided import DecisionView
from unhidden.reporting import queries as reporting
from unhidden.reporting.models import Passing

pytestmark = pytest.mark.django_db
KNIFE = "He has a knife, tonight."


@pytest.fixture
def analyst(cast: Cast) -> Actor:
    return cast.actor("analyst")


def url(page: str, report_id: UUID) -> str:
    return reverse(f"intelligence:{page}", args=[report_id])


def status_of(report_id: UUID, viewer: Actor) -> str:
    return reporting.get_waiting_report(viewer=viewer, report_id=report_id).status


def decided(report_id: UUID, viewer: Actor) -> DecisionView:
    return decided_queries.load_decisions(viewer=viewer, report_ids=[report_id])[
        report_id
    ]


def write_up(report_id: UUID, by: Actor, **given: Any) -> UUID:
    draft = make_draft(
        make_item(), origin="public_report", raw="", report_id=report_id, **given
    )
    return reports.write_report(new=draft, actor=by, at=NOON)


def close(report_id: UUID, by: Actor) -> None:
    make_triage(report_id, by=by, decision="no_action")


def put_aside(report_id: UUID, by: Actor) -> None:
    spam.mark_spam(report_id=report_id, reason="Adverts", actor=by, at=NOON)


def write_it_up(report_id: UUID, by: Actor) -> None:
    make_triage(report_id, by=by)
    write_up(report_id, by)


@pytest.mark.parametrize("before", [close, put_aside, write_it_up])
def test_a_danger_is_recorded_whatever_was_decided_before(
    analyst: Actor, before: Callable[[UUID, Actor], None]
) -> None:
    report_id = make_report()
    before(report_id, analyst)

    make_triage(report_id, by=analyst, decision="emergency")

    assert status_of(report_id, analyst) == "read"
    assert decided(report_id, analyst).is_to_be_written
    assert not queueing.spam_marks(viewer=analyst, report_ids=[report_id])
    assert DangerToLife.objects.using("stored").count() == 1
    write_up(report_id, analyst)
    assert status_of(report_id, analyst) == "done"


def test_two_who_both_called_lose_nothing_that_they_typed(
    cast: Cast, signed_in: SignedIn
) -> None:
    report_id, client = make_report(), signed_in("analyst")
    answers = [
        client.post(url("danger", report_id), {**CALLS, "duty_officer": name})
        for name in ("Inspector One", "Inspector Two")
    ]

    shown = words(client.get(url("report", report_id)))

    assert {one["Location"] for one in answers} == {url("write_from_report", report_id)}
    assert "Inspector One, told" in shown
    assert "Inspector Two, told" in shown
    assert shown.count("She cannot leave.") == 3  # and as why it presses


def test_what_is_new_is_written_up_again_and_both_name_the_report(
    analyst: Actor,
) -> None:
    receipt = make_receipt()
    report_id = receipt.report_id
    make_triage(report_id, by=analyst)
    first = write_up(report_id, analyst)
    write(words_of(receipt), KNIFE)
    make_triage(report_id, by=analyst, decision="emergency")

    second = write_up(report_id, analyst)

    rows = IntelligenceReport.objects.using("stored").filter(report_id=report_id)
    assert {row.id: row.report_turn for row in rows} == {first: 1, second: 2}
    raw = {row.id: row.raw_sealed.open(analyst) for row in rows}
    assert KNIFE not in raw[first]
    assert KNIFE in raw[second]
    listed = decided_queries.list_decisions(viewer=analyst, report_id=report_id)
    assert [one.intelligence_id for one in listed] == [second, first]


def test_what_was_said_since_is_sealed_with_whose_it_is_and_its_day(
    cast: Cast, analyst: Actor
) -> None:
    receipt = make_receipt()
    say(cast, receipt.report_id)
    write(words_of(receipt), KNIFE, 1)
    make_triage(receipt.report_id, by=analyst)

    key = write_up(receipt.report_id, analyst)

    row = IntelligenceReport.objects.using("stored").get(id=key)
    lines = row.raw_sealed.open(analyst).splitlines()
    assert any(line.startswith("desk, 2026-01-05: ") for line in lines)
    assert lines[-1] == f"reporter, 2026-01-05: {KNIFE}"


def test_what_was_said_since_stands_beside_and_is_looked_at_again(
    cast: Cast, analyst: Actor, signed_in: SignedIn
) -> None:
    receipt, client = make_receipt(), signed_in("analyst")
    make_triage(receipt.report_id, by=analyst)
    write(words_of(receipt), f"{KNIFE} I am on 07700 900123.")
    page = url("write_from_report", receipt.report_id)

    unread = client.post(page, typed())
    beside = words(client.get(page))
    looked = client.post(page, typed(item_0_text="Ring 07700 900123"))

    assert "The reporter has written again" in words(unread)
    assert "The reporter, 5 January 2026:" in beside
    assert KNIFE in beside
    assert "Look once more before you save" in words(looked)
    assert not IntelligenceReport.objects.using("stored").exists()


def test_what_was_decided_is_put_back_with_a_reason_and_waits(analyst: Actor) -> None:
    report_id = make_report()
    make_triage(report_id, by=analyst, decision="no_action")

    make_triage(report_id, by=analyst, decision="waiting", turn_seen=1)

    waiting = desk_queries.list_waiting(viewer=analyst, at=NOON).rows
    assert [(row.id, row.decided) for row in waiting] == [(report_id, None)]
    assert desk_queries.dealt_with(viewer=analyst).rows == []
    listed = decided_queries.list_decisions(viewer=analyst, report_id=report_id)
    assert [one.decision for one in listed] == ["waiting", "no_action"]
    put_aside(report_id, analyst)
    assert desk_queries.dealt_with(viewer=analyst).rows == []


def test_only_what_was_decided_is_put_back(analyst: Actor) -> None:
    with pytest.raises(DecisionUnknown):
        make_triage(make_report(), by=analyst, decision="waiting")


def test_the_newest_decision_stands_and_is_listed_once(analyst: Actor) -> None:
    report_id = make_report()
    make_triage(report_id, by=analyst)
    make_triage(report_id, by=analyst, decision="no_action", turn_seen=1)

    done = desk_queries.dealt_with(viewer=analyst)

    assert desk_queries.list_considered(viewer=analyst, at=NOON).rows == []
    assert ([row.id for row in done.rows], done.total) == ([report_id], 1)
    with pytest.raises(ReportNotForWriting):
        write_up(report_id, analyst)


def test_a_decided_report_goes_to_another_desk_and_waits_there(
    cast: Cast, analyst: Actor
) -> None:
    report_id, part = make_report(), their_analyst(cast)
    make_triage(report_id, by=analyst, decision="no_action")

    triages.pass_report(
        report_id=report_id,
        desk_id=cast.organisations["council"],
        purpose="area",
        reason="It is theirs.",
        actor=analyst,
        at=NOON,
    )

    theirs = desk_queries.list_waiting(viewer=cast.actor(part), at=NOON).rows
    assert [(row.id, row.decided) for row in theirs] == [(report_id, None)]
    assert Passing.objects.using("stored").count() == 1


def by_decision(report_id: UUID, by: Actor, cast: Cast, no_call: str) -> None:
    make_triage(report_id, by=by, decision="no_action", no_call=no_call)


def by_writing(report_id: UUID, by: Actor, cast: Cast, no_call: str) -> None:
    make_triage(report_id, by=by, no_call=no_call)


def by_spam(report_id: UUID, by: Actor, cast: Cast, no_call: str) -> None:
    spam.mark_spam(
        report_id=report_id, reason="An advert", no_call=no_call, actor=by, at=NOON
    )


def by_lane(report_id: UUID, by: Actor, cast: Cast, no_call: str) -> None:
    spam.mark_lane(
        report_id=report_id,
        number_seen=1,
        reason="An advert",
        no_call=no_call,
        actor=by,
        at=NOON,
    )


def by_passing(report_id: UUID, by: Actor, cast: Cast, no_call: str) -> None:
    triages.pass_report(
        report_id=report_id,
        desk_id=make_desk(cast),
        purpose="area",
        reason="Theirs.",
        no_call=no_call,
        actor=by,
        at=NOON,
    )


LEAVING = pytest.mark.parametrize(
    "leave", [by_decision, by_writing, by_spam, by_lane, by_passing]
)
Leave = Callable[[UUID, Actor, Cast, str], None]


@LEAVING
def test_a_report_of_danger_leaves_with_the_calls_or_a_sentence_why_not(
    cast: Cast, analyst: Actor, leave: Leave
) -> None:
    report_id = make_report(answers=make_answers(danger_now=True))

    with pytest.raises(NotCalled):
        leave(report_id, analyst, cast, " ")
    assert status_of(report_id, analyst) == "waiting"
    leave(report_id, analyst, cast, "The caller rang back: it was a film.")

    said = NoCall.objects.using("stored").get()
    assert (said.report_id, said.reason) == (
        report_id,
        "The caller rang back: it was a film.",
    )


def test_once_called_or_said_it_is_not_asked_again(analyst: Actor) -> None:
    called, said = (
        make_report(answers=make_answers(danger_now=True)) for _ in range(2)
    )
    make_triage(called, by=analyst, decision="emergency")
    make_triage(said, by=analyst, no_call="A film.")

    for report_id in (called, said):
        make_triage(report_id, by=analyst, decision="no_action", turn_seen=1)

    assert NoCall.objects.using("stored").count() == 1


def test_less_urgent_is_no_way_round_the_calls(analyst: Actor, cast: Cast) -> None:
    from_danger = make_report(answers=make_answers(danger_now=True))
    set_urgency(from_danger, "routine", analyst)
    to_danger = make_report()
    set_urgency(to_danger, "danger", analyst)

    for report_id in (from_danger, to_danger):
        with pytest.raises(NotCalled):
            by_decision(report_id, analyst, cast, "")


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("report", {"decision": "no_action", "reason": "A prank of ours"}),
        ("spam", {"reason": "A prank of ours"}),
        ("pass_on", {"purpose": "area", "reason": "A prank of ours"}),
    ],
)
def test_the_pages_ask_why_nobody_was_called_and_keep_what_was_typed(
    cast: Cast, signed_in: SignedIn, page: str, sent: dict[str, str]
) -> None:
    sent = {**sent, "desk": str(make_desk(cast))}
    report_id = make_report(answers=make_answers(danger_now=True))
    client = signed_in("analyst")

    asked = words(client.post(url(page, report_id), sent))
    client.post(url(page, report_id), {**sent, "no_call": "It was a film."})

    assert "Record the calls first, or say why no call is needed" in asked
    assert "A prank of ours" in asked
    assert NoCall.objects.using("stored").get().reason == "It was a film."


def test_why_nobody_was_called_is_shown(cast: Cast, signed_in: SignedIn) -> None:
    report_id = make_report(answers=make_answers(danger_now=True))
    by_decision(report_id, cast.actor("analyst"), cast, "It was a film.")

    text = words(signed_in("analyst").get(url("report", report_id)))

    assert "Why nobody was called" in text
    assert "It was a film." in text
    assert "Call 999, then the duty officer" not in text


def test_a_write_up_that_came_second_is_kept_on_its_page(
    cast: Cast, analyst: Actor, signed_in: SignedIn
) -> None:
    report_id, client = make_report(), signed_in("analyst")
    make_triage(report_id, by=analyst)
    write_up(report_id, analyst)
    mine = typed(item_0_text="A second thing is known.")

    late = client.post(url("write_from_report", report_id), mine)
    make_triage(report_id, by=analyst, turn_seen=1)
    kept = client.post(url("write_from_report", report_id), mine)
    twice = client.post(url("write_from_report", report_id), mine)

    assert "Somebody has written the report up" in words(late)
    assert "A second thing is known." in words(late)
    assert kept.status_code == 302
    assert twice["Location"] == kept["Location"]
    assert IntelligenceReport.objects.using("stored").count() == 2


def set_urgency(report_id: UUID, urgency: str, by: Actor) -> None:
    urgencies.set_urgency(
        report_id=report_id, urgency=urgency, reason="Seen.", actor=by, at=NOON
    )
