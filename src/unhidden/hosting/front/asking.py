"""Where a request comes from, and what for: read once, so that both sites agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from typing import Any

from unhidden.lib import networks

Scope = dict[str, Any]
_FORWARDED = "x-forwarded-for"
_TOLD_BY_PROXIES = frozenset(
    {"forwarded", _FORWARDED, "x-forwarded-proto", "x-forwarded-host"}
)


@dataclass(frozen=True, slots=True)
class TrustedProxies:
    """The proxies of ours before the site: how many, one after the other.

    ``addresses`` are those from which the nearest asks: nobody else is believed.
    """

    count: int
    addresses: tuple[IPv4Network | IPv6Network, ...]

    def includes(self, peer: str) -> bool:
        """Whether somebody who asks from this address is a proxy of ours."""
        found = networks.read_address(peer)
        return self.count > 0 and any(found in each for each in self.addresses if found)


def told_by_proxies(scope: Scope, proxies: TrustedProxies) -> Scope:
    """The scope as its visitor made it, before it came through ``proxies``.

    Each proxy adds whom it heard from at the end of X-Forwarded-For, so only what the
    last of them added is believed; of X-Forwarded-Proto the one word "https". Of what
    did not come from our nearest proxy nothing is.
    """
    found = _joined(scope)
    kept = [each for each in scope["headers"] if _name(each[0]) not in _TOLD_BY_PROXIES]
    made = {**scope, "headers": kept}
    if not proxies.includes(scope["client"][0]):
        return made
    passed = _hops(found)
    source = networks.read_address(passed[-proxies.count :][0]) if passed else None
    if source and len(passed) >= proxies.count:
        made["client"] = (str(source), 0)
    if found.get("x-forwarded-proto") == "https":
        made["scheme"] = "https"
    return made


def lacks_hops(scope: Scope, proxies: TrustedProxies) -> bool:
    """Whether X-Forwarded-For names fewer than the ``proxies`` that were promised.

    Whoever asks is then taken for the proxy itself. A request without the header came
    from this machine, not from a visitor.
    """
    passed = _hops(_joined(scope))
    return bool(passed) and len(passed) < proxies.count


def host_of(scope: Scope) -> str:
    """The host that was asked for, without its port."""
    host = _joined(scope).get("host", "").lower()
    end = host.rfind("]") + 1
    return host[:end] + host[end:].partition(":")[0]


def _hops(found: Mapping[str, str]) -> list[str]:
    told = found.get(_FORWARDED, "")
    return [part.strip() for part in told.split(",")] if told else []


def _joined(scope: Scope) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        before = f"{found[key]}," if key in found else ""
        found[key] = before + value.decode("latin-1")
    return found


def _name(header: bytes) -> str:
    """As Django reads it: it makes no difference between a line and a dash."""
    return header.decode("latin-1").lower().replace("_", "-")
