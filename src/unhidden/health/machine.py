"""What lies on this machine: free disk, when the last backup was made, the certificate.

No Django: the command, the worker, the staff site and the watcher read the same.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509

from unhidden.health.facts import MachineFacts

MEGABYTE = 1_048_576
#: In the state folder; everybody there may read it.
LAST_BACKUP = "last-backup.json"


def read_machine(*, state: Path, certificate: str, floor: int) -> MachineFacts:
    """What there is to know now; what cannot be read is None."""
    return MachineFacts(
        free_megabytes=_free(state),
        floor_megabytes=floor,
        backup_at=read_last_backup(state),
        is_certificate_named=bool(certificate),
        certificate_ends_at=_end_of(Path(certificate)) if certificate else None,
    )


def note_backup(state: Path, *, at: datetime) -> None:
    """Write down when the last backup was made, in one step."""
    file = state / LAST_BACKUP
    half = file.with_suffix(".half")
    half.write_text(json.dumps({"made_at": at.astimezone(UTC).isoformat()}))
    half.chmod(0o644)
    half.replace(file)


def read_last_backup(state: Path) -> datetime | None:
    """When the last backup was made; None where none is noted."""
    try:
        found = json.loads((state / LAST_BACKUP).read_text())
        return datetime.fromisoformat(found["made_at"]).astimezone(UTC)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _free(state: Path) -> int | None:
    try:
        return shutil.disk_usage(state).free // MEGABYTE
    except OSError:
        return None


def _end_of(file: Path) -> datetime | None:
    """The first end among the certificates of a chain."""
    try:
        chain = x509.load_pem_x509_certificates(file.read_bytes())
    except (OSError, ValueError):
        return None
    return min(each.not_valid_after_utc for each in chain)
