"""Take in published files, with a bar that shows how far it is."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeElapsedColumn

from unhidden.access.actor import Actor
from unhidden.hosting.failing import StepFailure
from unhidden.hosting.management import command
from unhidden.places import actions as places

SYSTEM = Actor(None, None, frozenset({"places.import"}))
KINDS = {"fhrs": places.import_fhrs, "postcodes": places.import_postcodes}


class Command(command.HostingCommand):
    """Take in files of one kind."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``KIND FILE…``."""
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *, kind: str, files: list[Path], **_options: Any) -> None:
        """Raises StepFailure with file, line and reason, nothing stored."""
        for line in lines(kind, _take_in(kind, files)):
            self.stdout.write(line)


def _take_in(kind: str, files: list[Path]) -> places.ImportSummary:
    columns = (BarColumn(), DownloadColumn(), TimeElapsedColumn())
    console = Console(file=sys.stderr)
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task("", total=None)
        try:
            return KINDS[kind](
                paths=files,
                actor=SYSTEM,
                at=timezone.now(),
                progress=lambda done, total: bar.update(
                    task, completed=done, total=total
                ),
            )
        except places.PlacesImportRefused as refused:
            raise StepFailure(str(refused)) from refused


def lines(kind: str, summary: places.ImportSummary) -> list[str]:
    """What was taken in, a line a file where there are several, and in all."""
    found = [_file(one) for one in summary.files] if len(summary.files) > 1 else []
    what = f"{summary.total:,} {'premises' if kind == 'fhrs' else 'postcodes'}"
    whose = f" of {_count(summary.councils, 'council')}" if summary.councils else ""
    changes = _changes(summary.added, summary.changed, summary.closed)
    return [*found, f"{what}{whose}: {changes}."]


def _file(one: places.FileSummary) -> str:
    name = one.council or one.file_name
    counts = one.counts
    changes = _changes(counts.added, counts.changed, counts.closed)
    return f"  {name}: {counts.total:,}, {changes}"


def _changes(added: int, changed: int, closed: int) -> str:
    told = {"added": added, "changed": changed, "closed": closed}
    return ", ".join(f"{n:,} {word}" for word, n in told.items() if n) or "no change"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
