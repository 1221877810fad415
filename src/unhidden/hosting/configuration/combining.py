"""What is right alone and wrong together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import combinations

from unhidden.hosting.configuration.kinds import Value

Values = Mapping[tuple[str, str], Value]

_EVERYWHERE = {"0.0.0.0", "[::]"}  # noqa: S104  # compared, not listened at
_MACHINE = {"localhost", "127.0.0.1", "::1"}


def find_contradictions(values: Values) -> list[str]:
    """A sentence for each; of what is not there, or wrong, nothing is said."""
    faults: list[str] = []
    for check in _CHECKS:
        with suppress(KeyError):
            faults += check(values)
    return faults


def _domains(values: Values) -> Iterator[str]:
    if values["sites", "public"] == values["sites", "staff"]:
        yield "[sites] staff must be another name than [sites] public."


def _ports(values: Values) -> Iterator[str]:
    listening = [
        (name, *str(value).rsplit(":", 1))
        for (section, name), value in values.items()
        if section == "listen"
    ]
    for (first, host, port), (second, other_host, other_port) in combinations(
        listening, 2
    ):
        is_same_host = host == other_host or {host, other_host} & _EVERYWHERE
        if port == other_port and is_same_host:
            yield f"[listen] {second} must be another port than [listen] {first}."


def _certificate(values: Values) -> Iterator[str]:
    has_both = values["sites", "certificate"] and values["sites", "certificate_key"]
    if values["sites", "tls"] == "own" and not has_both:
        yield (
            "[sites] certificate and certificate_key must be written where the sites"
            " end TLS themselves."
        )


def _proxies(values: Values) -> Iterator[str]:
    is_own, number = values["sites", "tls"] == "own", values["sites", "proxies"]
    if is_own and number != 0:
        yield "[sites] proxies must be 0 where the sites end TLS."
    if not is_own and number == 0:
        yield "[sites] proxies must be 1 or more where a proxy ends TLS."


def _sender(values: Values) -> Iterator[str]:
    if values["mail", "server"] and not values["mail", "sender"]:
        yield "[mail] sender must be written where there is a server."


def _way_of_mail(values: Values) -> Iterator[str]:
    is_far = values["mail", "server"] not in {"", *_MACHINE}
    if is_far and values["mail", "security"] == "none":
        yield (
            "[mail] security may be none only for a server of this machine, which is"
            " called localhost."
        )


_CHECKS: tuple[Callable[[Values], Iterator[str]], ...] = (
    _domains,
    _ports,
    _certificate,
    _proxies,
    _sender,
    _way_of_mail,
)
