"""Pages, letters and files that leave a case, and what they say of who holds what."""

from __future__ import annotations

import io
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, TODAY, Cast
from tests.made.courses import make_turn, meet_all
from tests.made.safeguarding import make_case
from tests.made.sharing import (
    BY_CONSENT,
    LATER,
    make_accepted,
    make_agreement,
    record_consent,
)
from tests.support.spreadsheets import read_ods
from unhidden.access.absent import Absent
from unhidden.access.models import Grant
from unhidden.agencies.models import Engagement
from unhidden.safeguarding import actions
from unhidden.safeguarding.crossing.actions import exporting, printing, requests
from unhidden.safeguarding.crossing.queries import holdings, sheets
from unhidden.safeguarding.crossing.queries.papers import PersonPaper
from unhidden.safeguarding.models import CaseOutgoing, OutreachKind
from unhidden.safeguarding.people.actions import team as people
from unhidden.safeguarding.people.actions.contact import (
    NewSafeContact,
    record_safe_contact,
)
from unhidden.safeguarding.people.actions.refusals import WordsForbidden
from unhidden.safeguarding.people.queries import person
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db

NAME = "Selam Haile"


@pytest.fixture
def case_id(cast: Cast) -> UUID:
    """A case with a name and a note, shared with the Red Cross on the person's word."""
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    actions.record_identity(
        case_id=case_id,
        identity=actions.SurvivorIdentity(NAME, "1998", "07700 900123"),
        actor=worker,
        at=NOON,
    )
    actions.add_note(case_id=case_id, text="A quiet day.", actor=worker, at=NOON)
    agreement_id = make_agreement(cast)
    record_consent(cast, case_id, "yes")
    make_accepted(cast, case_id, agreement_id, **BY_CONSENT)
    return case_id


def find(cast: Cast, case_id: UUID) -> holdings.CaseHoldings:
    return holdings.find_holdings(
        viewer=cast.actor("support_worker"), case_id=case_id, day=TODAY
    )


def in_tables(case_id: UUID) -> set[UUID]:
    """Whoever works on the case, has a key, or was let have anything, by the tables."""
    grants = Grant.objects.using("stored").filter(record_id=case_id, ended_at=None)
    people_in = [each for each in grants.values_list("person_id", flat=True) if each]
    working = Engagement.objects.using("stored").filter(
        person_id__in=people_in, ended_at=None
    )
    keys = RecordKey.objects.using("stored").filter(slot__startswith="safeguarding_")
    left = CaseOutgoing.objects.using("stored").filter(
        case_id=case_id, receiver__isnull=False
    )
    return {
        *working.values_list("organisation_id", flat=True),
        *keys.values_list("team_id", flat=True),
        *left.values_list("receiver_id", flat=True),
    }


def test_who_holds_what_equals_grants_keys_and_what_left(
    cast: Cast, case_id: UUID
) -> None:
    for step in range(3):
        if step == 1:
            _join(cast, case_id, "support_manager")
        if step == 2:
            record_consent(cast, case_id, "withdrawn", at=LATER)
        found = {one.organisation_id for one in find(cast, case_id).holders}
        assert found == in_tables(case_id)


def _join(cast: Cast, case_id: UUID, part: str) -> None:
    people.add_member(
        case_id=case_id,
        person_id=cast.people[part],
        role="worker",
        actor=cast.actor("safeguarding_lead"),
        at=NOON,
    )


def test_what_was_shared_once_stays_on_the_page_with_its_marks(
    cast: Cast, case_id: UUID
) -> None:
    record_consent(cast, case_id, "withdrawn", at=LATER)

    one = next(
        each
        for each in find(cast, case_id).holders
        if each.organisation_id == cast.organisations["red_cross"]
    )
    assert not one.works
    assert not one.has_keys
    assert [each.marks for each in one.passed] == [{"ended", "withdrawn"}]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_persons_page_names_organisations_and_no_worker_or_place(
    cast: Cast, case_id: UUID, language: str
) -> None:
    sheet = sheets.write_own_page(find(cast, case_id), language=language, day=TODAY)

    text = sheet.all_text
    assert ("Y Groes Goch" if language == "cy" else "British Red Cross") in text
    assert "BAWSO" in text
    for never in ("Support Worker", "Safeguarding Lead", NAME, "07700", "Wrexham"):
        assert never not in text
    said = "may be incomplete where the law"
    assert said in text or language == "cy"


def _print(cast: Cast, case_id: UUID, **given: Any) -> bytes:
    return printing.print_own_page(
        case_id=case_id,
        language=given.pop("language", "en"),
        is_asked_for=given.pop("is_asked_for", True),
        is_talked_over=given.pop("is_talked_over", True),
        despite=given.pop("despite", ""),
        actor=cast.actor(given.pop("by", "support_worker")),
        at=NOON,
    )


def test_the_persons_page_is_tagged_and_kept_as_having_left(
    cast: Cast, case_id: UUID
) -> None:
    content = _print(cast, case_id)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
    row = CaseOutgoing.objects.using("stored").get(kind="own_page")
    assert (row.outside, row.is_asked_for, row.is_talked_over) == (
        "person",
        True,
        True,
    )


@pytest.mark.parametrize("missing", ["is_asked_for", "is_talked_over"])
def test_nothing_is_printed_unasked_or_without_a_talk(
    cast: Cast, case_id: UUID, missing: str
) -> None:
    with pytest.raises(printing.NotAskedFor):
        _print(cast, case_id, **{missing: False})
    assert not CaseOutgoing.objects.using("stored").filter(kind="own_page").exists()


def test_a_page_with_words_that_they_never_want_used_needs_a_reason(
    cast: Cast, case_id: UUID
) -> None:
    worker = cast.actor("support_worker")
    way = NewSafeContact(
        "text", (0,), time(9), time(9), "07700 900123", "", "bawso", TODAY
    )
    record_safe_contact(case_id=case_id, new=way, actor=worker, at=NOON)

    with pytest.raises(WordsForbidden):
        _print(cast, case_id)
    assert not CaseOutgoing.objects.using("stored").filter(kind="own_page").exists()
    assert _print(cast, case_id, despite="agreed").startswith(b"%PDF-")

    (card,) = person.list_despite(viewer=worker, case_id=case_id)
    assert card.kind_label == str(OutreachKind.PAGE.label)


def test_whoever_only_reads_the_case_prints_nothing(cast: Cast, case_id: UUID) -> None:
    with pytest.raises(Absent):
        _print(cast, case_id, by="other_support_worker")


def test_a_page_for_a_hospital_shows_what_is_ticked_alone(
    cast: Cast, case_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def keep(sheet: PersonPaper) -> bytes:
        shown.append(sheet.all_text)
        return b"%PDF-"

    monkeypatch.setattr(printing, "make_paper", keep)
    asked: dict[str, Any] = {
        "case_id": case_id,
        "outside": "hospital",
        "language": "en",
        "actor": cast.actor("support_worker"),
        "at": NOON,
    }
    with pytest.raises(printing.NothingTicked):
        printing.print_ticked_page(ticked=(), **asked)

    printing.print_ticked_page(ticked=("supported_by",), **asked)
    printing.print_ticked_page(ticked=("name",), **asked)

    assert "BAWSO" in shown[0]
    assert NAME not in shown[0]
    assert NAME in shown[1]
    assert "1998" not in shown[1]
    rows = CaseOutgoing.objects.using("stored").filter(kind="ticked_page")
    assert sorted(rows.values_list("categories", flat=True)) == [
        ["identity", "operational"],
        ["operational"],
    ]


def test_a_request_is_written_sent_and_answered_once(cast: Cast, case_id: UUID) -> None:
    asked: dict[str, Any] = {
        "case_id": case_id,
        "actor": cast.actor("support_worker"),
        "at": NOON + timedelta(days=9),
    }
    police = cast.organisations["police"]
    holdings_id = requests.ask_holdings(organisation_id=police, **asked)
    with pytest.raises(requests.RequestOpen):
        requests.ask_holdings(organisation_id=police, **asked)
    step = {"holdings_id": holdings_id, **asked}
    with pytest.raises(requests.StepUnfit):
        requests.record_step(code="answered", on=TODAY, **step)
    requests.record_step(code="sent", on=TODAY, **step)
    (row,) = holdings.list_requests(
        viewer=cast.actor("support_worker"), case_id=case_id, day=TODAY
    )
    assert row.state == "waits"
    assert requests.print_letter(language="en", **step).startswith(b"%PDF-")

    requests.record_step(code="partly", on=TODAY + timedelta(days=3), **step)

    with pytest.raises(requests.StepUnfit):
        requests.record_step(code="refused", on=TODAY + timedelta(days=3), **step)
    requests.ask_holdings(organisation_id=police, **asked)


def test_a_file_of_cases_has_every_field_and_who_nobody_is(
    cast: Cast, case_id: UUID
) -> None:
    content = exporting.export_cases(
        case_id=None, purpose="statistics", actor=cast.actor("support_worker"), at=NOON
    )

    sheets_found = read_ods(content)
    names, row = sheets_found["cases"]
    assert dict(zip(names, row, strict=True))["org_Name"] == "BAWSO"
    assert dict(zip(names, row, strict=True))["prs_FirstName"] == ""
    assert "prs_FirstName" in {name for name, _ in sheets_found["not filled"]}
    assert "Selam" not in str(sheets_found)
    kept = CaseOutgoing.objects.using("stored").get(kind="export")
    assert len(kept.digest) == 64


def test_a_closed_case_goes_into_a_file_with_its_outcome(
    cast: Cast, case_id: UUID
) -> None:
    worker = cast.actor("support_worker")
    actions.note_need(
        case_id=case_id, new=actions.NewNeed("legal_aid", None), actor=worker, at=NOON
    )
    meet_all(cast, case_id)
    make_turn(
        cast, case_id, "closed", by="safeguarding_lead", at=LATER, code="handed_on"
    )

    content = exporting.export_cases(
        case_id=None, purpose="statistics", actor=worker, at=LATER
    )

    row = dict(zip(*read_ods(content)["cases"], strict=True))
    assert row["cas_Status"] == "ClosedReferred"
    assert row["cas_ReasonForCaseClosure"] == "Another organisation supports them"
    assert (row["spl_Type"], row["cas_ReferredOrganisation"]) == (
        "Legal",
        "British Red Cross",
    )
    with pytest.raises(exporting.NoCases):
        exporting.export_cases(
            case_id=case_id, purpose="referral", actor=worker, at=LATER
        )


def test_nobody_exports_what_they_do_not_work_on(cast: Cast, case_id: UUID) -> None:
    for part in ("other_support_worker", "other_support_manager"):
        with pytest.raises(exporting.NoCases):
            exporting.export_cases(
                case_id=case_id,
                purpose="statistics",
                actor=cast.actor(part),
                at=NOON,
            )


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


PAGES = (
    "consent/",
    "consent/support/",
    "consent/nrm/",
    "holdings/",
    "holdings/print/",
    "holdings/show/",
    "holdings/ask/",
    "holdings/export/",
    "involved/",
    "involved/add/",
)


def test_each_page_opens_for_the_team_and_for_no_reader(
    cast: Cast, case_id: UUID
) -> None:
    team, reader = _as(cast, "support_worker"), _as(cast, "other_support_worker")
    for page in PAGES:
        assert team.get(f"/cases/{case_id}/{page}").status_code == 200, page
        for method in (reader.get, reader.post, _as(cast, "investigator").get):
            assert method(f"/cases/{case_id}/{page}").status_code == 404, page
    assert team.get(f"/cases/{case_id}/consent/nothing/").status_code == 404
    assert team.get("/cases/consents/").status_code == 200
    assert team.get("/cases/export/").status_code == 200


def test_printing_by_the_page_asks_for_both_words(cast: Cast, case_id: UUID) -> None:
    client = _as(cast, "support_worker")
    url = f"/cases/{case_id}/holdings/print/"

    half = client.post(url, {"language": "en", "is_asked_for": "on"})
    whole = client.post(
        url, {"language": "cy", "is_asked_for": "on", "is_talked_over": "on"}
    )

    assert "Talk first about who may find it" in half.text
    assert whole.headers["Content-Type"] == "application/pdf"
    assert "no-store" in whole.headers["Cache-Control"]


def test_taking_back_by_the_page_says_the_words_again(
    cast: Cast, case_id: UUID
) -> None:
    client = _as(cast, "support_worker")
    url = f"/cases/{case_id}/consent/support/withdraw/"

    page = client.get(url)
    half = client.post(url, {"language": "ti"})
    done = client.post(url, {"language": "ti", "is_told": "on"}, follow=True)
    again = client.post(url, {"language": "ti", "is_told": "on"})

    assert "cannot be unread" in page.text
    assert "Confirm that you have said these words" in half.text
    assert "Taken back, and what rested on it has ended" in done.text
    assert "It has been taken back already" in again.text
