"""Parts of the network, by which those who come are counted."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

IPV4, IPV6 = 24, 56


def name_of(address: str) -> str:
    """The part of the network around an address: a /24 or a /56; "" for nonsense."""
    try:
        width = IPV4 if ip_address(address).version == 4 else IPV6
        return str(ip_network((address, width), strict=False))
    except ValueError:
        return ""
