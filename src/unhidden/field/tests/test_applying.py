"""What phones sent becomes accounts: nothing is refused, and conflicts wait by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings

from tests.cast import FOUNDER, NOON, Cast
from tests.made import accounts, visits
from tests.made.accounts import apply, enrol, find_account, make_outer, read_row, send
from tests.made.field import Phone, SentSubmission
from unhidden.agencies import actions as agencies
from unhidden.field.applying import actions as applying
from unhidden.field.devices import actions as devices
from unhidden.operations import actions as operations
from unhidden.operations.visits.actions import visits as cancelling

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _worker_knows(settings: LazySettings, cast: Cast) -> None:
    settings.LANDING_KEY = accounts.SECRET
    accounts.open_landing()


@pytest.fixture
def phone(cast: Cast) -> Phone:
    return enrol(cast, Phone())


def reasons_of(sent: SentSubmission) -> tuple[str, list[str]]:
    found = find_account(sent)
    return found["reason"], found["problems"]


def test_an_account_that_nothing_speaks_against_becomes_the_record(
    cast: Cast, phone: Phone
) -> None:
    planned = visits.make_planned(cast)

    sent = send(cast, planned, phone=phone)

    account = find_account(sent)
    assert (account["state"], account["reason"], account["problems"]) == (
        "counts",
        "",
        [],
    )
    assert account["source"] == "phone"
    assert account["planned_id"] == str(planned.id)
    record = read_row(
        "select to_jsonb(v) from visits_visit v where planned_id = %s", planned.id
    )
    assert record["account_id"] == account["id"]
    assert record["recorded_by_id"] == str(cast.people["officer"])
    assert (record["outcome"], record["spoken_to"]) == ("advice_given", 2)
    stands = "select to_jsonb(state) from field_submission where submission_id = %s"
    assert read_row(stands, sent.id) == "applied"


def _leave(cast: Cast, _: visits.Planned) -> None:
    accounts.change_row(
        "update agencies_engagement set ended_at = now(), ended_by_id = person_id"
        " where person_id = %s",
        cast.people["officer"],
    )


def _close(cast: Cast, planned: visits.Planned) -> None:
    _record(cast, planned)
    operations.close_operation(
        operation_id=planned.operation_id, actor=cast.actor("planner"), at=NOON
    )


def _cancel(cast: Cast, planned: visits.Planned) -> None:
    cancelling.cancel_visit(
        planned_id=planned.id, reason="Rain", actor=cast.actor("planner"), at=NOON
    )


def _record(cast: Cast, planned: visits.Planned) -> None:
    visits.make_visit(cast, planned=planned, by="charity_visitor")


Happening = Callable[[Cast, visits.Planned], None]
HAPPENS: dict[str, Happening] = {
    "person_left": _leave,
    "operation_closed": _close,
    "plan_cancelled": _cancel,
    "recorded_already": _record,
}
TOLD: dict[str, dict[str, Any]] = {
    "sign_unknown": {"signs": [{"code": "nothing.of.ours", "answer": "seen"}]},
    "does_not_add_up": {"outcome": "arrest"},
}


@pytest.mark.parametrize("reason", [*HAPPENS, *TOLD])
def test_a_conflict_keeps_the_account_and_waits_for_a_person(
    cast: Cast, phone: Phone, reason: str
) -> None:
    planned = visits.make_planned(cast)
    if happens := HAPPENS.get(reason):
        happens(cast, planned)

    outer = make_outer(**TOLD.get(reason, {}))
    account = find_account(send(cast, planned, phone=phone, outer=outer))

    assert (account["state"], account["reason"]) == ("waits", reason)
    assert account["content"]["answers"]["purpose_told"] == visits.PURPOSE


def test_who_is_not_on_the_team_waits(cast: Cast) -> None:
    phone = enrol(cast, Phone(), "colleague")

    sent = send(cast, visits.make_planned(cast), phone=phone, part="colleague")

    assert reasons_of(sent) == ("not_on_team", ["not_on_team"])


def test_who_may_record_no_visits_any_more_waits(cast: Cast, phone: Phone) -> None:
    planned = visits.make_planned(cast)
    _leave(cast, planned)
    agencies.request_engagement(
        person_id=cast.people["officer"],
        organisation_id=cast.organisations["police"],
        role="analyst",
        from_on=NOON.date(),
        actor=FOUNDER,
        at=NOON,
    )

    sent = send(cast, planned, phone=phone)

    assert reasons_of(sent) == ("no_right", ["no_right", "not_on_team"])


def test_phones_that_are_not_in_our_books_or_lost_or_back_wait(cast: Cast) -> None:
    planned = visits.make_planned(cast)
    lost, back = enrol(cast, Phone()), enrol(cast, Phone())
    owner = cast.actor("officer")
    devices.report_lost(device_id=lost.id, reason="Fell", actor=owner, at=NOON)
    devices.end_device(device_id=back.id, actor=owner, at=NOON)

    told = [
        reasons_of(send(cast, planned, phone=each))[0] for each in (Phone(), lost, back)
    ]

    assert told == ["device_unknown", "device_lost", "device_ended"]


def test_a_phone_that_is_enrolled_later_is_believed_then(cast: Cast) -> None:
    planned, phone = visits.make_planned(cast), Phone()
    sent = send(cast, planned, phone=phone)
    assert reasons_of(sent) == ("device_unknown", ["device_unknown"])

    enrol(cast, phone)
    apply()

    assert find_account(sent)["state"] == "counts"


def test_the_same_visit_with_other_words_is_kept_beside_the_first(
    cast: Cast, phone: Phone
) -> None:
    planned = visits.make_planned(cast)
    first = send(cast, planned, phone=phone)

    other = send(
        cast,
        planned,
        phone=phone,
        submission=first.id,
        outer=make_outer(narrative="Rather not"),
    )

    assert find_account(first)["state"] == "counts"
    assert reasons_of(other) == (
        "another_content",
        ["another_content", "recorded_already"],
    )


def test_an_unfinished_draft_waits_with_what_there_was(
    cast: Cast, phone: Phone
) -> None:
    outer = {"answers": {"outcome": "advice_given"}}

    sent = send(
        cast, visits.make_planned(cast), phone=phone, kind="unfinished", outer=outer
    )

    assert reasons_of(sent) == ("unfinished", ["unfinished", "does_not_add_up"])
    assert find_account(sent)["content"]["answers"] == {"outcome": "advice_given"}


def test_what_cannot_be_opened_or_read_or_was_signed_by_another_waits(
    cast: Cast, phone: Phone
) -> None:
    planned = visits.make_planned(cast)
    elsewhere = accounts.seal(cast, planned, phone=phone)
    accounts.change_row("update field_landingkey set closed = null, gone_at = now()")
    accounts.land(elsewhere)
    apply()
    accounts.change_row(
        "update field_landingkey set closed = %s, gone_at = null", accounts.CLOSED
    )
    told = {
        "unreadable": send(cast, planned, phone=phone, outer="no JSON"),
        "form_unknown": send(cast, planned, phone=phone, form="1999-01"),
        "sealed_elsewhere": elsewhere,
    }
    forged = accounts.seal(cast, planned, phone=phone)
    accounts.land(_Forged(forged.phone, forged.id, forged.header, forged.parts))
    apply()

    assert {why: reasons_of(each)[0] for why, each in told.items()} == {
        why: why for why in told
    }
    assert reasons_of(forged)[0] == "signature"


class _Forged(SentSubmission):
    """Landed by the role that speaks SQL, with another signature."""

    signature = bytes(64)


def test_one_that_the_program_fails_on_stops_no_other_and_waits_in_the_end(
    cast: Cast, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = accounts.seal(cast, visits.make_planned(cast), phone=phone)
    fine = accounts.seal(
        cast, visits.make_planned(cast, premises="Harbour Wash"), phone=phone
    )
    accounts.land(broken)
    accounts.land(fine)
    real = applying._read_account

    def fail(landed: Any, header: Any) -> Any:
        if landed.header == broken.header:
            raise RuntimeError
        return real(landed, header)

    monkeypatch.setattr(applying, "_read_account", fail)

    for turn in range(5):
        apply(later=timedelta(hours=turn))

    assert find_account(fine)["state"] == "counts"
    assert (find_account(broken)["state"], find_account(broken)["reason"]) == (
        "waits",
        "fault",
    )
    # Once the program was mended, it is told again, and nothing was lost.
    monkeypatch.undo()
    accounts.change_row(
        "update field_submission set state = 'landed', next_try_at = null"
        " where submission_id = %s",
        broken.id,
    )
    apply()
    assert find_account(broken)["state"] == "counts"


def test_a_visit_that_turned_is_written_down_before_it_is_judged(
    cast: Cast, phone: Phone
) -> None:
    planned = visits.make_planned(cast)
    turn = {
        "power": "PACE 1984 section 17",
        "authority": "SYN 17",
        "decided_by": str(cast.people["officer"]),
        "decided_at": NOON.timestamp() * 1000,
        "told": "That we go in now",
    }
    change = {"entry_basis": "power", "power": "PACE 1984 section 17"}

    sent = send(cast, planned, phone=phone, outer=make_outer(turn=turn, **change))
    told = send(
        cast,
        visits.make_planned(cast, premises="Harbour Wash"),
        phone=phone,
        outer=make_outer(**change),
    )

    assert find_account(sent)["state"] == "counts"
    assert reasons_of(told) == ("does_not_add_up", ["does_not_add_up"])


def test_a_plan_and_an_author_that_nobody_knows_wait_at_the_desk(cast: Cast) -> None:
    sent = send(cast, uuid4(), author=uuid4())

    account = find_account(sent)
    assert account["problems"] == ["device_unknown", "person_left", "plan_unknown"]
    assert account["organisation_id"] == str(cast.organisations["police"])


def test_an_addendum_stands_beside_the_record_and_waits_for_what_it_adds_to(
    cast: Cast, phone: Phone
) -> None:
    planned = visits.make_planned(cast)
    account = accounts.seal(cast, planned, phone=phone)
    added = send(
        cast,
        planned,
        phone=phone,
        kind="addendum",
        about=account.id,
        outer={"answers": {"narrative": "The back door, too"}},
    )
    assert reasons_of(added) == ("about_unknown", ["about_unknown"])

    accounts.land(account)
    apply()

    assert find_account(account)["state"] == "counts"
    assert find_account(added)["state"] == "beside"


def test_how_a_visit_stands_is_entered_unless_somebody_said_something_later(
    cast: Cast, phone: Phone
) -> None:
    planned = visits.make_planned(cast)
    for stands in ("there", "inside", "inside"):
        send(cast, planned, phone=phone, kind="state", outer={"state": stands})
    stranger = send(cast, planned, kind="state", outer={"state": "left"})

    said = "select jsonb_agg(what order by number) from operations_boardentry"
    assert read_row(f"{said} where visit_id = %s", planned.id) == ["there", "inside"]
    waits = "select to_jsonb(reason) from field_submission where submission_id = %s"
    assert read_row(waits, stranger.id) == "device_unknown"
