"""The settings of an installation behind a proxy, and its files."""

from __future__ import annotations

from pathlib import Path

from tests.packaged.certificates import CertificateFiles
from tests.packaged.visiting import PUBLIC, STAFF
from unhidden.hosting.configuration.fronts import make_front_files
from unhidden.hosting.configuration.reading import check_configuration


def write_front(
    name: str,
    folder: Path,
    certificate: CertificateFiles,
    *,
    public: str,
    staff: str,
    proxies: int = 1,
    **processes: str,
) -> str:
    """What we write for ``nginx.conf`` or ``Caddyfile``; ``public`` is where that site
    listens, and so is ``staff``, and each of ``processes`` besides."""
    written = {
        "sites": {
            "public": PUBLIC,
            "staff": STAFF,
            "proxies": proxies,
            "certificate": str(certificate.certificate),
            "certificate_key": str(certificate.key),
        },
        "listen": {"public": public, "staff": staff, **processes},
        "keys": {"root": "0" * 64},
        "controller": {"name": "A force", "contact": "controller@example.org"},
    }
    files = make_front_files(check_configuration(folder / "unhidden.toml", written))
    return files[folder / "front" / name]
