"""The report as a journey: steps, what each asks, and which come next, as data.

The same data drives the pages and the script in the browser; the server walks it again
with the answers it is sent, so that nothing counts that was never asked. Raise
``answers.FORM_VERSION`` with every change: it is kept with each report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unhidden.reporting.rules.answers import ReportTeller

Told = Mapping[str, Sequence[str]]

START, CHECK, WHAT, FILES = "start", "check", "what", "files"
#: The topic of somebody who cannot say, or whose place is none of ours.
NO_TOPIC = "none"
GENERAL = "general"


@dataclass(frozen=True, slots=True)
class StepCondition:
    """Holds when the answer to ``field`` is one of ``values``."""

    field: str
    values: tuple[str, ...]

    def holds(self, told: Told) -> bool:
        return any(value in self.values for value in told.get(self.field, ()))


@dataclass(frozen=True, slots=True)
class JourneyStep:
    """One page: the fields it asks for, and when it is shown (always, if None)."""

    code: str
    fields: tuple[str, ...] = ()
    when: StepCondition | None = None

    def is_shown(self, told: Told) -> bool:
        return self.when is None or self.when.holds(told)


def _who(*tellers: ReportTeller) -> StepCondition:
    return StepCondition("who_you_are", tuple(teller.value for teller in tellers))


def signs_of(section: str) -> str:
    """The name of the field for the signs of a section."""
    return f"signs_{section}"


def build_journey(
    topics: Sequence[str], *, has_map: bool = False
) -> tuple[JourneyStep, ...]:
    """All steps in order; ``topics`` are the sections with signs of their own.

    A point on a map is asked for only where there is a map to choose it on.
    """
    point = ("point",) if has_map else ()
    return (
        JourneyStep(START),
        JourneyStep("danger", ("danger_now",)),
        JourneyStep("danger_call", when=StepCondition("danger_now", ("yes",))),
        JourneyStep("you", ("who_you_are",)),
        JourneyStep("self", ("needs",), _who(ReportTeller.SELF)),
        JourneyStep("child", when=_who(ReportTeller.CHILD)),
        JourneyStep("business", ("your_part",), _who(ReportTeller.BUSINESS)),
        JourneyStep("landlord", ("your_place",), _who(ReportTeller.LANDLORD)),
        JourneyStep("professional", ("your_work",), _who(ReportTeller.PROFESSIONAL)),
        JourneyStep("topic", ("topic",)),
        JourneyStep("signs", (signs_of(GENERAL),)),
        *(
            JourneyStep(
                signs_of(topic), (signs_of(topic),), StepCondition("topic", (topic,))
            )
            for topic in topics
        ),
        JourneyStep(WHAT, ("what",)),
        JourneyStep("under_18", ("about_child",)),
        JourneyStep("where", ("town", "postcode", *point, "where")),
        JourneyStep("area", ("area",)),
        JourneyStep("when", ("timing", "when")),
        JourneyStep("who", ("who",)),
        JourneyStep("vehicles", ("vehicles",)),
        JourneyStep("phones", ("phones",)),
        JourneyStep(FILES),
        JourneyStep("reply", ("wants_reply",)),
        JourneyStep(CHECK),
    )


def list_shown_steps(steps: Sequence[JourneyStep], told: Told) -> list[JourneyStep]:
    """The steps that somebody with these answers walks through.

    An answer counts only where its own question is shown: what was said on a way not
    taken decides nothing.
    """
    walked: list[JourneyStep] = []
    counted: dict[str, Sequence[str]] = {}
    for step in steps:
        if step.is_shown(counted):
            walked.append(step)
            counted |= {name: told.get(name, ()) for name in step.fields}
    return walked


def list_asked_fields(steps: Sequence[JourneyStep], told: Told) -> frozenset[str]:
    """The names of the fields on the way that these answers take."""
    return frozenset(
        name for step in list_shown_steps(steps, told) for name in step.fields
    )


def find_next_step(steps: Sequence[JourneyStep], code: str, told: Told) -> JourneyStep:
    """The step after ``code``; the last has none and gives itself."""
    return _beside(steps, code, told, 1)


def find_previous_step(
    steps: Sequence[JourneyStep], code: str, told: Told
) -> JourneyStep:
    """The step before ``code``; the first has none and gives itself."""
    return _beside(steps, code, told, -1)


def step_of(steps: Sequence[JourneyStep], code: str) -> JourneyStep:
    """The step of this code, or the first: a browser may send anything."""
    return next((step for step in steps if step.code == code), steps[0])


def place_of(steps: Sequence[JourneyStep], code: str, told: Told) -> tuple[int, int]:
    """Which step this is, from 1, and of how many."""
    codes = [step.code for step in list_shown_steps(steps, told)]
    return (codes.index(code) + 1 if code in codes else 1), len(codes)


def _beside(
    steps: Sequence[JourneyStep], code: str, told: Told, way: int
) -> JourneyStep:
    """The next step on the way, from a place that need not be on it itself."""
    here = next((n for n, step in enumerate(steps) if step.code == code), 0)
    on_the_way = list_shown_steps(steps, told)
    order = {step.code: n for n, step in enumerate(steps)}
    if way > 0:
        rest = [step for step in on_the_way if order[step.code] > here]
        return rest[0] if rest else on_the_way[-1]
    rest = [step for step in on_the_way if order[step.code] < here]
    return rest[-1] if rest else on_the_way[0]
