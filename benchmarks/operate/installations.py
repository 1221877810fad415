"""Drills 15 and 18 to 21: a real installation, served, behind a front and alone."""

from __future__ import annotations

import time
from functools import partial

from benchmarks.operate import ground, starting
from benchmarks.operate.commands import ask_program, await_true
from benchmarks.operate.ground import DATABASE, DrillGround
from benchmarks.operate.real import (
    RealInstallation,
    find_site_status,
    set_up,
    write_settings,
)
from tests.packaged import nginx
from tests.packaged.programs import find_program
from tests.packaged.visiting import PUBLIC, STAFF, Place, Visitor
from tests.support.sites import free_port
from unhidden.hosting.postgres import connecting

AWAY = 36.0  # seconds without a database
_ALL = ("public", "staff", "worker")
_WRONG = {"username": "nobody@example.org", "password": "not a password"}
_PEOPLE = (("Ann Owen", "ann@example.org"), ("Bedwyr Rees", "bedwyr@example.org"))


def find_real(on: DrillGround) -> RealInstallation:
    """The one installation that these drills share, made when it is first wanted."""
    return on.share(RealInstallation, partial(set_up, on))


def lose_the_database(on: DrillGround) -> None:
    """Its server is away for a while: all three come back, the worker too."""
    installation = find_real(on)
    settings, server = installation.settings, installation.debian.server
    with installation.serve(*_ALL) as said:
        server.control("stop", "--mode", "immediate")
        try:
            await_true(
                "pages are shown from memory",
                lambda: find_site_status(settings, "public", "/who-to-call/") == 200,
            )
            assert find_site_status(settings, "staff") == 503
            time.sleep(AWAY)
        finally:
            server.control("start")
        for name in _ALL:
            await_true(
                f"{name} is back",
                lambda name=name: installation.is_up(name, settings),  # type: ignore[misc]
            )
        assert "The worker waits for the database" in said.read_text()


def sign_in_behind_nginx(on: DrillGround) -> None:
    """Forms of both sites go through the front that set-up writes a file for."""
    assert find_program("nginx"), "nginx is not installed: apt-get install nginx"
    installation = find_real(on)
    ours = (installation.place / "front" / "nginx.conf").read_text()
    place = Place(free_port(), free_port(), installation.debian.authority.file)
    with (
        installation.serve("public", "staff") as said,
        nginx.serving(installation.place / "nginx", ours, place),
    ):
        _check_front(place)
        first = Visitor(place, PUBLIC).get("/")
        assert first.status == 200
        assert "Demonstration" not in first.text
        assert "Traceback" not in said.read_text()


def sign_in_by_own_tls(on: DrillGround) -> None:
    """So they do where the sites end TLS themselves."""
    installation = find_real(on)
    port, folder = free_port(), installation.place / "own-tls"
    folder.mkdir(exist_ok=True)
    settings = write_settings(
        folder,
        installation.debian,
        installation.shown,
        {
            ("sites", "tls"): "own",
            ("sites", "proxies"): 0,
            ("listen", "staff"): f"127.0.0.1:{port}",
            ("installation", "folder"): str(installation.place / "state"),
        },
    )
    place = Place(0, port, installation.debian.authority.file)
    with installation.serve("staff", settings=settings):
        await_true("it answers", lambda: Visitor(place, STAFF).get("/").status == 302)
        _check_front(place)


def _check_front(place: Place) -> None:
    """A wrong password is said to be wrong; browsers are told to come by TLS alone."""
    visitor = Visitor(place, STAFF)
    page = visitor.get("/sign-in/")
    assert (page.status, bool(visitor.cookies)) == (200, True)
    assert "max-age=" in page.headers.get("Strict-Transport-Security", "")
    answer = visitor.send("/sign-in/", **_WRONG)
    assert answer.status == 200, f"signing in answers {answer.status}"
    assert 'name="password"' in answer.text


def ask_for_no_demonstration(on: DrillGround) -> None:
    """A demonstration stays one, and a real database is never served as one."""
    starting.keep_saying_demonstration(on)
    installation = find_real(on)
    told = {
        "DATABASE_URL": installation.debian.find_address(),
        "UNHIDDEN_KEY_ROOT": installation.settings.get_text("keys", "root"),
    }
    answer = ask_program("run", state=installation.place / "state", told=told)
    answer.must_refuse(f"The database {DATABASE} is not a demonstration's")


def make_administrators(on: DrillGround) -> None:
    """One command makes the first organisation and its two administrators."""
    installation = find_real(on)
    named = ("--code", "north", "--name", "North Wales Police", "--kind", "police")
    people = [word for each in _PEOPLE for word in ("--administrator", *each)]
    said = installation.ask("first-organisation", *named, *people).must_do()
    assert said.count("@example.org") == len(_PEOPLE), "no first passwords are told"
    inside = {**installation.debian.admin, "dbname": DATABASE}
    with connecting.connect(inside) as admin:
        rows = ground.count_rows(admin)
    found = rows["public.agencies_person"], rows["public.agencies_engagement"]
    assert found == (len(_PEOPLE), len(_PEOPLE))
    again = installation.ask("first-organisation", *named, *people)
    assert again.code == 1, "a second first organisation was made"
