"""What the desk may say to a reporter: these scripts and nothing else.

A person who is asked to watch, follow, photograph or find out more can become a covert
human intelligence source without anybody meaning it. So the desk
asks only what somebody knows already, whether they are safe, and whether they want to
add anything; few questions at a time, each of them logged.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from unhidden.lib.refusals import ActionRefused

MOST_UNANSWERED = 5
# Soon enough that nothing is deleted before somebody looks again.
FEWEST_DAYS, MOST_DAYS = 1, 28


class ScriptUnknown(ActionRefused):
    """There is no such script."""


class TooManyQuestions(ActionRefused):
    """So many questions wait for an answer that another would press somebody."""


class DayNotNear(ActionRefused):
    """The day to look again is not one of the next four weeks."""


@dataclass(frozen=True, slots=True)
class DeskScript:
    """A question, or a statement; ``has_day`` where it names a day."""

    code: str
    is_question: bool
    has_day: bool = False


_QUESTIONS = (
    "safe_now",
    "safe_here",
    "know_when",
    "know_where",
    "know_who",
    "know_vehicles",
    "under_18",
    "anything_else",
    "help_for_you",
)
_STATEMENTS = ("we_read", "passed", "closed", "thank_you")
LOOK_AGAIN = "look_again"
SCRIPTS = {
    script.code: script
    for script in (
        *(DeskScript(code, is_question=True) for code in _QUESTIONS),
        *(DeskScript(code, is_question=False) for code in _STATEMENTS),
        DeskScript(LOOK_AGAIN, is_question=False, has_day=True),
    )
}


def script_of(code: str) -> DeskScript:
    """The script; raises ScriptUnknown."""
    try:
        return SCRIPTS[code]
    except KeyError as error:
        raise ScriptUnknown(code) from error


def is_question(code: str) -> bool:
    """Whether this code is a question's; "" is what a reporter's message has."""
    return code in SCRIPTS and SCRIPTS[code].is_question


def check_script(
    script: DeskScript, *, unanswered: Collection[int], days: int | None
) -> None:
    """Raise TooManyQuestions or DayNotNear; ``days`` is how far the named day is."""
    if script.is_question and len(unanswered) >= MOST_UNANSWERED:
        raise TooManyQuestions
    is_near = days is not None and FEWEST_DAYS <= days <= MOST_DAYS
    if script.has_day and not is_near:
        raise DayNotNear
