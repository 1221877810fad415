"""Further languages: complete, said to be unreviewed, and signed by their digest."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings
from django.urls import resolve
from django.utils.translation import override

from tests.cast import NOON, Cast
from tests.made.reporting import STAFF_KEYS
from tests.support import audited as audit
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.config.languages import SPOKEN, TONGUES
from unhidden.hosting.translations import tongues
from unhidden.reporting.actions import tongues as tongues_actions
from unhidden.reporting.actions.tongues import CatalogueChanged
from unhidden.reporting.models import CatalogueReview
from unhidden.reporting.queries import languages
from unhidden.reporting.tests.pages import last_page, shown

CODES = [code for code, _ in TONGUES]
NOT_REVIEWED = "Machine-assisted, not yet reviewed."


def test_every_catalogue_is_whole_and_fits() -> None:
    assert tongues.find_translation_problems() == []


@pytest.mark.django_db
@pytest.mark.parametrize("code", CODES)
def test_a_report_is_made_in_every_language(public_client: Client, code: str) -> None:
    first = shown(public_client.get(f"/{code}/report/"))
    english = shown(public_client.get("/report/"))
    sent = shown(public_client.post(f"/{code}/report/", last_page(what="x")))

    is_right_to_left = code in {"ar", "ckb"}
    assert first.root.get("lang") == code
    assert first.root.get("dir") == ("rtl" if is_right_to_left else "ltr")
    assert first.heading != english.heading
    assert NOT_REVIEWED in first.text
    assert NOT_REVIEWED not in english.text
    assert len(sent.words) == 7


@pytest.mark.django_db
def test_a_page_without_the_language_leads_to_its_english(
    public_client: Client,
) -> None:
    answer = public_client.get("/vi/privacy/")

    assert "reporting:privacy" not in SPOKEN
    assert (answer.status_code, answer.headers["Location"]) == (302, "/privacy/")


@pytest.mark.django_db
def test_an_address_of_no_page_is_told_so_in_its_language_and_leads_nowhere(
    public_client: Client,
) -> None:
    answer = public_client.get("/vi//example.org/")
    slash = public_client.get("/vi/signs")

    assert answer.headers.get("Location") is None
    assert shown(answer, status=404).root.get("lang") == "vi"
    assert shown(answer, status=404).heading == "Không tìm thấy trang"
    assert slash.headers["Location"] == "/vi/signs/"


@pytest.mark.django_db
def test_what_went_wrong_is_said_in_the_language_of_the_address(
    public_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: object) -> bool:
        raise ValueError

    public_client.raise_request_exception = False
    monkeypatch.setattr("unhidden.config.edge.context_processors._menu", breaks)
    page = shown(public_client.get("/ar/report/"), status=500)

    assert (page.root.get("lang"), page.root.get("dir")) == ("ar", "rtl")
    assert page.heading == "حدث خطأ من جانبنا"


@pytest.mark.django_db
def test_no_door_of_the_signs_leads_out_of_their_language(
    public_client: Client,
) -> None:
    links = shown(public_client.get("/vi/signs/")).all("//main//a/@href")
    paths = [href for href in links if href.startswith("/")]

    with override("vi"):
        pages = {resolve(path).view_name for path in paths}
    assert "learning:print" in pages
    assert pages <= SPOKEN


@pytest.mark.django_db
def test_a_signed_catalogue_is_reviewed_until_it_changes(
    cast: Cast, public_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = languages.catalogue_digest("vi")

    with as_role("staff"), override_settings(**STAFF_KEYS):
        tongues_actions.sign_catalogue(
            language="vi",
            digest=digest,
            reviewer="A. Reader",
            actor=cast.actor("analyst"),
            at=NOON,
        )
        (row,) = CatalogueReview.objects.all()

    assert NOT_REVIEWED not in shown(public_client.get("/vi/report/")).text
    assert NOT_REVIEWED in shown(public_client.get("/pl/report/")).text
    assert audit.names_about(subject_id=row.id) == ["reporting.catalogue_signed"]
    place = "unhidden.reporting.queries.languages.catalogue_digest"
    monkeypatch.setattr(place, lambda _: "another")
    assert NOT_REVIEWED in shown(public_client.get("/vi/report/")).text


@pytest.mark.django_db
def test_nobody_signs_for_what_is_not_shown(cast: Cast) -> None:
    analyst = cast.actor("analyst")

    with pytest.raises(CatalogueChanged):
        tongues_actions.sign_catalogue(
            language="vi", digest="older", reviewer="A", actor=analyst, at=NOON
        )
    with pytest.raises(Absent):
        tongues_actions.sign_catalogue(
            language="cy", digest="", reviewer="A", actor=analyst, at=NOON
        )
