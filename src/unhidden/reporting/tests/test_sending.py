"""Taking in a report under the public site's own role."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.cast import NOON, Cast
from tests.made.reporting import WORDS, make_answers, make_receipt
from tests.support import audited as audit
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.actor import NOBODY, PUBLIC
from unhidden.reporting.actions import sending
from unhidden.reporting.actions.sending import NoDesk, NothingTold, ReportAlreadySent
from unhidden.reporting.models import Report
from unhidden.reporting.queries import reports
from unhidden.reporting.rules import receipts
from unhidden.reporting.rules.answers import FORM_VERSION

pytestmark = pytest.mark.django_db


def test_a_report_is_kept_sealed_with_its_day_and_nothing_of_who_sent_it(
    cast: Cast,
) -> None:
    receipt = make_receipt(language="cy")

    report = Report.objects.using("stored").get()
    assert report.id == receipt.report_id
    assert report.desk_id == cast.organisations["police"]
    assert report.received_on == NOON.date()
    assert (report.language, report.form_version) == ("cy", FORM_VERSION)
    assert (report.urgency, report.status) == ("routine", "waiting")


def test_the_sealed_bytes_hold_nothing_that_was_written(cast: Cast) -> None:
    answers = make_answers(where="Seaview Court", sign_codes=("gen_cannot_leave",))

    make_receipt(answers=answers)

    sealed = Report.objects.using("stored").get().sealed_answers.slot.content
    for told in (WORDS, "car wash", "Seaview", "gen_cannot_leave", "what", "where"):
        assert told.encode() not in sealed


def test_two_reports_of_the_same_words_are_sealed_differently(cast: Cast) -> None:
    make_receipt()
    make_receipt()

    one, other = (
        r.sealed_answers.slot.content for r in Report.objects.using("stored").all()
    )
    assert one != other
    assert len(one) == len(other)


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_receipt_is_seven_words_of_the_language_and_only_a_digest_is_kept(
    language: str,
) -> None:
    receipt = make_receipt(language=language)

    kept = Report.objects.using("stored").get().receipt_digest
    assert len(receipt.words) == 7
    assert set(receipt.words) <= set(receipts.receipt_list(language))
    assert kept == reports.digest_of(" ".join(receipt.words))
    assert receipt.words[0] not in repr(receipt)


@pytest.mark.usefixtures("cast")
def test_every_receipt_is_another() -> None:
    assert len({make_receipt().words for _ in range(5)}) == 5


@pytest.mark.usefixtures("cast")
def test_only_the_day_is_recorded_by_the_local_calendar() -> None:
    just_after_midnight_in_wales = datetime(2026, 6, 30, 23, 20, 5, tzinfo=UTC)

    receipt = make_receipt(at=just_after_midnight_in_wales)

    (event,) = audit.history(subject_ids=[receipt.report_id])
    assert event.name == "reporting.report_received"
    assert Report.objects.using("stored").get().received_on.isoformat() == "2026-07-01"
    assert event.at.isoformat() == "2026-06-30T23:00:00+00:00"
    assert (event.person_id, event.organisation_id) == (None, None)


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("told", "urgency"),
    [
        ({"sign_codes": ("gen_lives_at_work", "gen_same_clothes")}, "routine"),
        ({"sign_codes": ("gen_cannot_leave",)}, "same_day"),
        ({"sign_codes": ("no_such_sign",)}, "routine"),
        ({"danger_now": True}, "danger"),
    ],
)
def test_urgency_is_read_from_the_catalogue_by_the_public_role(
    told: dict[str, object], urgency: str
) -> None:
    make_receipt(answers=make_answers(**told))

    assert Report.objects.using("stored").get().urgency == urgency


@pytest.mark.usefixtures("cast")
def test_the_same_form_sent_again_is_refused_and_is_still_one_report() -> None:
    key = uuid4()
    first = make_receipt(form_key=key)

    with pytest.raises(ReportAlreadySent):
        make_receipt(form_key=key)

    assert Report.objects.using("stored").count() == 1
    assert audit.names_about(subject_id=first.report_id) == [
        "reporting.report_received"
    ]


@pytest.mark.usefixtures("cast")
def test_a_report_without_words_or_a_sign_is_refused() -> None:
    with pytest.raises(NothingTold):
        make_receipt(answers=make_answers(what=" ", where="Rhyl"))


def test_without_a_desk_nothing_is_taken_in() -> None:
    assert not reports.can_take_reports()
    with pytest.raises(NoDesk):
        make_receipt()

    assert Report.objects.using("stored").count() == 0


def test_a_desk_without_a_key_takes_nothing_in(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "unhidden.agencies.queries.desk_id", lambda: cast.people["stranger"]
    )
    with pytest.raises(NoDesk):
        make_receipt()


@pytest.mark.usefixtures("cast")
def test_who_may_not_send_reports_meets_nothing() -> None:
    with as_role("public"), pytest.raises(Absent):
        sending.submit_report(
            answers=make_answers(),
            form_key=uuid4(),
            language="en",
            actor=NOBODY,
            at=NOON,
        )
    assert PUBLIC.permissions == {"reporting.submit_report", "operations.attend"}
