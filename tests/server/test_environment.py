"""What an operator may set, and what stops the start with a sentence."""

from __future__ import annotations

import pytest

from unhidden.config import environment

CLUSTER = "UNHIDDEN_SPARK"
NAME, DEFAULT = "UNHIDDEN_EXIT_URL", "https://www.example.org/weather"


def test_the_way_out_is_the_operators_https_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert environment.read_site(NAME, DEFAULT) == DEFAULT

    monkeypatch.setenv(NAME, "https://news.example.org:8443/today?page=1")
    assert environment.read_site(NAME, DEFAULT).startswith("https://news.example.org")


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

    with pytest.raises(environment.WrongSetting, match="https://"):
        environment.read_site(NAME, DEFAULT)


def test_a_cluster_is_named_by_its_address_and_needs_its_packages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(CLUSTER, raising=False)
    assert environment.read_cluster(CLUSTER) == ""

    monkeypatch.setenv(CLUSTER, "https://example.org:7077")
    with pytest.raises(environment.WrongSetting, match="must begin with spark://"):
        environment.read_cluster(CLUSTER)

    monkeypatch.setenv(CLUSTER, "spark://example.org:7077")
    monkeypatch.setattr(environment, "find_spec", lambda _: None)
    with pytest.raises(environment.WrongSetting, match=r"spark\.txt is not installed"):
        environment.read_cluster(CLUSTER)

    monkeypatch.setattr(environment, "find_spec", lambda _: object())
    assert environment.read_cluster(CLUSTER) == "spark://example.org:7077"
