"""The bench of pages: what it measures, and that no page asks too many queries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse

from benchmarks.pages import Visitor, percentile_95
from tests.support.postgres import Server
from tests.support.sites import Sites
from unhidden.hosting import paths, secret_files
from unhidden.hosting.failing import StepFailure
from unhidden.hosting.postgres import connecting
from unhidden.lib import database_roles

# As `unhidden bench pages --quick`, for two colleagues, each page asked for once.
BENCH = (
    "import json, django; django.setup();"
    "from benchmarks import pages; pages.QUICK = pages.Size(1, 1);"
    "every = list(pages.sign_ins()); pages.sign_ins = lambda: every[:2];"
    "[print(json.dumps(line)) for line in pages.run(quick=True)]"
)


class Program(WSGIHandler):
    """A site of a few given pages."""

    def __init__(self, pages: dict[str, HttpResponse]) -> None:
        self.pages = pages

    def __call__(self, environ: dict[str, Any], _start: object) -> HttpResponse:
        return self.pages[environ["PATH_INFO"]]


@pytest.fixture(scope="module")
def measures(
    region_sites: Sites,
    test_server: Server,
    test_database: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, dict[str, Any]]:
    """What the bench says of the demonstration region, by name."""
    state = paths.find_state_folder()
    secret_files.ensure_secrets(state)
    database = f"{test_database}_region"
    parameters = test_server.parameters(database, database_roles.ROLES["staff"])
    second = test_server.parameters(database, database_roles.ROLES["signin"])
    done = subprocess.run(
        [sys.executable, "-c", BENCH],
        env={
            **os.environ,
            "DATABASE_URL": connecting.make_address(parameters),
            "SIGNIN_DATABASE_URL": connecting.make_address(second),
            "DJANGO_SETTINGS_MODULE": "unhidden.config.settings.staff",
            "UNHIDDEN_STATE": str(state.folder),
            "UNHIDDEN_HEADS": str(tmp_path_factory.mktemp("heads") / "staff.json"),
            "UNHIDDEN_KEY_ROOT": bytes(settings.KEY_ROOT or b"").hex(),
        },
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["bench"]: line for line in lines}


@pytest.mark.xdist_group("region")
def test_both_sites_are_measured(measures: dict[str, dict[str, Any]]) -> None:
    staff, public = measures["pages.staff_p95_ms"], measures["pages.public_p95_ms"]

    assert len(measures) == 3
    assert staff["value"] > 0
    assert staff["pages"] > 40
    assert measures["pages.max_queries"]["value"] > 0
    assert public["value"] > 0
    assert public["pages"] >= 18


@pytest.mark.django_db
def test_a_walk_follows_links_and_redirects_to_a_few_pages_of_each_route() -> None:
    links = '<a href="/sign-in/#top">In</a><a href="https://elsewhere.example/">Out</a>'
    gallery = HttpResponse(headers={"Location": "/gallery/"}, status=302)
    program = Program(
        {
            "/": HttpResponse(links + '<a href="?again">Again</a><a href="/x">X</a>'),
            "/sign-in/": gallery,
            "/gallery/": HttpResponse("Here"),
        }
    )

    looks = Visitor(program, "/").walk(examples=1)

    assert [look.url for look in looks] == ["/", "/gallery/"]


@pytest.mark.django_db
def test_a_link_to_a_page_that_fails_stops_the_bench() -> None:
    pages = {"/": HttpResponse('<a href="/gallery/">'), "/gallery/": HttpResponse("")}
    pages["/gallery/"].status_code = 500

    with pytest.raises(StepFailure, match="/gallery/, which answers 500"):
        Visitor(Program(pages), "/").walk(examples=1)


@pytest.mark.parametrize(
    ("values", "found"),
    [([3.0], 3.0), ([2.0, 1.0], 2.0), ([float(n) for n in range(100, 0, -1)], 95.0)],
)
def test_the_95th_percentile_is_one_of_the_values(
    values: list[float], found: float
) -> None:
    assert percentile_95(values) == found
