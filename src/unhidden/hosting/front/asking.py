"""Where a request comes from, and what for: read once, so that both sites agree."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

Scope = dict[str, Any]
_TOLD_BY_PROXIES = frozenset(
    {b"forwarded", b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host"}
)


def told_by_proxies(scope: Scope, proxies: int) -> Scope:
    """The scope as its visitor made it, before it came through ``proxies`` of ours.

    Each proxy adds whom it heard from at the end of X-Forwarded-For, so only what the
    last ``proxies`` of them added is believed. With none, nothing of it is.
    """
    found = _joined(scope)
    kept = [each for each in scope["headers"] if each[0] not in _TOLD_BY_PROXIES]
    made = {**scope, "headers": kept}
    if not proxies:
        return made
    passed = [part.strip() for part in found.get(b"x-forwarded-for", "").split(",")]
    if len(passed) >= proxies and _is_address(passed[-proxies]):
        made["client"] = (passed[-proxies], 0)
    if found.get(b"x-forwarded-proto", "").rpartition(",")[2].strip() == "https":
        made["scheme"] = "https"
    return made


def host_of(scope: Scope) -> str:
    """The host that was asked for, without its port."""
    host = _joined(scope).get(b"host", "").lower()
    end = host.rfind("]") + 1
    return host[:end] + host[end:].partition(":")[0]


def _joined(scope: Scope) -> Mapping[bytes, str]:
    found: dict[bytes, str] = {}
    for name, value in scope["headers"]:
        before = f"{found[name]}," if name in found else ""
        found[name] = before + value.decode("latin-1")
    return found


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
