"""A report that is being written: it lives in the page, and nowhere else.

Without scripts every page carries all that was answered so far in hidden fields: no
cookie, no session, no row. So anything may come back, in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import QueryDict

from unhidden.reporting.forms.report import ReportForm
from unhidden.reporting.queries import maps
from unhidden.reporting.queries.offered import SignsOfSection
from unhidden.reporting.rules import areas, journey, points, receipts
from unhidden.reporting.rules.answers import ReportAnswers, says_something
from unhidden.reporting.rules.journey import JourneyStep

LISTS = ("needs", "signs_")


@dataclass(frozen=True)
class ReportDraft:
    """What was sent so far, in the words of the journey."""

    sent: QueryDict
    sections: Sequence[SignsOfSection]

    @cached_property
    def steps(self) -> tuple[JourneyStep, ...]:
        codes = [s.code for s in self.sections if s.code != journey.GENERAL]
        return journey.build_journey(codes, has_map=maps.base_map() is not None)

    @cached_property
    def told(self) -> dict[str, list[str]]:
        """The answers by field, as they came; only of fields that there are."""
        names = [name for step in self.steps for name in step.fields]
        return {name: self.sent.getlist(name) for name in names}

    @property
    def here(self) -> JourneyStep:
        """The step that this page was."""
        return journey.step_of(self.steps, self.sent.get("step", ""))

    def form(self, step: JourneyStep) -> ReportForm:
        """The step's questions as they were answered, with what is wrong in them."""
        return ReportForm(self.sent, sections=self.sections, only=step.fields)

    def page(self, step: JourneyStep) -> ReportForm:
        """The step's questions to be answered, or answered otherwise."""
        initial = {name: self._answer(name) for name in step.fields}
        return ReportForm(sections=self.sections, only=step.fields, initial=initial)

    def _answer(self, name: str) -> Any:
        values = self.told[name]
        if name.startswith(LISTS):
            return values
        found = values[-1] if values else ""
        if name == "area" and not found:
            by_name = areas.guess_council(
                town=self.sent.get("town", ""), postcode=self.sent.get("postcode", "")
            )
            return by_name or points.area_of(self.sent.get("point"))
        return found

    @cached_property
    def page_of_all(self) -> ReportForm:
        """Every question, for its label and its options."""
        return ReportForm(sections=self.sections)

    @cached_property
    def whole(self) -> ReportForm:
        """Every question on the way that was taken, checked together."""
        asked = journey.list_asked_fields(self.steps, self.told)
        return ReportForm(self.sent, sections=self.sections, only=asked)

    @property
    def wrong(self) -> JourneyStep | None:
        """The first step with an answer that cannot be taken."""
        on_the_way = journey.list_shown_steps(self.steps, self.told)
        errors = self.whole.errors
        return next((s for s in on_the_way if errors.keys() & set(s.fields)), None)

    @property
    def answers(self) -> ReportAnswers:
        """What counts, once nothing is wrong."""
        return self.whole.answers()

    @property
    def says_nothing(self) -> bool:
        return not says_something(self.answers)

    def words(self, language: str) -> Iterator[tuple[str, ...]]:
        """The words that were drawn for this form, as each list tells them."""
        return receipts.list_receipt_spellings(
            self.sent.get("words", "").split(), language
        )

    @property
    def copy(self) -> UUID | None:
        """Which copy of the last page this is; None for one that was not ours."""
        with suppress(ValueError):
            return UUID(self.sent.get("copy", ""))
        return None

    @property
    def wants_reply(self) -> bool:
        """Whether they want a way back: unless they said that they do not."""
        return self.told["wants_reply"][-1:] != ["no"]

    def carried(self, without: Collection[str]) -> Iterator[tuple[str, str]]:
        """What the next page must carry unseen, as names and values."""
        for name, values in self.told.items():
            if name not in without:
                yield from ((name, value) for value in values if value)
