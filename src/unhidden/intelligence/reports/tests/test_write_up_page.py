"""Writing up a report from the public: its words stand beside, never inside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from tests.cast import NOON, Cast
from tests.made.intelligence import make_draft, make_triage
from tests.made.reporting import WORDS, make_answers, make_report
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.write_form import selected, typed
from unhidden.intelligence.models import IntelligenceReport
from unhidden.intelligence.reports.actions import reports
from unhidden.intelligence.reports.actions.reports import ReportRefused
from unhidden.intelligence.reports.rules.drafts import DraftFault
from unhidden.reporting.models import Report

pytestmark = pytest.mark.django_db


def writing(report_id: UUID) -> str:
    return reverse("intelligence:write_from_report", args=[report_id])


def make_report_to_write(cast: Cast, **told: Any) -> UUID:
    report_id = make_report(answers=make_answers(**told))
    make_triage(report_id, by=cast.actor("analyst"))
    return report_id


def test_a_report_is_written_up_with_its_words_beside_and_never_in_an_item(
    cast: Cast, signed_in: SignedIn
) -> None:
    report_id = make_report_to_write(cast)

    page = signed_in("analyst").get(writing(report_id))

    body = page.content.decode()
    form = body.split('<form method="post" novalidate')[-1]
    assert WORDS in words(page)
    assert WORDS not in form
    assert 'name="raw"' not in body
    names = ("source", "assessment", "handling")
    assert [selected(body, f"item-0-{name}") for name in names] == ["2", "D", "C"]


def test_a_written_report_names_where_it_comes_from(
    cast: Cast, signed_in: SignedIn
) -> None:
    report_id = make_report_to_write(cast)

    answer = signed_in("analyst").post(writing(report_id), typed())

    row = IntelligenceReport.objects.using("stored").get()
    assert answer["Location"] == reverse("intelligence:item", args=[row.id])
    assert (row.origin, row.report_id) == ("public_report", report_id)


def test_the_second_look_reads_the_words_of_the_public_too(
    cast: Cast, signed_in: SignedIn
) -> None:
    report_id = make_report_to_write(cast, phones="Ring me on 07700 900123")

    page = signed_in("analyst").post(
        writing(report_id), typed(item_0_text="His number is 07700 900123")
    )

    assert "Look once more before you save" in words(page)


def test_a_report_that_is_not_to_be_written_leads_back_to_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    undecided, written = make_report(), make_report_to_write(cast)
    client = signed_in("analyst")
    client.post(writing(written), typed())

    for report_id in (undecided, written):
        answer = client.get(writing(report_id))
        assert answer["Location"] == reverse("intelligence:report", args=[report_id])


@pytest.mark.parametrize("part", ["officer", "planner", "partner"])
def test_writing_up_a_report_is_for_the_desk(
    cast: Cast, signed_in: SignedIn, part: str
) -> None:
    report_id = make_report_to_write(cast)
    client = signed_in(part)

    assert client.get(writing(report_id)).status_code == 404
    assert client.post(writing(report_id), typed()).status_code == 404


@pytest.mark.parametrize(
    ("way", "label", "grades", "hint"),
    [
        ("call_101", "101 call", ["2", "D", "C"], "a caller whom nobody has tested"),
        ("helpline", "Helpline transcript", ["2", "C", "C"], "by how it came"),
        ("partner", "Partner organisation", ["1", "C", "C"], "by how it came"),
        ("visit", "Visit", ["1", "A", "C"], "by how it came"),
    ],
)
def test_what_was_taken_down_is_written_up_as_what_it_is(
    cast: Cast, signed_in: SignedIn, way: str, label: str, grades: list[str], hint: str
) -> None:
    sent = {"came_by": way, "language": "en", "what": WORDS, "caller_name": "Ann"}
    signed_in("officer").post(reverse("intelligence:enter"), sent)
    report_id = Report.objects.using("stored").get().id
    make_triage(report_id, by=cast.actor("analyst"))
    client = signed_in("analyst")

    body = client.get(writing(report_id)).content.decode()
    kept = client.post(writing(report_id), typed(), follow=True)

    names = ("source", "assessment", "handling")
    assert [selected(body, f"item-0-{name}") for name in names] == grades
    assert hint in body
    assert "nobody can ask about" not in body
    row = IntelligenceReport.objects.using("stored").get()
    assert (row.origin, row.report_id, row.visit_id) == (way, report_id, None)
    assert label in words(kept)


def test_what_came_one_way_is_not_written_up_as_another(cast: Cast) -> None:
    report_id = make_report_to_write(cast)
    draft = make_draft(origin="partner", raw="", report_id=report_id)

    with pytest.raises(ReportRefused) as refused:
        reports.write_report(new=draft, actor=cast.actor("analyst"), at=NOON)

    assert refused.value.fault == DraftFault.ORIGIN_NOT_NAMED
