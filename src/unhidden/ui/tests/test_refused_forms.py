"""A refused form is told by a code: never by what Django says, which holds a header."""

from __future__ import annotations

import logging

import pytest
from django.middleware import csrf
from django.test import RequestFactory

from unhidden.lib import telling
from unhidden.ui import refused_forms, views

WORDS = "https://elsewhere.example/words"
REASONS = {
    csrf.REASON_BAD_ORIGIN % WORDS: "foreign-origin",
    csrf.REASON_NO_REFERER: "no-referer",
    csrf.REASON_BAD_REFERER % WORDS: "foreign-referer",
    csrf.REASON_MALFORMED_REFERER: "malformed-referer",
    csrf.REASON_INSECURE_REFERER: "insecure-referer",
    csrf.REASON_NO_CSRF_COOKIE: "no-cookie",
    f"CSRF cookie {csrf.REASON_INCORRECT_LENGTH}.": "malformed-cookie",
    csrf.REASON_CSRF_TOKEN_MISSING: "no-token",
    f"CSRF token from POST {csrf.REASON_INVALID_CHARACTERS}.": "wrong-token",
    "CSRF token from the 'X-Csrftoken' HTTP header incorrect.": "wrong-token",
    refused_forms.ANOTHER_SITE: "another-site",
    WORDS: "unknown",
    "": "unknown",
}


@pytest.mark.parametrize(("reason", "code"), REASONS.items())
def test_the_log_has_the_code_and_no_word_of_a_visitors(
    reason: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    telling.tell_once_a_day.cache_clear()

    with caplog.at_level(logging.WARNING, "unhidden.refused_forms"):
        answer = views.csrf_failure(RequestFactory().post("/"), reason)

    assert answer.status_code == 403
    assert caplog.messages == [f"A form was refused: {code}."]


def test_a_thousand_refused_forms_are_one_line_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    telling.tell_once_a_day.cache_clear()

    for number in range(1_000):
        reason = csrf.REASON_BAD_ORIGIN % f"https://{number}.example"
        views.csrf_failure(RequestFactory().post("/"), reason)

    assert len(caplog.records) == 1
