"""Both sites as in an installation, behind a front with a certificate of the test's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.packaged import nginx
from tests.packaged.certificates import CertificateFiles, make_authority
from tests.packaged.nginx import Nginx
from tests.packaged.settled import write_front
from tests.packaged.visiting import PUBLIC, STAFF, Place
from tests.support import sites
from tests.support.postgres import Server
from tests.support.sites import Sites, free_port


@dataclass(frozen=True, slots=True)
class Behind:
    """Two real sites that have a proxy before them, and what they log."""

    sites: Sites
    log: Path
    place: Place
    certificate: CertificateFiles

    def file(self, folder: Path, name: str, proxies: int = 1) -> str:
        """What we write for ``nginx.conf`` or ``Caddyfile``."""
        return write_front(
            name,
            folder,
            self.certificate,
            public=urlsplit(self.sites.public).netloc,
            staff=urlsplit(self.sites.staff).netloc,
            proxies=proxies,
        )


@pytest.fixture(scope="session")
def behind(
    django_db_setup: None,
    test_server: Server,
    test_database: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Behind]:
    """The sites: no demonstration, one proxy, two names."""
    told = {
        "UNHIDDEN_DEMONSTRATION": "False",
        "UNHIDDEN_PROXIES": "1",
        "UNHIDDEN_HOSTS": f"{PUBLIC},{STAFF}",
    }
    folder = tmp_path_factory.mktemp("behind")
    authority = make_authority(folder / "authority")
    place = Place(free_port(), free_port(), authority.file)
    log = folder / "sites.log"
    with (
        log.open("wb") as output,
        sites.running(
            test_server, test_database, folder, told=told, output=output
        ) as running,
    ):
        yield Behind(running, log, place, authority.sign(PUBLIC, STAFF))


@pytest.fixture(autouse=True)
def _sites_are_back(request: pytest.FixtureRequest) -> None:
    """What the test before stored was made anew, and the sites connect again."""
    if "behind" in request.fixturenames:
        found = request.getfixturevalue("behind").sites
        sites.await_pages(found, staff=STAFF, public=PUBLIC)


@pytest.fixture(scope="module")
def front(behind: Behind, module_place: Path) -> Iterator[Nginx]:
    """nginx before them."""
    folder = module_place / "nginx"
    ours = behind.file(module_place, "nginx.conf")
    with nginx.serving(folder, ours, behind.place) as running:
        yield running
