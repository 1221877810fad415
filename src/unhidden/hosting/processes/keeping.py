"""Keep processes running: one that ends is started again, and no other notices."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from unhidden.hosting.processes import children
from unhidden.hosting.refusal import Refusal

Say = Callable[[str], None]
Start = Callable[[], "subprocess.Popen[bytes]"]

#: Seconds before the first new start, and the most; each pause is twice the last.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 8.0
#: Whoever ends within so many seconds of its start has not lived.
SHORT_LIFE = 60.0
#: After so many short lives in a row it is tried only now and then, in seconds.
HOPELESS, HOPELESS_PAUSE = 5, 30.0
LOOKS = 0.2


def choose_pause(short_lives: int) -> float:
    """The seconds before a process is started again that died so often in a row."""
    if short_lives >= HOPELESS:
        return HOPELESS_PAUSE
    return float(min(FIRST_PAUSE * 2 ** max(short_lives - 1, 0), LONGEST_PAUSE))


@dataclass(slots=True)
class _KeptProcess:
    start: Start
    child: subprocess.Popen[bytes]
    begun_at: float
    #: Whoever gave it to us to watch stops it, too.
    is_anothers: bool
    short_lives: int = 0
    again_at: float | None = None


class ProcessKeeper:
    """Starts processes, starts each again when it ends, and stops all at the end."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._kept: dict[str, _KeptProcess] = {}

    @property
    def children_by_name(self) -> Mapping[str, subprocess.Popen[bytes]]:
        """Each process by its name, as it was started last."""
        return {name: kept.child for name, kept in self._kept.items()}

    def start_process(self, name: str, start: Start) -> None:
        """Start a process for the first time; raises what ``start`` raises."""
        now = time.monotonic()
        self._kept[name] = _KeptProcess(start, start(), now, is_anothers=False)

    def watch_process(
        self, name: str, child: subprocess.Popen[bytes], again: Start
    ) -> None:
        """Start ``child`` ``again``, too, when it ends; another stops it in the end."""
        now = time.monotonic()
        self._kept[name] = _KeptProcess(again, child, now, is_anothers=True)

    def keep_running(self) -> None:
        """Look after all of them; ends by a signal alone."""
        while True:
            self.look_after_all()
            time.sleep(LOOKS)

    def look_after_all(self) -> None:
        """Note whoever ended since the last look, and start what is to be started."""
        for name, kept in self._kept.items():
            if kept.again_at is None and kept.child.poll() is not None:
                self._note_end(name, kept)
            if kept.again_at is not None and time.monotonic() >= kept.again_at:
                self._start_again(name, kept)

    def stop_all(self) -> None:
        """Stop all that were started here."""
        own = [kept.child for kept in self._kept.values() if not kept.is_anothers]
        children.stop_all(own)

    def _note_end(self, name: str, kept: _KeptProcess) -> None:
        children.stop_child(kept.child)  # what is left of its session
        self._plan_start(name, kept, f"ended by itself ({describe_end(kept.child)})")

    def _start_again(self, name: str, kept: _KeptProcess) -> None:
        kept.begun_at, kept.again_at = time.monotonic(), None
        try:
            kept.child = kept.start()
        except (Refusal, OSError) as error:
            self._plan_start(name, kept, f"could not be started: {error}")

    def _plan_start(self, name: str, kept: _KeptProcess, what: str) -> None:
        now = time.monotonic()
        is_short = now - kept.begun_at < SHORT_LIFE
        kept.short_lives = kept.short_lives + 1 if is_short else 1
        pause = choose_pause(kept.short_lives)
        kept.again_at = now + pause
        sentence = f"The {name} process {what}. It is started again"
        if kept.short_lives < HOPELESS:
            self._say(f"{sentence}; the others go on.")
        else:
            self._say(
                f"{sentence} every {pause:.0f} seconds: it ended"
                f" {kept.short_lives} times in a row within"
                f" {SHORT_LIFE:.0f} seconds of its start. The others go on."
            )


def describe_end(child: subprocess.Popen[bytes]) -> str:
    """How a process ended: by which signal, or with which code."""
    code = child.poll()
    assert code is not None  # noqa: S101  # for the type only: it has ended
    return f"signal {-code}" if code < 0 else f"exit code {code}"
