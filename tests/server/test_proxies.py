"""Who asks, and by what way, is what our own proxies say, and nobody else."""

from __future__ import annotations

import os
import re
import subprocess
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from tests.support.sites import free_port
from unhidden.hosting.front import asking
from unhidden.hosting.front.asking import Scope, TrustedProxies
from unhidden.hosting.front.program import find_proxies
from unhidden.hosting.installation import serving
from unhidden.hosting.installation.serving import SitePorts
from unhidden.lib.variables import WrongSetting, read_networks

PROXY, VISITOR, STRANGER = "10.1.2.3", "198.51.100.7", "203.0.113.9"
NEAREST = (ip_network("10.1.2.0/24"), ip_network("::1"))
ADDRESSES = st.ip_addresses().map(str)
LIES = st.one_of(
    ADDRESSES, st.sampled_from(["", ",", "https", "localhost", "::1%x", "1.2.3.4:5"])
)
#: As a header may be written: Django takes a line for a dash.
NAMES = st.sampled_from(
    [
        *("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded"),
        *("x_forwarded_for", "X-Forwarded-Proto", "x_forwarded-proto"),
        *("host", "accept"),
    ]
)
HEADERS = st.lists(st.tuples(NAMES, LIES), max_size=6)


def asked(*headers: tuple[str, str], peer: str = PROXY) -> Scope:
    named = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    return {"client": (peer, 5), "scheme": "http", "headers": named}


def passed(*addresses: str) -> tuple[str, str]:
    return ("x-forwarded-for", ", ".join(addresses))


def behind(count: int) -> TrustedProxies:
    return TrustedProxies(count, NEAREST)


@pytest.mark.parametrize(
    ("headers", "proxies", "client"),
    [
        ([passed(VISITOR)], 0, PROXY),
        ([passed(VISITOR)], 1, VISITOR),
        ([passed("6.6.6.6", VISITOR)], 1, VISITOR),
        ([passed("6.6.6.6"), passed(VISITOR)], 1, VISITOR),
        ([passed(VISITOR, "10.0.0.1")], 2, VISITOR),
        ([passed(VISITOR), passed("10.0.0.1")], 2, VISITOR),
        ([passed(VISITOR)], 2, PROXY),
        ([passed("nonsense")], 1, PROXY),
        ([passed("")], 1, PROXY),
        ([passed(f"::ffff:{VISITOR}")], 1, VISITOR),
        ([], 1, PROXY),
    ],
)
def test_only_what_our_own_proxies_added_says_who_asks(
    headers: list[tuple[str, str]], proxies: int, client: str
) -> None:
    found = asking.told_by_proxies(asked(*headers), behind(proxies))

    assert found["client"][0] == client
    assert found["headers"] == []


@pytest.mark.parametrize(
    ("told", "scheme"),
    [
        (["https"], "https"),
        (["http"], "http"),
        (["https", "https"], "http"),
        (["https", "http"], "http"),
        (["http", "https"], "http"),
        (["https,https"], "http"),
        (["HTTPS"], "http"),
        ([], "http"),
    ],
)
def test_only_our_own_proxies_say_once_that_somebody_came_by_tls(
    told: list[str], scheme: str
) -> None:
    sent = asked(*(("x-forwarded-proto", each) for each in told))

    assert asking.told_by_proxies(sent, behind(1))["scheme"] == scheme
    assert asking.told_by_proxies(sent, behind(0))["scheme"] == "http"


@given(headers=HEADERS, count=st.integers(0, 3))
def test_nobody_else_says_anything(headers: list[tuple[str, str]], count: int) -> None:
    sent = asked(*headers, peer=STRANGER)

    found = asking.told_by_proxies(sent, behind(count))

    assert (found["client"], found["scheme"]) == (sent["client"], "http")
    left = {re.sub("_", "-", name.decode().lower()) for name, _ in found["headers"]}
    assert left <= {"host", "accept"}


@given(lies=st.lists(LIES, max_size=4), count=st.integers(1, 3), hops=st.data())
def test_what_a_visitor_says_before_our_proxies_changes_nothing(
    lies: list[str], count: int, hops: st.DataObject
) -> None:
    ours = hops.draw(st.lists(ADDRESSES, min_size=count, max_size=count))
    added = ("x-forwarded-for", ", ".join(ours))

    forged = asked(("x-forwarded-for", ", ".join(lies)), added)

    plain = asking.told_by_proxies(asked(added), behind(count))
    assert asking.told_by_proxies(forged, behind(count))["client"] == plain["client"]


@given(hops=st.lists(LIES, max_size=2))
def test_with_fewer_hops_than_proxies_nobody_is_believed(hops: list[str]) -> None:
    sent = asked(passed(*hops))
    count = len(hops) + 1 + sum(each.count(",") for each in hops)

    assert asking.told_by_proxies(sent, behind(count))["client"][0] == PROXY
    assert asking.lacks_hops(sent, behind(count)) is (passed(*hops)[1] != "")
    assert not asking.lacks_hops(asked(), behind(count))


def test_outside_a_demonstration_the_number_of_proxies_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "PROXIES", None)

    with pytest.raises(WrongSetting, match="how many proxies"):
        find_proxies()


@pytest.mark.parametrize("wrong", ["10.1.2.3/24", "proxy.example.org", "10.1.2"])
def test_where_they_ask_from_is_addresses(
    monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setenv("UNHIDDEN_PROXY_ADDRESSES", wrong)

    with pytest.raises(WrongSetting, match="must be addresses or networks"):
        read_networks("UNHIDDEN_PROXY_ADDRESSES", "::1")


@pytest.mark.parametrize("site", ["public", "staff"])
def test_a_real_site_does_not_start_without_their_number(
    site: str, tmp_path: Path
) -> None:
    environment = {
        **os.environ,
        "UNHIDDEN_DEMONSTRATION": "False",
        "UNHIDDEN_STATE": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": f"unhidden.config.settings.{site}",
    }
    environment.pop("UNHIDDEN_PROXIES", None)
    command = serving.list_process_commands(SitePorts(free_port(), free_port()))[site]

    done = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode != 0
    assert "UNHIDDEN_PROXIES must say how many proxies" in done.stderr
