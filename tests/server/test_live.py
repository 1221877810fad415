"""The live process itself: under granian, with a server that may go away."""

from __future__ import annotations

import base64
import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.server.watched import WatchedInstallation, wait_until, watched
from unhidden.hosting import secret_files
from unhidden.vault import tickets

CHANNEL = "c" * 32
AT_ONCE = 0.5  # seconds
_TELL = "select pg_notify(l.name, repeat('c', 32)) from operations_boardlistening l"


@pytest.fixture(scope="module")
def made(module_place: Path) -> Iterator[WatchedInstallation]:
    with watched(module_place, 25) as installation:
        installation.start("live")
        wait_until(lambda: can_open(installation))
        yield installation


class Reader:
    """One open stream, read line by line."""

    def __init__(self, made: WatchedInstallation, text: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", made.port, timeout=5)
        self.connection.request(
            "POST",
            "/live/",
            urlencode({"ticket": text or write_ticket(made)}),
            {
                "Origin": "https://staff.example.org",
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        self.answer = self.connection.getresponse()

    def close(self) -> None:
        """Go away, as a page does that is closed."""
        self.answer.close()
        self.connection.close()

    def read_event(self) -> tuple[str, str]:
        """The name and the data of the next event."""
        name = self.answer.readline().decode().removeprefix("event: ").strip()
        data = self.answer.readline().decode().removeprefix("data: ").strip()
        self.answer.readline()
        return name, data

    def wait_for_move(self) -> str:
        """The data of the next event that says that something moved."""
        while (found := self.read_event())[0] != "moved":
            pass
        return found[1]


def write_ticket(made: WatchedInstallation, person: str = "p") -> str:
    kept = secret_files.read_secret_file(made.state.secrets / "all.json")
    return tickets.write_ticket(
        operation="o",
        view=("2026-01-05", ""),
        person=person,
        channels=[CHANNEL],
        now=time.time(),
        seed=base64.b64decode(kept["live_key"]),
    )


@contextmanager
def reading(made: WatchedInstallation, text: str = "") -> Iterator[Reader]:
    """One open stream, closed afterwards."""
    reader = Reader(made, text)
    try:
        yield reader
    finally:
        reader.close()


def can_open(made: WatchedInstallation) -> bool:
    try:
        with reading(made) as reader:
            return reader.answer.status == 200
    except OSError:
        return False


def hear_at_once(made: WatchedInstallation, reader: Reader) -> tuple[str, str]:
    """What was said before and after a change that was heard within half a second.

    Whoever shares the machine may make one late: there are three.
    """
    before = reader.wait_for_move()
    for _ in range(3):
        time.sleep(1)
        begun = time.monotonic()
        made.run_sql(_TELL)
        after = reader.wait_for_move()
        if time.monotonic() - begun < AT_ONCE:
            return before, after
        before = after
    pytest.fail("no change is heard at once")


def test_a_change_is_heard_at_once_and_says_nothing(made: WatchedInstallation) -> None:
    with reading(made) as reader:
        before, after = hear_at_once(made, reader)
        headers = {name.lower(): each for name, each in reader.answer.getheaders()}
    assert before.split()[0] == after.split()[0] == CHANNEL
    assert int(after.split()[1]) == int(before.split()[1]) + 1
    assert headers["access-control-allow-origin"] == "https://staff.example.org"
    assert "set-cookie" not in headers
    assert "access-control-allow-credentials" not in headers


def test_a_flood_of_bad_tickets_keeps_nobody_from_hearing(
    made: WatchedInstallation,
) -> None:
    def refuse(number: int) -> int:
        with reading(made, f"bad{number}.bad") as refused:
            return refused.answer.status

    with reading(made) as reader:
        found = {refuse(each) for each in range(500)}
        hear_at_once(made, reader)

    assert found == {403}


def test_after_kill_9_it_serves_again_and_every_page_looks_again(
    made: WatchedInstallation,
) -> None:
    with reading(made) as reader:
        before = reader.wait_for_move()
        made.kill("live")
        assert is_over(reader)
    made.start("live")

    wait_until(lambda: can_open(made))
    with reading(made) as again:
        assert again.wait_for_move() != before


def test_a_server_that_goes_and_comes_back_is_said_by_silence_and_heard_again(
    made: WatchedInstallation,
) -> None:
    with reading(made) as reader:
        before = reader.wait_for_move()
        made.stop_server()
        assert is_silent(reader)
        with reading(made) as refused:
            assert refused.answer.status == 503
        made.start_server()
    wait_until(lambda: can_open(made))
    with reading(made) as again:
        assert again.wait_for_move() != before
        time.sleep(1)
        made.run_sql(_TELL)
        assert again.wait_for_move()


def is_over(reader: Reader) -> bool:
    """Whether the stream ended, in one of the ways in which it may."""
    try:
        while reader.read_event()[0]:
            pass
    except (OSError, http.client.HTTPException):
        return True
    return True


def is_silent(reader: Reader) -> bool:
    """Whether no pulse says any more that the stream lives."""
    try:
        while reader.read_event()[0]:
            pass
    except TimeoutError:
        return True
    return False


def test_its_role_may_listen_and_read_nothing(made: WatchedInstallation) -> None:
    for statement in (
        "select * from operations_boardlistening",
        "select * from operations_boardchannel",
        "select * from operations_plannedvisit",
        "select wall.tell_board(null, null, null, null)",
    ):
        with pytest.raises(Exception, match="permission denied"):
            made.run_sql(f"set role unhidden_live; {statement}")
