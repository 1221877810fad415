"""A line of the log says what failed and where, and no word of anybody's."""

from __future__ import annotations

import io
import json
import logging
import string
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as examined
from hypothesis import strategies as st
from psycopg import OperationalError, errors
from pytest_django import Settings

from tests.server.failing_pages import WAYS
from unhidden.lib import database_failures, faults, logs

#: Words that the log would have by chance from nobody else.
WORDS = st.text(string.ascii_letters, min_size=14, max_size=24)


@contextmanager
def written() -> Iterator[io.StringIO]:
    """All that is logged in the block, as a process writes it."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(logs.make_formatter(time=logs.DAY))
    handler.addFilter(logs.make_pool_filter())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield said
    finally:
        root.removeHandler(handler)


def lines_of(said: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.getvalue().splitlines()]


@pytest.fixture(params=["staff", "public"])
def site(
    request: pytest.FixtureRequest, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Either site, with pages that fail."""
    if request.param == "public":
        request.getfixturevalue("public_site")
    settings.ROOT_URLCONF = "tests.server.failing_pages"
    monkeypatch.setenv(
        "DJANGO_SETTINGS_MODULE", f"unhidden.config.settings.{request.param}"
    )
    return str(request.param)


def fail(way: str, words: str = "") -> str:
    """The page that is shown."""
    browser = Client(raise_request_exception=False)
    browser.cookies["word"] = words
    answer = browser.post(
        f"/fail/{way}/{words}?q={words}",
        {"what": words},
        headers={"host": "localhost", "user-agent": words, "referer": words},
    )
    assert answer.status_code == 500
    return answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
@examined(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=WORDS)
def test_nothing_that_a_request_has_is_in_the_log(
    site: str, way: str, words: str
) -> None:
    with written() as said:
        fail(way, words)

    assert "failing_pages.py" in said.getvalue()
    assert words.lower() not in said.getvalue().lower()
    assert "localhost" not in said.getvalue()


@given(words=WORDS, name=st.sampled_from(["django.request", "asyncio", "granian", "x"]))
def test_nothing_that_a_library_says_is_in_the_log(words: str, name: str) -> None:
    logger = logging.getLogger(name)
    with written() as said:
        try:
            raise KeyError(words)
        except KeyError:
            logger.exception(f"{words} failed", stack_info=True)  # noqa: G004
            logger.error("%s %r", words, [words], extra={"more": words})
            logger.warning(words)

    assert words not in said.getvalue()
    assert name == "granian" or lines_of(said)[0]["logger"] == name


@pytest.mark.django_db
def test_each_line_has_its_process_and_the_code_of_its_page(site: str) -> None:
    with written() as said:
        pages = [fail("plain"), fail("plain"), fail("named")]

    lines = [each for each in lines_of(said) if "fault" in each]
    codes = [each["fault"] for each in lines]
    assert {each["process"] for each in lines} == {site}
    assert [code in page for code, page in zip(codes, pages, strict=True)] == [True] * 3
    assert codes[0] != codes[2]
    # Of the fault on the public site, of the request on the staff site.
    assert (codes[0] == codes[1]) is (site == "public")


@pytest.mark.django_db
def test_a_database_error_is_told_by_class_state_and_word(site: str) -> None:
    with written() as said:
        fail("database")

    (line,) = [each for each in lines_of(said) if "fault" in each]
    assert line["failure"] == "OperationalError"
    assert line["database"] == {
        "failure": "DiskFull",
        "sqlstate": "53100",
        "word": "disk",
    }


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (OperationalError('connection to server at "x" failed: Connection refused'),
         "refused"),
        (OperationalError('FATAL:  password authentication failed for user "x"'),
         "password"),
        (OperationalError("could not extend file: No space left on device"), "disk"),
        (OperationalError("connection timeout expired"), "timeout"),
        (OperationalError("FATAL:  too many connections for role"), "connections"),
        (OperationalError("something else"), "other"),
        (errors.DiskFull("x"), "disk"),
        (errors.AdminShutdown("x"), "refused"),
        (errors.InsufficientPrivilege("x"), "rights"),
        (errors.UniqueViolation("no space left on device"), "other"),
    ],
)  # fmt: skip
def test_why_a_database_could_not_be_asked_is_one_word(
    error: OperationalError, word: str
) -> None:
    assert database_failures.name_database_failure(error) == word


def test_the_code_of_a_fault_is_of_its_class_its_place_and_the_release(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def caught(way: str, words: str) -> BaseException:
        with pytest.raises(Exception, match=words) as told:
            WAYS[way](words)
        return told.value

    same = {faults.name_fault(caught("plain", each)) for each in ("one", "two")}
    other = faults.name_fault(caught("named", "one"))
    monkeypatch.setattr(faults, "find_release", lambda: "9.9.9")
    later = faults.name_fault(caught("plain", "one"))

    assert len(same) == 1
    assert len({*same, other, later}) == 3


def test_a_page_that_waited_for_the_pool_says_why_that_has_no_connection() -> None:
    pool = logging.getLogger("psycopg.pool")
    refused = OperationalError("connection failed: Connection refused")
    timed_out = type("PoolTimeout", (OperationalError,), {})
    with written() as said:
        pool.warning("error connecting in %r: %s", "pool", refused)
        try:
            raise timed_out("couldn't get a connection after 6.00 sec")
        except OperationalError:
            logging.getLogger("unhidden").exception("A page failed")

    (line,) = lines_of(said)
    assert line["database"]["word"] == "refused"
