"""Do the batch of linkage that waits, with a bar that shows how far it is."""

from __future__ import annotations

import sys
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from unhidden.hosting.failing import StepFailure
from unhidden.hosting.management import command
from unhidden.intelligence.subjects import tasks

_BUSY = (
    "The worker trains or holds everything against everything already. The batch begins"
    " after that by itself: see the page Groups to decide."
)
_NOTHING = (
    "Nothing waits any more: the worker has done it already, or gave it up after three"
    " tries. The page Groups to decide says which."
)
_STEPS = {
    "reading": "Reading the mentions",
    "weighing": "Weighing those that share something",
    "keeping": "Keeping what was found",
    "": "Done",
}


class Command(command.HostingCommand):
    """Work as the worker does when somebody asked on the page."""

    def handle(self, **_options: Any) -> None:
        """Raises StepFailure where another process is at it, or nothing waits."""
        console = Console(file=sys.stderr)
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        is_done: bool | None
        with Progress(*columns, console=console) as bar:
            task = bar.add_task("", total=100)

            def show_progress(stage: str, share: int) -> None:
                bar.update(task, completed=share, description=_STEPS[stage])

            is_done = tasks.run_batch(show_progress)
        if not is_done:
            raise StepFailure(_BUSY if is_done is None else _NOTHING)
        self.stdout.write("What was found waits on the page Groups to decide.")
