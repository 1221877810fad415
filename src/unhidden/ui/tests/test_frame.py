"""What is around every page of both sites."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from unhidden.ui import forms, views
from unhidden.ui.gallery import SampleForm


def page(site: str, language: str = "en", **context: object) -> str:
    with override(language):
        return render_to_string(f"ui/{site}_page.html", context)


def title(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert found is not None
    return " ".join(found[1].split())


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("site", ["public", "staff"])
def test_a_page_says_which_language_it_is_in(site: str, language: str) -> None:
    assert f'<html lang="{language}"' in page(site, language)


def test_the_public_page_begins_with_what_to_do_in_danger() -> None:
    english, welsh = page("public"), page("public", "cy")

    assert english.index("Call 999") < english.index("Unhidden</a>")
    assert 'href="tel:999"' in english
    assert "Ffoniwch 999" in welsh


def test_the_public_page_links_to_itself_in_the_other_language() -> None:
    urls = {"english_url": "/signs/", "welsh_url": "/cy/signs/"}

    english, welsh = page("public", **urls), page("public", "cy", **urls)

    assert '<a class="ui-header__link" href="/cy/signs/" hreflang="cy"' in english
    assert 'href="/signs/" hreflang="en" lang="en">English</a>' in welsh
    assert 'href="/cy/"' in welsh


def test_the_staff_page_says_who_is_signed_in_and_lets_them_out() -> None:
    html = page(
        "staff",
        viewer={"name": "Nia", "organisation": "Heddlu", "role_label": "Desk"},
        sign_out_url="/out/",
        language_url="/language/",
    )

    assert "<strong>Nia</strong>" in html
    assert "Desk, Heddlu" in html
    assert '<form method="post" action="/out/"' in html
    assert 'value="cy"' in html
    assert "noindex" in html


@pytest.mark.parametrize(("language", "says"), [("en", "Exit"), ("cy", "Gadael")])
def test_every_public_page_has_the_quick_way_out_and_no_staff_page_has(
    language: str, says: str
) -> None:
    html = page("public", language, exit_url="https://www.example.org/weather")

    (link,) = re.findall(r"<a[^>]*data-exit[^>]*>.*?</a>", html, re.DOTALL)
    assert 'href="https://www.example.org/weather"' in link
    assert says in link
    assert html.count("ui/exit") == 1
    assert "data-exit" not in page("staff", language)


def test_a_stranger_is_offered_no_way_out() -> None:
    html = page("staff", sign_out_url="/out/")

    assert "/out/" not in html


def test_the_menu_marks_where_one_is() -> None:
    menu = [
        {"label": "Signs", "url": "/signs/", "current": True},
        {"label": "Results", "url": "/results/", "current": False},
    ]

    html = page("public", navigation=menu)

    assert html.count('aria-current="true"') == 1
    assert 'href="/results/"' in html


def test_a_demonstration_says_so_in_both_languages() -> None:
    assert "Everything here is synthetic" in page("public", is_demonstration=True)
    assert "popeth yma’n synthetig" in page("staff", "cy", is_demonstration=True)
    assert "synthetic" not in page("public", is_demonstration=False)


def test_the_title_warns_of_errors_only_where_a_form_has_them() -> None:
    rows = forms.make_repeated_rows(SampleForm)

    assert title(page("public", form=SampleForm())) == "– Unhidden"
    assert title(page("public", form=SampleForm({}))) == "Error: – Unhidden"
    assert title(page("staff", "cy", any_name=SampleForm({}))) == "Gwall: – Unhidden"
    assert title(page("staff", rows=rows({}))).startswith("Error: ")


def test_nothing_on_a_page_is_inline_or_from_elsewhere() -> None:
    html = page("staff") + page("public", is_demonstration=True)

    assert " style=" not in html
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]* src=)", html)
    assert not re.search(r"\son[a-z]+=", html)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


def test_messages_of_the_staff_site_are_shown_as_banners() -> None:
    html = page(
        "staff",
        messages=[
            {"message": "Saved", "level_tag": "success"},
            {"message": "Late", "level_tag": "warning"},
        ],
    )

    assert html.count("govuk-notification-banner--success") == 1
    assert html.count('role="region"') == 1
    assert len(set(re.findall(r'id="(banner\S*?)"', html))) == 2


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "Page not found"), ("cy", "Heb ddod o hyd i’r dudalen")],
)
def test_absent_and_forbidden_are_one_page(language: str, heading: str) -> None:
    request = RequestFactory().get("/")

    with override(language):
        response = views.show_absent(request, PermissionError("secret reason"))

    assert response.status_code == 404
    assert heading in response.content.decode()
    assert "secret reason" not in response.content.decode()


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "Something went wrong on our side"),
        ("cy", "Aeth rhywbeth o’i le ar ein hochr ni"),
    ],
)
def test_a_failure_is_told_without_asking_anything_of_the_request(
    language: str, heading: str
) -> None:
    with override(language):
        response = views.show_failure(None)  # type: ignore[arg-type]  # the point of it

    assert response.status_code == 500
    assert heading in response.content.decode()
    assert "data-exit" in response.content.decode()


def test_a_request_that_makes_no_sense_is_told_so() -> None:
    response = views.not_understood(RequestFactory().get("/"))

    assert response.status_code == 400
    assert "did not understand" in response.content.decode()


def test_a_stale_form_is_told_that_nothing_was_kept() -> None:
    response = views.csrf_failure(RequestFactory().post("/"), "reason for developers")

    assert response.status_code == 403
    assert "Nothing was kept" in response.content.decode()
    assert "developers" not in response.content.decode()
