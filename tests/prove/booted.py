"""A Debian of its own on this machine: made by mmdebstrap, booted by its systemd."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.prove.figures import Unproved
from unhidden.hosting.paths import REPOSITORY

BOOT = Path(__file__).with_name("boot.sh")
PROGRAM = "/opt/unhidden"
_NEEDED = ("mmdebstrap", "unshare", "nsenter", "findmnt")
_PACKAGES = (
    "systemd,systemd-sysv,dbus,python3,python3-venv,postgresql,curl,procps,iproute2"
)
_PATH = "PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_PATIENCE = 180.0


def check_possible() -> None:
    """Raise Unproved where no system can be made and booted here."""
    missing = [each for each in _NEEDED if not shutil.which(each)]
    if missing:
        raise Unproved([f"Debian's packages are not installed: {', '.join(missing)}"])
    if os.geteuid() != 0:
        raise Unproved(["only root can boot a system of its own"])


def make_system(root: Path) -> None:
    """A small Debian with PostgreSQL, and the program from a wheel under /opt."""
    release = platform_release()
    _run("mmdebstrap", "--variant=minbase", f"--include={_PACKAGES}", release, root)
    wheels = root.parent / "dist"
    hatchling = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*hatchling, "--directory", wheels], cwd=REPOSITORY, check=True)
    (wheel,) = wheels.iterdir()
    _run("chroot", root, "python3", "-m", "venv", "--without-pip", PROGRAM)
    (packages,) = (root / PROGRAM.lstrip("/") / "lib").glob("python3.*/site-packages")
    python = packages.parent.name.removeprefix("python")
    uv: list[str | Path] = [
        Path(sys.executable).with_name("uv"),
        "pip",
        "install",
        "--quiet",
    ]
    _run(
        *uv,
        *("--python-version", python, "--only-binary=:all:", "--compile-bytecode"),
        *("--link-mode=copy", "--target", packages, wheel),
    )
    command = root / "usr/local/bin/unhidden"
    command.write_text(f'#!/bin/sh\nexec {PROGRAM}/bin/python -P -m unhidden "$@"\n')
    command.chmod(0o755)


def platform_release() -> str:
    """What this machine's Debian is called."""
    lines = Path("/etc/os-release").read_text().splitlines()
    found = dict(line.split("=", 1) for line in lines if "=" in line)
    return found["VERSION_CODENAME"].strip('"')


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


class BootedSystem:
    """A system in namespaces of its own; used as a context."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._boot: subprocess.Popen[bytes] | None = None
        self.init = 0

    def __enter__(self) -> BootedSystem:
        self.boot()
        return self

    def __exit__(self, *_: object) -> None:
        if self._boot:
            self._boot.kill()
            self._boot.wait()

    def boot(self) -> None:
        """Start it, and wait until it has started what is enabled."""
        self._boot = subprocess.Popen(
            [BOOT, self._root], stdin=subprocess.DEVNULL, start_new_session=True
        )
        await_true("the system begins", self._find_init)
        # "degraded": a kernel of ours loads no modules for it.
        await_true("the system is up", self._is_up)

    def restart(self) -> None:
        """Have it shut down in good order, and boot it again."""
        assert self._boot
        self.ask("systemctl", "reboot", is_checked=False)
        self._boot.wait(timeout=_PATIENCE)
        self.boot()

    def ask(self, *command: str, is_checked: bool = True) -> str:
        """What a command in it says; raises Unproved where it fails."""
        inside = ["nsenter", "--target", str(self.init), "--all", "env", "-i", _PATH]
        done = subprocess.run(
            [*inside, *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        if is_checked and done.returncode:
            what = " ".join(command)
            raise Unproved([f"{what}: {done.returncode}, {done.stderr[-1000:]}"])
        return done.stdout.strip()

    def show(self, unit: str, name: str) -> str:
        """A property of a unit."""
        return self.ask("systemctl", "show", "--value", "--property", name, unit)

    def _find_init(self) -> bool:
        assert self._boot
        if self._boot.poll() is not None:
            raise Unproved([f"no system can be booted here: {self._boot.returncode}"])
        found = [
            one.pid
            for one in psutil.Process(self._boot.pid).children(recursive=True)
            if one.cmdline()[:1] == ["/lib/systemd/systemd"]
        ]
        self.init = found[0] if found else 0
        return bool(found)

    def _is_up(self) -> bool:
        state = self.ask("systemctl", "is-system-running", is_checked=False)
        return state in {"running", "degraded"}


def await_true(what: str, condition: Callable[[], bool]) -> None:
    """Wait for it; raises Unproved with ``what`` where it takes too long."""
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise Unproved([f"in {_PATIENCE:.0f} s this was not so: {what}"])
        time.sleep(0.3)
