"""Look every few seconds, keep the answer, and tell operators what nobody else can.

Whoever asks for a page gets what was found last: asking costs the database nothing.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from unhidden.health import rules, telling
from unhidden.health.checks import HealthCheck
from unhidden.health.facts import HealthReading
from unhidden.health.presenters import report_checks
from unhidden.health.rules import TOLD_BY_HEALTH, UNTOLD
from unhidden.hosting.health.metrics import write_metrics
from unhidden.mailing.sending import MailFailure

logger = logging.getLogger(__name__)
#: Seconds from one look to the next, and after which an answer is too old to be given.
INTERVAL, STALE = 10.0, 60.0
#: Seconds for which something must be wrong before anybody is told, and until a letter
#: that was not taken is tried again.
PATIENCE, AGAIN = 120.0, 60.0


@dataclass(frozen=True, slots=True)
class HealthAnswer:
    """What was found at one look; ``clock`` is the machine's own, which never jumps."""

    is_well: bool
    report: bytes
    metrics: bytes
    clock: float


@dataclass(frozen=True, slots=True)
class ToldOperators:
    """Who is told, of which installation, and where it is kept what they were told."""

    addresses: Sequence[str]
    site: str
    file: Path


class HealthWatcher:
    """Looks for as long as the process lives, in a thread of its own."""

    def __init__(
        self,
        read: Callable[[], HealthReading],
        told: ToldOperators,
        *,
        patience: float = PATIENCE,
    ) -> None:
        self._read, self._told, self._patience = read, told, patience
        self._answer: HealthAnswer | None = None
        self._wrong_since: dict[str, float] = {}
        self._not_before: dict[str, float] = {}
        self._days: dict[str, str] = {}

    def start_watching(self) -> None:
        """Look at once, and then again and again."""
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

    def find_answer(self) -> HealthAnswer | None:
        """What was found last; None where that is too long ago."""
        answer = self._answer
        is_fresh = answer is not None and time.monotonic() - answer.clock < STALE
        return answer if is_fresh else None

    def look_once(self) -> None:
        """Find out, keep the answer, and tell what must not wait."""
        reading = self._read()
        checks = rules.judge_reading(reading)
        shown = [check for check in checks if check.code not in UNTOLD]
        is_well = all(check.is_well for check in shown)
        said = {
            "state": "well" if is_well else "failing",
            "checks": report_checks(shown),
        }
        self._answer = HealthAnswer(
            is_well,
            json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n",
            write_metrics(reading, checks),
            time.monotonic(),
        )
        for check in checks:
            if check.code in TOLD_BY_HEALTH:
                self._tell_once(check, reading.at)

    def _watch(self) -> None:
        while True:
            try:
                self.look_once()
            except Exception:  # the edge of the process
                logger.exception("The health process could not look")
            time.sleep(INTERVAL)

    def _tell_once(self, check: HealthCheck, at: datetime) -> None:
        """Once a day, when it has been wrong for some time."""
        code, now = check.code, time.monotonic()
        if not check.is_failing:
            self._wrong_since.pop(code, None)
            return
        since = self._wrong_since.setdefault(code, now)
        is_told = self._days_told().get(code) == at.date().isoformat()
        is_too_soon = now - since < self._patience or now < self._not_before.get(
            code, 0
        )
        if is_told or is_too_soon:
            return
        self._not_before[code] = now + AGAIN
        try:
            telling.tell_operators(
                check, operators=self._told.addresses, site=self._told.site, at=at
            )
        except MailFailure:
            return
        self._keep_told(code, at)

    def _days_told(self) -> dict[str, str]:
        """The day of each topic's last letter; from the file after a start."""
        if not self._days:
            try:
                found = json.loads(self._told.file.read_text())
                self._days = {str(k): str(v) for k, v in found.items()}
            except (OSError, ValueError, AttributeError):
                self._days = {}
        return self._days

    def _keep_told(self, code: str, at: datetime) -> None:
        self._days[code] = at.date().isoformat()
        half = self._told.file.with_suffix(".half")
        try:
            half.write_text(json.dumps(self._days))
            half.replace(self._told.file)
        except OSError as error:
            # Kept in memory: after a start it may be told a second time.
            logger.error("What operators were told is not kept: %s", error.strerror)
