"""The report as a journey: steps, what each asks, and which come next, as data.

The same data drives the pages and the script in the browser; the server walks it again
with the answers it is sent, so that nothing counts that was never asked. Raise
``answers.FORM_VERSION`` with every change: it is kept with each report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unhidden.reporting.rules.answers import Teller

Told = Mapping[str, Sequence[str]]

START, CHECK, WHAT, FILES = "start", "check", "what", "files"
#: The topic of somebody who cannot say, or whose place is none of ours.
NO_TOPIC = "none"
GENERAL = "general"


@dataclass(frozen=True, slots=True)
class When:
    """Holds when the answer to ``field`` is one of ``values``."""

    field: str
    values: tuple[str, ...]

    def holds(self, told: Told) -> bool:
        return any(value in self.values for value in told.get(self.field, ()))


@dataclass(frozen=True, slots=True)
class Step:
    """One page: the fields it asks for, and when it is shown (always, if None)."""

    code: str
    fields: tuple[str, ...] = ()
    when: When | None = None

    def is_shown(self, told: Told) -> bool:
        return self.when is None or self.when.holds(told)


def _who(*tellers: Teller) -> When:
    return When("who_you_are", tuple(teller.value for teller in tellers))


def signs_of(section: str) -> str:
    """The name of the field for the signs of a section."""
    return f"signs_{section}"


def journey(topics: Sequence[str], *, has_map: bool = False) -> tuple[Step, ...]:
    """All steps in order; ``topics`` are the sections with signs of their own.

    A point on a map is asked for only where there is a map to choose it on.
    """
    point = ("point",) if has_map else ()
    return (
        Step(START),
        Step("danger", ("danger_now",)),
        Step("danger_call", when=When("danger_now", ("yes",))),
        Step("you", ("who_you_are",)),
        Step("self", ("needs",), _who(Teller.SELF)),
        Step("child", when=_who(Teller.CHILD)),
        Step("business", ("your_part",), _who(Teller.BUSINESS)),
        Step("landlord", ("your_place",), _who(Teller.LANDLORD)),
        Step("professional", ("your_work",), _who(Teller.PROFESSIONAL)),
        Step("topic", ("topic",)),
        Step("signs", (signs_of(GENERAL),)),
        *(
            Step(signs_of(topic), (signs_of(topic),), When("topic", (topic,)))
            for topic in topics
        ),
        Step(WHAT, ("what",)),
        Step("under_18", ("about_child",)),
        Step("where", ("town", "postcode", *point, "where")),
        Step("area", ("area",)),
        Step("when", ("timing", "when")),
        Step("who", ("who",)),
        Step("vehicles", ("vehicles",)),
        Step("phones", ("phones",)),
        Step(FILES),
        Step("reply", ("wants_reply",)),
        Step(CHECK),
    )


def shown(steps: Sequence[Step], told: Told) -> list[Step]:
    """The steps that somebody with these answers walks through.

    An answer counts only where its own question is shown: what was said on a way not
    taken decides nothing.
    """
    walked: list[Step] = []
    counted: dict[str, Sequence[str]] = {}
    for step in steps:
        if step.is_shown(counted):
            walked.append(step)
            counted |= {name: told.get(name, ()) for name in step.fields}
    return walked


def asked(steps: Sequence[Step], told: Told) -> frozenset[str]:
    """The names of the fields on the way that these answers take."""
    return frozenset(name for step in shown(steps, told) for name in step.fields)


def after(steps: Sequence[Step], code: str, told: Told) -> Step:
    """The step after ``code``; the last has none and gives itself."""
    return _beside(steps, code, told, 1)


def before(steps: Sequence[Step], code: str, told: Told) -> Step:
    """The step before ``code``; the first has none and gives itself."""
    return _beside(steps, code, told, -1)


def step_of(steps: Sequence[Step], code: str) -> Step:
    """The step of this code, or the first: a browser may send anything."""
    return next((step for step in steps if step.code == code), steps[0])


def place_of(steps: Sequence[Step], code: str, told: Told) -> tuple[int, int]:
    """Which step this is, from 1, and of how many."""
    codes = [step.code for step in shown(steps, told)]
    return (codes.index(code) + 1 if code in codes else 1), len(codes)


def _beside(steps: Sequence[Step], code: str, told: Told, way: int) -> Step:
    """The next step on the way, from a place that need not be on it itself."""
    here = next((n for n, step in enumerate(steps) if step.code == code), 0)
    on_the_way = shown(steps, told)
    order = {step.code: n for n, step in enumerate(steps)}
    if way > 0:
        rest = [step for step in on_the_way if order[step.code] > here]
        return rest[0] if rest else on_the_way[-1]
    rest = [step for step in on_the_way if order[step.code] < here]
    return rest[-1] if rest else on_the_way[0]
