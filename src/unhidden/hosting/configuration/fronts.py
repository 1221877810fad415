"""The files for nginx and for Caddy, one of which stands before the two sites.

Each template in ``front_files/`` says to its reader why a line is there.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from pathlib import Path

from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.front import bodies
from unhidden.hosting.refusal import Refusal

SITES = ("public", "staff")
_TEMPLATES = Path(__file__).parent / "front_files"
_PLACE = re.compile(r"{{ (\w+) }}")
#: As a path of a certificate may be, without quotation marks in either file.
_PLAIN = re.compile(r"[\w/.@+-]+")
_AUTOMATIC = "# Caddy gets its certificate itself, from an authority on the Internet."
#: What a proxy says when nobody of ours stands before it: what it saw itself, in place
#: of whatever a visitor wrote there. Else it adds to what the outer one said.
_OUTERMOST = {
    "nginx.conf": ("$remote_addr", "https"),
    "Caddyfile": ("{remote_host}", "https"),
}
_INNER = {
    "nginx.conf": ("$proxy_add_x_forwarded_for", "$http_x_forwarded_proto"),
    "Caddyfile": (
        '"{header.X-Forwarded-For}, {remote_host}"',
        "{header.X-Forwarded-Proto}",
    ),
}


def make_front_files(configuration: OperatorSettings) -> Mapping[Path, str]:
    """The files, in ``front/`` beside that of the settings.

    None where the sites end TLS themselves; that for nginx only where a certificate is
    named, since nginx gets none by itself. Raises Refusal for a path of a certificate
    that such a file cannot hold.
    """
    if configuration.get_text("sites", "tls") != "proxy":
        return {}
    folder = configuration.file.parent / "front"
    names = ["Caddyfile"]
    if configuration.get_text("sites", "certificate"):
        names.append("nginx.conf")
    return {folder / name: _write(name, folder / name, configuration) for name in names}


def _write(name: str, file: Path, configuration: OperatorSettings) -> str:
    stem, dot, ending = name.partition(".")
    template = f"{stem}_site{dot}{ending}"
    shared = _shared(name, file, configuration)
    sites = [
        _fill(template, {**shared, **_own(name, site, configuration)}) for site in SITES
    ]
    return _fill(name, {**shared, "sites": "\n".join(sites).rstrip()})


def _shared(name: str, file: Path, configuration: OperatorSettings) -> dict[str, str]:
    is_outermost = configuration.get_number("sites", "proxies") == 1
    told = _OUTERMOST if is_outermost else _INNER
    source, scheme = told[name]
    certificate, key = _certificate(configuration)
    return {
        "file": str(file),
        "certificate": certificate,
        "certificate_key": key,
        "tls": f"tls {certificate} {key}" if certificate else _AUTOMATIC,
        "forwarded_for": source,
        "forwarded_proto": scheme,
        "most_bytes": str(bodies.MOST),
        "header_seconds": str(bodies.HEADER_SECONDS),
        # Longer than the site's own patience: it is the site that says no.
        "body_seconds": str(round(3 * bodies.GRACE)),
        "room_seconds": str(round(2 * bodies.PATIENCE)),
    }


def _certificate(configuration: OperatorSettings) -> tuple[str, str]:
    """The two paths, both or neither; raises Refusal."""
    names = ("certificate", "certificate_key")
    first, second = (configuration.get_text("sites", name) for name in names)
    for name, path in zip(names, (first, second), strict=True):
        if path and not _PLAIN.fullmatch(path):
            raise Refusal(
                f"[sites] {name} must be a path of letters, digits and /._@+- alone,"
                f" not {path}: the files of nginx and Caddy cannot hold another."
            )
    if bool(first) != bool(second):
        raise Refusal(
            "[sites] certificate and certificate_key must be written both, or neither."
        )
    return first, second


def _own(name: str, site: str, configuration: OperatorSettings) -> dict[str, str]:
    return {
        "site": site,
        "domain": configuration.get_text("sites", site),
        "upstream": _reach(configuration.get_text("listen", site)),
        "beside": _beside(name, configuration) if site == "staff" else "",
    }


def _beside(name: str, configuration: OperatorSettings) -> str:
    """The places of open boards' streams and of what phones send: on the staff site."""
    stem, dot, ending = name.partition(".")
    values = {"domain": configuration.get_text("sites", "staff")}
    for process in ("live", "field"):
        listening = configuration.get_text("listen", process)
        values[f"{process}_upstream"] = _reach(listening)
    return "\n".join(
        _fill(f"{stem}_{process}{dot}{ending}", values).rstrip()
        for process in ("live", "field")
    )


def _reach(listening: str) -> str:
    """Where a site is asked from this machine: at itself, if it listens everywhere."""
    host, _, port = listening.rpartition(":")
    address = ipaddress.ip_address(host.strip("[]"))
    if address.is_unspecified:
        host = "127.0.0.1" if address.version == 4 else "[::1]"
    elif address.version == 6:
        host = f"[{address}]"
    return f"{host}:{port}"


def _fill(template: str, values: Mapping[str, str]) -> str:
    """The template with each ``{{ name }}`` replaced; KeyError for an unknown one."""
    text = (_TEMPLATES / template).read_text(encoding="utf-8")
    return _PLACE.sub(lambda found: values[found[1]], text)
