"""Command as its people meet it: texts, risks, the calendar and the log."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import NOON, Cast
from tests.made.command import WORDS, appoint, decide
from tests.made.operations import make_closed_week, make_operation, make_week
from tests.support.signing_in import SignedIn
from unhidden.operations.command import queries
from unhidden.operations.tests.reading import words
from unhidden.operations.tests.typed import RISK, day_of, log, page, typed_decision

pytestmark = pytest.mark.django_db


def test_a_text_is_written_in_versions(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    url = page("text", operation_id, "media_lines")

    one_language = planner.post(url, {"version": "0", "text_en": "We are here."})
    done = planner.post(
        url,
        {"version": "0", "text_en": "We are here.", "text_cy": "Rydym ni yma."},
        follow=True,
    )
    late = planner.post(
        url, {"version": "0", "text_en": "We were.", "text_cy": "Roedden ni."}
    )

    assert "Enter this text in both languages" in words(one_language)
    assert "The text is written" in words(done)
    assert "Rydym ni yma." in words(done)
    assert "Somebody else has written a version meanwhile" in words(late)
    assert "We were." in words(late)
    again = planner.post(
        url, {"version": "1", "text_en": "We were.", "text_cy": "Roedden ni."}
    )
    assert again.status_code == 302


def test_a_risk_is_added_controlled_closed_and_opened_again(
    cast: Cast, planner: Client
) -> None:
    week = make_week(cast, is_running=False)
    risks = page("risks", week.operation_id)
    typed = {**RISK, **day_of("review_on", "6")}

    added = planner.post(page("add_risk", week.operation_id), typed, follow=True)
    overview = words(planner.get(page("operation", week.operation_id)))

    assert "1 high risk has no control" in words(added)
    assert "A high risk has no control: Somebody is moved" in overview
    (card,) = queries.list_risks(
        viewer=cast.actor("planner"), operation_id=week.operation_id, at=NOON
    )
    changed = planner.post(
        page("risk", card.id),
        {**typed, "control": "Go in by two doors", "version": "1"},
        follow=True,
    )
    assert "Go in by two doors" in words(changed)
    late = planner.post(page("risk", card.id), {**typed, "version": "1"})
    assert "Somebody else has changed this risk" in words(late)
    planner.post(page("close_risk", card.id))
    assert "Open it again" in words(planner.get(risks))
    planner.post(page("close_risk", card.id))
    assert "Close the risk" in words(planner.get(risks))


def test_the_calendar_says_what_is_late_and_who_ticked_it(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    calendar = page("calendar", operation_id)
    before = words(planner.get(calendar))

    ticked = planner.post(
        page("tick_line", operation_id, "theme"), {"state": "done"}, follow=True
    )
    left_out = planner.post(
        page("leave_line_out", operation_id, "budget"),
        {"note": "Paid by the fund"},
        follow=True,
    )
    late = words(planner.get(f"{calendar}?late"))

    assert "lines are late" in before
    assert "The line is done" in words(ticked)
    assert "Undo : Agree the theme and the objectives" in words(ticked)
    assert "Paid by the fund" in words(left_out)
    assert "Agree the theme" not in late
    assert "Invite the partners" in late
    no_reason = planner.post(page("leave_line_out", operation_id, "partners"), {})
    assert "Enter why it is not needed" in words(no_reason)


def test_a_line_of_our_own_is_added(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)

    answer = planner.post(
        page("add_line", operation_id),
        {"title": "Order radios", **day_of("due_on", "4"), "owner": "controller"},
        follow=True,
    )

    assert "Order radios" in words(answer)
    assert "Lines of our own" in words(answer)


def test_a_decision_is_written_read_and_added_to(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    reviewed = {**day_of("review_on", "5"), "review_time": "11:45"}

    written = planner.post(
        log("write", operation_id), typed_decision(**reviewed), follow=True
    )
    listed = words(planner.get(log("log", operation_id)))

    shown = words(written)
    assert "Decision 1 is written" in shown
    assert "Go today: Nobody who decides would be there" in shown
    for heading in ("Code of Ethics and values", "Threat and risk", "Options rejected"):
        assert heading in shown
    assert "The review of 1 decision is due" in listed
    command = words(planner.get(page("command", operation_id)))
    assert "The review of 1 decision is due" in command
    url = written.redirect_chain[-1][0]
    empty = planner.post(f"{url}add/", {"entry": str(uuid4())})
    assert "Enter the addendum" in words(empty)
    reviewed_now = planner.post(
        f"{url}add/",
        {"entry": str(uuid4()), "kind": "review", "text": "It holds."},
        follow=True,
    )
    assert "It holds." in words(reviewed_now)
    assert "1 decision is due" not in words(planner.get(log("log", operation_id)))


def test_what_is_lacking_in_a_decision_is_said_and_nothing_is_lost(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)

    answer = planner.post(
        log("write", operation_id),
        typed_decision(values="", reason_1="", **day_of("review_on", "6")),
    )

    shown = words(answer)
    assert "Enter how the decision keeps to the Code of Ethics" in shown
    assert "Enter why this option was rejected" in shown
    assert "Enter the time of the review" in shown
    assert WORDS.information in shown


def test_a_draft_is_kept_gone_on_with_and_thrown_away(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    write = log("write", operation_id)

    kept = planner.post(
        write,
        {"title": "Half a title", "entry": str(uuid4()), "keep": "draft"},
        follow=True,
    )

    assert "The draft is kept" in words(kept)
    assert "There is a problem" not in words(kept)
    assert 'value="Half a title"' in planner.get(write).content.decode()
    assert "Go on with your draft" in words(planner.get(log("log", operation_id)))
    planner.post(log("discard_draft", operation_id))
    assert "Half a title" not in planner.get(write).content.decode()


def test_the_log_is_narrowed_by_review_and_author(
    cast: Cast, signed_in: SignedIn
) -> None:
    operation_id = make_operation(cast)
    appoint(cast, operation_id)
    silver = signed_in("officer")
    decide(cast, operation_id, title="By the planner")
    decide(
        cast,
        operation_id,
        "officer",
        title="By Silver",
        at=NOON - timedelta(hours=1),
        review_at=NOON - timedelta(minutes=1),
    )
    url = log("log", operation_id)

    by_author = words(silver.get(f"{url}?author={cast.people['officer']}"))
    due = words(silver.get(f"{url}?review=due"))
    nobody = words(silver.get(f"{url}?author={uuid4()}&review=never"))

    assert "By Silver" in by_author
    assert "By the planner" not in by_author
    assert "By the planner" not in due
    assert "By the planner" in nobody


def test_a_closed_operation_takes_decisions_and_ticks_and_nothing_else(
    cast: Cast, planner: Client
) -> None:
    week = make_closed_week(cast)

    refused = planner.post(
        page("add_risk", week.operation_id), {**RISK, **day_of("review_on", "6")}
    )

    assert "The operation is closed" in words(refused)
    assert planner.get(page("appoint", week.operation_id)).status_code == 404
    answer = planner.post(
        log("write", week.operation_id), typed_decision(), follow=True
    )
    assert "Decision 1 is written" in words(answer)
