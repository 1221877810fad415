"""Caddy takes the file that we write, passes pages on, and tells nobody who came."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from benchmarks.load import traces
from tests.packaged import caddy
from tests.packaged.conftest import Behind
from tests.packaged.programs import find_program, needs
from tests.packaged.visiting import PUBLIC, STAFF, Visitor

pytestmark = [needs("caddy"), pytest.mark.servers, pytest.mark.xdist_group("front")]
SOURCE = "127.66.77.99"
A_YEAR = "max-age=31536000"


@pytest.mark.parametrize("proxies", [1, 2])
def test_caddy_finds_no_fault_in_its_file(
    behind: Behind, tmp_path: Path, proxies: int
) -> None:
    file = caddy.written(tmp_path, behind.file(tmp_path, "Caddyfile", proxies))

    done = subprocess.run(
        [find_program("caddy"), "validate", "--adapter", "caddyfile", "--config", file],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "Valid configuration" in done.stdout + done.stderr


def test_both_sites_answer_through_caddy_and_it_says_nothing(
    behind: Behind, tmp_path: Path
) -> None:
    with caddy.serving(
        behind.file(tmp_path, "Caddyfile"), behind.place, tmp_path
    ) as said:
        visitor = Visitor(behind.place, PUBLIC, SOURCE)
        page = visitor.get("/", **{"X-Forwarded-Proto": "http"})
        staff = Visitor(behind.place, STAFF, SOURCE).send("/sign-in/", username="x")
        other = visitor.get("/", Host="elsewhere.example")

    assert (page.status, staff.status, other.status) == (200, 200, 421)
    assert page.headers.get_all("Strict-Transport-Security") == [A_YEAR]
    assert not {"Server", "Via"} & set(page.headers)
    assert traces.hits([SOURCE], {"said": said.read_bytes()}) == []


@pytest.mark.parametrize("is_ours", [True, False])
def test_what_goes_wrong_is_told_nowhere_with_an_address(
    behind: Behind, tmp_path: Path, is_ours: bool
) -> None:
    """Without our line about it, Caddy would write down who met a site that is away."""
    ours = behind.file(tmp_path, "Caddyfile")
    away = re.sub(r"reverse_proxy \S+", "reverse_proxy 127.0.0.1:9", ours)
    told = away if is_ours else away.replace("exclude http", "exclude tls")

    with caddy.serving(told, behind.place, tmp_path) as said:
        answer = Visitor(behind.place, PUBLIC, SOURCE).get("/")

    assert answer.status == 502
    found = traces.hits([SOURCE], {"said": said.read_bytes()})
    assert found == ([] if is_ours else [f"{SOURCE} in said"])
