"""The headers of every answer, and the guard against foreign forms."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from unhidden.ui.middleware import (
    CONTENT_SECURITY_POLICY,
    headers_middleware,
    same_origin_middleware,
)


def answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("fine")


def test_the_policy_allows_nothing_inline_and_nobody_else() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY


def test_every_answer_carries_the_headers() -> None:
    response = headers_middleware(answer)(RequestFactory().get("/"))

    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cache-Control"] == "no-store"
    assert "camera=()" in response["Permissions-Policy"]


def test_what_an_answer_says_of_itself_stays() -> None:
    def kept(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=60"})

    response = headers_middleware(kept)(RequestFactory().get("/"))

    assert response["Cache-Control"] == "max-age=60"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "http://testserver"},
        {"Origin": "https://testserver"},
        {},
    ],
)
def test_a_form_of_ours_is_let_through(headers: dict[str, str]) -> None:
    request = RequestFactory().post("/report/", headers=headers)

    assert same_origin_middleware(answer)(request).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Origin": "http://testserver:81"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_foreign_form_is_refused(headers: dict[str, str], method: str) -> None:
    request = RequestFactory().generic(method.upper(), "/report/", headers=headers)

    response = same_origin_middleware(answer)(request)

    assert response.status_code == 403
    assert "could not be accepted" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_foreign_link_is_followed(method: str) -> None:
    request = RequestFactory().generic(
        method.upper(), "/", headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert same_origin_middleware(answer)(request).status_code == 200


def test_where_the_site_is_asked_by_tls_a_page_without_it_is_none_of_ours() -> None:
    def posted(origin: str) -> int:
        headers = {"Origin": origin}
        request = RequestFactory().post("/report/", headers=headers, secure=True)
        return same_origin_middleware(answer)(request).status_code

    assert posted("https://testserver") == 200
    assert posted("http://testserver") == 403
