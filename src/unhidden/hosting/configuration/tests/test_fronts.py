"""The files for a proxy: whole, from the settings, and as strict as our own front."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from unhidden.hosting.configuration import fronts
from unhidden.hosting.configuration.reading import check_configuration
from unhidden.hosting.front import bodies
from unhidden.hosting.installation import serving
from unhidden.hosting.refusal import Refusal
from unhidden.hosting.service import further

PLACE = Path("/etc/unhidden/front")
CERTIFICATE = {"certificate": "/etc/ssl/a.pem", "certificate_key": "/etc/ssl/a.key"}


def files(
    sites: dict[str, object] = {},  # noqa: B006  # never changed
    listen: dict[str, object] = {},  # noqa: B006
) -> dict[str, str]:
    written = {
        "sites": {
            "public": "report.example.org",
            "staff": "staff.example.org",
            "proxies": 1,
            **CERTIFICATE,
            **sites,
        },
        "listen": listen,
        "keys": {"root": "0" * 64},
        "controller": {"name": "A force", "contact": "dpo@example.org"},
    }
    found = check_configuration(PLACE.parent / "unhidden.toml", written)
    assert further.list_further_files(found).items() >= (
        fronts.make_front_files(found).items()
    )
    return {
        str(file.relative_to(PLACE)): text
        for file, text in fronts.make_front_files(found).items()
    }


def test_every_place_in_them_is_filled() -> None:
    for name, text in files().items():
        assert "{{" not in text, name
        assert "report.example.org" in text
        assert "staff.example.org" in text
        assert "/etc/ssl/a.key" in text
        assert "127.0.0.1:8001" in text
        assert "127.0.0.1:8000" in text


def test_a_front_refuses_what_the_site_refuses_and_nothing_more() -> None:
    """The page about what is too long, but not by far, is the site's own."""
    found = files()

    assert f"client_max_body_size {bodies.MOST};" in found["nginx.conf"]
    assert f"max_size {bodies.MOST}\n" in found["Caddyfile"]
    assert bodies.LONGEST < bodies.MOST


def test_headers_are_whole_in_the_same_time_everywhere() -> None:
    command = serving.build_site_command("public", "127.0.0.1", 8001)
    milliseconds = command[command.index("--http1-header-read-timeout") + 1]

    assert int(milliseconds) == bodies.HEADER_SECONDS * 1000
    for name, told in (
        ("nginx.conf", r"client_header_timeout (\d+)s;"),
        ("Caddyfile", r"read_header (\d+)s"),
    ):
        seconds = set(re.findall(told, files()[name]))
        assert seconds == {str(bodies.HEADER_SECONDS)}, name


def test_a_front_waits_longer_than_the_site_has_patience() -> None:
    text = files()["nginx.conf"]

    for name, least in (
        ("client_body_timeout", bodies.GRACE),
        ("proxy_send_timeout", bodies.PATIENCE),
        ("proxy_read_timeout", bodies.GRACE + bodies.PATIENCE),
    ):
        (told, *others) = re.findall(rf"{name} (\d+)s;", text)
        assert int(told) > least, name
        assert others == [told], name


def test_streams_stand_before_the_staff_site_alone_and_bring_no_cookie() -> None:
    for name, begins in (
        ("nginx.conf", "location = /live/"),
        ("Caddyfile", "handle /live/"),
    ):
        text = files()[name]
        public, _, staff = text.partition("# The staff site.")
        assert begins not in public
        assert staff.count(begins) == 1
        assert "127.0.0.1:8003" in staff
        assert "Cookie" in staff.split(begins)[1].split("location /")[0]


def test_no_block_of_nginx_writes_a_log() -> None:
    text = files()["nginx.conf"]
    blocks = len(re.findall(r"^server {", text, re.MULTILINE))

    assert blocks == 6
    assert text.count("    access_log off;\n") == blocks
    assert text.count("    error_log /dev/null emerg;\n") == blocks
    assert len(re.findall(r"_log ", text)) == 2 * blocks


@pytest.mark.parametrize(
    ("listen", "asked"),
    [
        ("0.0.0.0:9001", "127.0.0.1:9001"),
        ("[::]:9001", "[::1]:9001"),
        ("[::1]:9001", "[::1]:9001"),
        ("10.1.2.3:9001", "10.1.2.3:9001"),
    ],
)
def test_a_site_is_asked_where_it_listens(listen: str, asked: str) -> None:
    assert (
        f"proxy_pass http://{asked};" in files(listen={"public": listen})["nginx.conf"]
    )


def test_caddy_finds_a_certificate_by_itself_and_nginx_does_not() -> None:
    found = files({"certificate": "", "certificate_key": ""})

    assert found.keys() == {"Caddyfile"}
    assert "tls " not in found["Caddyfile"]


def test_nothing_stands_before_sites_that_end_tls_themselves() -> None:
    assert files({"tls": "own", "proxies": 0}) == {}


@pytest.mark.parametrize(
    "wrong", ["/etc/ssl/a b.pem", "/etc/ssl/a;.pem", "/etc/ssl/{a}.pem", "/etc/$a"]
)
def test_a_path_that_would_be_read_otherwise_is_refused(wrong: str) -> None:
    with pytest.raises(Refusal, match="certificate must be a path of letters"):
        files({"certificate": wrong})


def test_a_certificate_without_its_key_is_refused() -> None:
    with pytest.raises(Refusal, match="must be written both, or neither"):
        files({"certificate_key": ""})
