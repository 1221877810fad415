"""The stand-alone program that checks archives, as it is handed to others."""

from __future__ import annotations

from pathlib import Path

_PROGRAM = Path(__file__).parents[1] / "verify_archive.py"


def read_verifier() -> bytes:
    """The program's text."""
    return _PROGRAM.read_bytes()
