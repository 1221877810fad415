"""The pages from the records to the public result, and what they refuse."""

from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from tests.cast import PASSWORD, Cast
from tests.made.oversight import make_closed, make_publication, make_sheet
from unhidden.oversight.models import Publication
from unhidden.oversight.queries.published import PublishedWeek

pytestmark = pytest.mark.django_db


def _as(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def test_from_the_closed_operation_to_the_publication(cast: Cast) -> None:
    url = f"/results/operation/{make_closed(cast).operation_id}/"
    words = {"slug": "january", "english": "We visited.", "welsh": "Ymwelwyd."}

    computed = _as(cast, "planner").post(url + "compute/", follow=True)
    early = _as(cast, "communications").post(url + "publish/", words)
    approved = _as(cast, "safeguarding_lead").post(url + "approve/", follow=True)
    published = _as(cast, "communications").post(url + "publish/", words, follow=True)

    assert "The result sheet is computed" in computed.text
    assert "The safeguarding lead has not approved this sheet" in early.text
    assert "Ymwelwyd." in early.text
    assert "The sheet may be published" in approved.text
    assert "The results are published" in published.text
    assert Publication.objects.using("stored").get().slug == "january"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_invented_week_does_not_claim_to_follow_that_of_2016(language: str) -> None:
    day = date(2026, 1, 5)
    week = PublishedWeek(
        slug="winter",
        number=1,
        title="Winter week",
        starts_on=day,
        ends_on=day,
        lead="North Wales Police",
        partners=(),
        statement="We visited.",
        groups=(),
        is_synthetic=True,
        published_on=day,
        withdrawn_on=None,
        withdrawn_because="",
        corrected="",
    )

    with translation.override(language):
        page = render_to_string("oversight/week.html", {"week": week})

    assert ("Synthetic" if language == "en" else "Synthetig") in page
    assert "2016" not in page


def test_each_part_is_played_by_its_own_role(cast: Cast) -> None:
    operation_id, _ = make_sheet(cast)
    url = f"/results/operation/{operation_id}/"

    for part, page in (
        ("communications", "approve/"),
        ("planner", "approve/"),
        ("safeguarding_lead", "compute/"),
    ):
        assert _as(cast, part).post(url + page).status_code == 404
    assert _as(cast, "planner").get(url + "publish/").status_code == 404
    assert _as(cast, "communications").get(url + "visits/").status_code == 404
    assert _as(cast, "officer").get(url).status_code == 404


def test_the_overseer_walks_a_figure_back(cast: Cast) -> None:
    operation_id, _ = make_sheet(cast)
    client = _as(cast, "overseer")

    page = client.get(f"/results/operation/{operation_id}/")
    figure = client.get(f"/results/operation/{operation_id}/brought_to_safety/")
    unknown = client.get(f"/results/operation/{operation_id}/no_such_figure/")

    assert f"/results/operation/{operation_id}/brought_to_safety/" in page.text
    assert "Castle Nails" in figure.text
    assert unknown.status_code == 404


def test_asking_for_an_exact_figure_keeps_what_was_typed(cast: Cast) -> None:
    operation_id, _ = make_sheet(cast)
    url = f"/results/operation/{operation_id}/figures/possible_victims/exact/"
    client = _as(cast, "communications")

    half = client.post(url, {"source_en": "News release"})
    whole = client.post(
        url, {"source_en": "News release", "source_cy": "Datganiad"}, follow=True
    )

    assert "Enter where it was published, in Welsh" in half.text
    assert "News release" in half.text
    assert "A second person must approve it now" in whole.text


def test_withdrawing_asks_why_in_both_languages(cast: Cast) -> None:
    publication_id = make_publication(cast)
    client = _as(cast, "communications")

    half = client.post(f"/results/withdraw/{publication_id}/", {"because_en": "Wrong"})
    whole = client.post(
        f"/results/withdraw/{publication_id}/",
        {"because_en": "Wrong", "because_cy": "Anghywir"},
        follow=True,
    )

    assert "Enter the reason in Welsh" in half.text
    assert "The results are withdrawn" in whole.text
