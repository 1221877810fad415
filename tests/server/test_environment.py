"""What an operator may set, and what stops the start with a sentence."""

from __future__ import annotations

import pytest

from unhidden.config import environment
from unhidden.lib import spark_masters, variables

CLUSTER = "UNHIDDEN_SPARK"
NAME, DEFAULT = "UNHIDDEN_EXIT_URL", "https://www.example.org/weather"


def test_the_way_out_is_the_operators_https_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert variables.read_site(NAME, DEFAULT) == DEFAULT

    monkeypatch.setenv(NAME, "https://news.example.org:8443/today?page=1")
    assert variables.read_site(NAME, DEFAULT).startswith("https://news.example.org")


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "http://www.example.org/",
        "javascript:alert(1)",
        "//www.example.org",
        "https://",
        "https://somebody:word@example.org/",
        "https://example.org/ and more",
        "https://example.org/\nSet-Cookie: a",
        'https://example.org/"onclick="x',
        "https://[::1",
        "https://example.org:port/",
    ],
)
def test_nothing_else_is_a_way_out(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv(NAME, wrong)

    with pytest.raises(variables.WrongSetting, match="https://"):
        variables.read_site(NAME, DEFAULT)


def test_a_cluster_is_named_by_its_address_and_needs_its_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(CLUSTER, raising=False)
    assert spark_masters.read_cluster(CLUSTER) == ""

    monkeypatch.setenv(CLUSTER, "https://example.org:7077")
    with pytest.raises(variables.WrongSetting, match="must be a master of Spark"):
        spark_masters.read_cluster(CLUSTER)

    monkeypatch.setenv(CLUSTER, "spark://example.org:7077")
    monkeypatch.setattr(spark_masters, "find_spec", lambda _: None)
    with pytest.raises(variables.WrongSetting, match=r"spark\.txt is not installed"):
        spark_masters.read_cluster(CLUSTER)

    monkeypatch.setattr(spark_masters, "find_spec", lambda _: object())
    assert spark_masters.read_cluster(CLUSTER) == "spark://example.org:7077"


def test_mail_goes_without_tls_only_to_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("UNHIDDEN_MAIL_SERVER", "mail.example.org")
    monkeypatch.setenv("UNHIDDEN_MAIL_SECURITY", "none")

    with pytest.raises(
        variables.WrongSetting, match="only for a server of this machine"
    ):
        environment.read_mail(is_demonstration=False)

    monkeypatch.setenv("UNHIDDEN_MAIL_SERVER", "localhost")
    assert environment.read_mail(is_demonstration=False).server == "localhost"


@pytest.mark.parametrize(
    ("server", "sent_to"), [("mail.example.org", ""), ("localhost", "localhost")]
)
def test_a_demonstration_sends_nothing_to_another_machine(
    server: str, sent_to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNHIDDEN_MAIL_SERVER", server)

    assert environment.read_mail(is_demonstration=True).server == sent_to
    assert environment.read_mail(is_demonstration=False).server == server


def test_without_a_word_the_way_to_a_server_is_starttls() -> None:
    found = environment.read_mail(is_demonstration=False)

    assert (found.server, found.port) == ("", 587)
    assert found.is_starttls
    assert not found.is_tls


@pytest.mark.parametrize("value", ["8:00", "08:00,25:00", "soon", ","])
def test_hours_that_are_none_stop_the_start(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNHIDDEN_NOTICE_HOURS", value)

    with pytest.raises(variables.WrongSetting, match="times of the day"):
        variables.read_times("UNHIDDEN_NOTICE_HOURS", "08:00")
