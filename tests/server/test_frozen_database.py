"""A database server that hangs: it takes what is asked, and never answers."""

from __future__ import annotations

import http.client
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.server.test_away import CLOSED_TITLE, await_memory
from tests.support import sites
from tests.support.postgres import Server
from unhidden.hosting.front import watching
from unhidden.hosting.postgres.connecting import connect

_PIDS = "select pid from pg_stat_activity where datname = %s"


@contextmanager
def frozen(server: Server, name: str) -> Iterator[None]:
    """Whoever serves this database stands still, and so does who lets people in."""
    with connect(server.admin) as admin:
        pids = [pid for (pid,) in admin.execute(_PIDS, [name])]
    status = Path(f"/proc/{pids[0]}/stat").read_text()
    pids.append(int(status.rpartition(")")[2].split()[1]))
    try:
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def ask_briefly(address: str, path: str) -> tuple[int, str]:
    """The answer of somebody who does not wait; 0 where there was none."""
    host = address.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=2)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""
    finally:
        connection.close()


def await_answer(address: str, path: str, status: int, words: str) -> None:
    """Ask until that is the answer."""
    deadline = time.monotonic() + 3 * watching.PATIENCE
    found, text = ask_briefly(address, path)
    while found != status or words not in text:
        assert time.monotonic() < deadline, f"{path} answered {found} last"
        time.sleep(0.2)
        found, text = ask_briefly(address, path)


@pytest.mark.django_db(transaction=True)
def test_while_the_database_hangs_pages_come_from_memory_all_the_same(
    test_server: Server, test_database: str, tmp_path: Path
) -> None:
    name = f"{test_database}_frozen"
    test_server.remake(name)
    try:
        with sites.running(test_server, name, tmp_path) as found:
            await_memory(found)
            with frozen(test_server, name):
                await_answer(found.public, "/who-to-call/", 200, CLOSED_TITLE)
                await_answer(found.public, "/report/", 503, CLOSED_TITLE)
                await_answer(found.staff, "/sign-in/", 503, "cannot be used")
            await_answer(found.staff, "/sign-in/", 200, "")
            await_answer(found.public, "/results/", 200, "")
    finally:
        test_server.drop(name)
