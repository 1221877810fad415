"""Parts of the network, by which those who come are counted."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

IPV4, IPV6 = 24, 56


def name_of(address: str) -> str:
    """The part of the network around an address: a /24 or a /56; "" for nonsense."""
    found = read_address(address)
    if found is None:
        return ""
    width = IPV4 if found.version == 4 else IPV6
    return str(ip_network((str(found), width), strict=False))


def read_address(text: str) -> IPv4Address | IPv6Address | None:
    """An address, None for nonsense.

    One of IPv4 that is written as IPv6 is of IPv4; what names a network card after it
    is left out.
    """
    try:
        found = ip_address(text)
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        return found.ipv4_mapped or IPv6Address(found.packed)
    return found
