"""Odd and hostile forms: a clear answer, never a failure, and not a word lost."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.roles import as_role
from unhidden.reporting.models import Report
from unhidden.reporting.rules import journey
from unhidden.reporting.tests.pages import Shown, last_page, old_ticket, shown

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
ODD = st.text(st.characters(exclude_categories=["Cs"]))
NAMES = (
    "what",
    "where",
    "town",
    "postcode",
    "who_you_are",
    "topic",
    "area",
    "ticket",
    "words",
    "signs_general",
    "step",
    "go",
)
STEPS = tuple(step.code for step in journey.build_journey(["nail_bar", "child"]))
GOES = ("next", "back", "send", "to:check", "to:nowhere", "", "to:what")


def send(client: Client, **told: Any) -> Shown:
    return shown(client.post("/report/", last_page(**told)))


def count() -> int:
    with as_role("staff"):
        return Report.objects.using("stored").count()


@pytest.mark.parametrize(
    "words",
    [
        "a\0b",
        "\x1b[2J\x07",
        "\N{RIGHT-TO-LEFT OVERRIDE}cba\N{ZERO WIDTH JOINER}",
        "👩🏽‍🌾🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "مساعدة",
        "\ufdd0\U0010ffff",
        "e" + "\N{COMBINING ACUTE ACCENT}" * 500,
        "<script>alert(1)</script>{{ form }}{% if %}",
    ],
)
def test_odd_characters_are_taken_and_shown_as_text(
    public_client: Client, words: str
) -> None:
    wrong = send(public_client, where=words, who_you_are="z", what="x")
    taken = send(public_client, what=words)

    assert wrong.fields["where"] == [words.translate({0: "", 7: "", 27: ""})]
    assert not wrong.all("//main//script[not(@type='application/json')]")
    assert taken.heading == "We have your report"


def test_a_field_of_a_megabyte_is_refused_by_its_length_and_kept(
    public_client: Client,
) -> None:
    words = "é " * 250_000 + "end"

    page = send(public_client, what=words)

    (error,) = page.errors
    assert error.endswith("use 15000 characters or fewer. You used 500003.")
    assert page.fields["what"] == [words]
    assert count() == 0


@pytest.mark.parametrize("name", ["where", "town", "postcode", "when", "who", "phones"])
def test_every_box_has_an_end_and_says_so(public_client: Client, name: str) -> None:
    page = send(public_client, what="x", **{name: "x" * 5_000})

    (error,) = page.errors
    assert "characters or fewer" in error
    assert page.fields[name] == ["x" * 5_000]


@pytest.mark.parametrize("size", [3_000_000])
def test_more_than_the_site_reads_is_refused_with_a_page(
    public_client: Client, size: int
) -> None:
    answer = public_client.post("/report/", last_page(what="x" * size))

    assert answer.status_code == 400
    assert count() == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("danger_now", "perhaps"),
        ("who_you_are", "king"),
        ("signs_general", "no_such_sign"),
        ("signs_general", "gen_docs_held_by_other"),
    ],
)
def test_an_answer_that_was_not_offered_is_an_error_and_no_report(
    public_client: Client, name: str, value: str
) -> None:
    page = send(public_client, **{"what": "x", name: value})

    assert len(page.errors) == 1
    assert page.fields["what"] == ["x"]
    assert count() == 0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"what=%FF%FE%00%ED%A0%80", FORM),
        (b"what=%D8%00x", FORM),
        (b"&&=&=x&what=x;%%%", FORM),
        (b"what=" + quote_from_bytes("Tŷ".encode("latin-1", "replace")).encode(), FORM),
        (b"what=x", f"{FORM}; charset=utf-16"),
        (b'{"what": "x"}', "application/json"),
        (b"--b\r\n", "multipart/form-data; boundary=b"),
        (b"what=x", "multipart/form-data"),
        (b"what=x", f"{FORM}; charset=no-such-charset"),
        (
            b'--b\r\nContent-Disposition: form-data; name="what"\r\n\r\n'
            b"\\ud800\r\n--b--\r\n",
            "multipart/form-data; boundary=b; charset=unicode_escape",
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="what"\r\n\r\nx\r\n--b--\r\n',
            "multipart/form-data; boundary=b; charset=base64",
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="what"; filename="a.txt"'
            b"\r\n\r\nx\r\n--b--\r\n",
            "multipart/form-data; boundary=b",
        ),
    ],
)
def test_a_broken_body_is_answered_with_a_page(
    public_client: Client, body: bytes, kind: str
) -> None:
    answer = public_client.generic("POST", "/report/", body, content_type=kind)

    assert answer.status_code in {200, 400}
    assert b"<h1" in answer.content


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(STEPS) | ODD,
            st.sampled_from(GOES) | ODD,
            st.dictionaries(st.sampled_from(NAMES), ODD | st.sampled_from(STEPS)),
        ),
        max_size=4,
    )
)
def test_steps_skipped_repeated_reordered_and_forged_always_have_an_answer(
    public_client: Client, walk: list[tuple[str, str, dict[str, str]]]
) -> None:
    told: dict[str, Any] = {"ticket": old_ticket()}
    for step, go, typed in walk:
        with transaction.atomic():
            before = count()
            sent = {**told, **typed, "step": step, "go": go}
            page = shown(public_client.post("/report/", sent))
            is_kept = count() > before
            transaction.set_rollback(True)
        # A report is kept whole, with its receipt, or not at all.
        assert is_kept == page.heading.startswith("We have your report")
        told = {} if is_kept else dict(page.fields)
