"""Debian's nginx with the file that we write for it, on ports of a test's."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.packaged.programs import find_program
from tests.packaged.visiting import Place
from unhidden.hosting.processes.ports import HOST

DEBIANS = Path("/etc/nginx/nginx.conf")
#: Where nginx would put what does not fit into memory.
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True, slots=True)
class Nginx:
    """A running nginx, and the folder with everything that it writes."""

    process: subprocess.Popen[bytes]
    folder: Path
    place: Place

    @property
    def site_file(self) -> Path:
        """Our file, as it includes it."""
        return self.folder / "sites-enabled" / "unhidden"

    def files(self) -> dict[str, bytes]:
        """Whatever lies in its folders, and what was written into Debian's since."""
        began = self.site_file.stat().st_mtime
        usual = [Path("/var/lib/nginx"), Path("/var/log/nginx")]
        found = [each for each in self.folder.rglob("*") if each.is_file()]
        found += [
            each
            for folder in usual
            for each in folder.rglob("*")
            if each.is_file() and each.stat().st_mtime >= began
        ]
        return {str(each): each.read_bytes().lower() for each in found}

    def use(self, ours: str, *, may_write: bool = False) -> None:
        """Have it serve by another file of ours from now on."""
        before = _workers(self.process.pid)
        self.site_file.write_text(on_ports(ours, self.place))
        self.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 10
        while _workers(self.process.pid) & before and time.monotonic() < deadline:
            time.sleep(0.05)
        if not may_write:
            self.forbid_disks()

    def forbid_disks(self) -> None:
        """From now on a worker that would write a body or a page to a disk fails."""
        for name in TEMPORARY:
            folder = self.folder / "temporary" / name
            folder.chmod(0)
            if os.geteuid() == 0:
                os.chown(folder, 0, 0)


@contextmanager
def serving(folder: Path, ours: str, place: Place) -> Iterator[Nginx]:
    """nginx with Debian's own nginx.conf, which includes ``ours``."""
    for name in ("sites-enabled", "conf.d", "log", "temporary"):
        (folder / name).mkdir(parents=True)
    folder.chmod(0o755)
    (folder / "sites-enabled" / "unhidden").write_text(on_ports(ours, place))
    main = folder / "nginx.conf"
    main.write_text(_moved(DEBIANS.read_text(), folder))
    with (folder / "log" / "said").open("wb") as said:
        process = subprocess.Popen(
            [find_program("nginx"), "-c", str(main), "-g", "daemon off;"],
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    made = Nginx(process, folder, place)
    try:
        _wait(made)
        made.forbid_disks()
        yield made
    finally:
        process.terminate()
        process.wait()


def on_ports(ours: str, place: Place) -> str:
    """Our file with a test's ports in place of 80 and 443, on this machine alone."""
    text = re.sub(r"\n *listen \[::\]:.*", "", ours)
    text = text.replace("listen 80", f"listen {HOST}:{place.plain}")
    return text.replace("listen 443", f"listen {HOST}:{place.tls}")


def _moved(text: str, folder: Path) -> str:
    """Debian's file, with what it writes in ``folder``."""
    for old, new in (
        ("/run/nginx.pid", f"{folder}/pid"),
        ("/var/log/nginx/", f"{folder}/log/"),
        ("/etc/nginx/conf.d/", f"{folder}/conf.d/"),
        ("/etc/nginx/sites-enabled/", f"{folder}/sites-enabled/"),
    ):
        assert old in text, f"Debian's nginx.conf has no {old} any more"
        text = text.replace(old, new)
    temporary = "".join(
        f"\n\t{name}_temp_path {folder}/temporary/{name};" for name in TEMPORARY
    )
    return text.replace("http {", f"http {{{temporary}", 1)


def _wait(nginx: Nginx) -> None:
    deadline = time.monotonic() + 20
    while not _workers(nginx.process.pid):
        said = (nginx.folder / "log" / "said").read_text()
        assert nginx.process.poll() is None, said
        assert time.monotonic() < deadline, said
        time.sleep(0.05)


def _workers(master: int) -> set[int]:
    """The processes that serve; one that only finishes what it began is another's."""
    found = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return {int(each) for each in found}
