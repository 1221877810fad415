"""The official form of the NRM as its file has it: sections of steps of questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: What a condition of a step looks like: {"field", "is"}, {"all"} or {"any"}.
StepCondition = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NrmText:
    """The same words in both languages."""

    en: str
    cy: str

    def in_language(self, language: str) -> str:
        return self.cy if language == "cy" else self.en


@dataclass(frozen=True, slots=True)
class NrmChoice:
    """One answer that can be picked, with the form's own value."""

    code: str
    label: NrmText


@dataclass(frozen=True, slots=True)
class NrmQuestion:
    """A field of the form.

    ``asked_if`` names another field of the same step and the value that opens this one;
    ``list_name`` the list that it is picked from; ``is_told`` whether the person may
    have spoken to it in an account, and ``is_beside`` whether their words only stand
    beside the answer: a choice, a name, a date.
    """

    code: str
    kind: str
    label: NrmText
    is_required: bool
    hint: NrmText | None = None
    choices: tuple[NrmChoice, ...] = ()
    list_name: str = ""
    asked_if: tuple[str, str] | None = None
    longest: int | None = None
    checks: tuple[str, ...] = ()
    is_told: bool = False
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class NrmStep:
    """What the official form asks on one page; ``shown_if`` when it is shown at all."""

    code: str
    title: NrmText
    questions: tuple[NrmQuestion, ...]
    shown_if: StepCondition | None = None

    @property
    def kept_under(self) -> str:
        """Where its answers are kept: two steps that ask the same share them."""
        return self.code.removesuffix("-dtn").removesuffix("-referral")


@dataclass(frozen=True, slots=True)
class NrmSection:
    code: str
    title: NrmText
    steps: tuple[NrmStep, ...]

    @property
    def told_questions(self) -> list[NrmQuestion]:
        """Those that an account may speak to, each once: two steps may ask the same."""
        asked = {q.code: q for step in self.steps for q in step.questions if q.is_told}
        return [*asked.values()]


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """A version of the form; ``retired`` fields exist there and are asked no more."""

    code: str
    is_checked: bool
    sections: tuple[NrmSection, ...]
    retired: tuple[NrmQuestion, ...]

    @property
    def all_steps(self) -> Iterator[NrmStep]:
        """All steps, in the order of the form."""
        for section in self.sections:
            yield from section.steps

    def find_step(self, code: str) -> NrmStep | None:
        return next((step for step in self.all_steps if step.code == code), None)

    @property
    def told_questions(self) -> dict[str, NrmQuestion]:
        """The questions that an account may speak to, by code."""
        return {q.code: q for section in self.sections for q in section.told_questions}


def build_official_form(data: Mapping[str, Any]) -> OfficialForm:
    """The form that a file holds."""
    return OfficialForm(
        code=data["form"],
        is_checked=data["is_checked"],
        sections=tuple(
            NrmSection(
                section["code"],
                NrmText(**section["title"]),
                tuple(_step(step) for step in section["steps"]),
            )
            for section in data["sections"]
        ),
        retired=tuple(_question(one) for one in data["not_asked_today"]),
    )


def _step(data: Mapping[str, Any]) -> NrmStep:
    return NrmStep(
        code=data["code"],
        title=NrmText(**data["title"]),
        questions=tuple(_question(one) for one in data["questions"]),
        shown_if=data.get("shown_if"),
    )


def _question(data: Mapping[str, Any]) -> NrmQuestion:
    asked_if = data.get("asked_if")
    return NrmQuestion(
        code=data["code"],
        kind=data["kind"],
        label=NrmText(**data["label"]),
        is_required=data["is_required"],
        hint=NrmText(**data["hint"]) if "hint" in data else None,
        choices=tuple(
            NrmChoice(one["code"], NrmText(one["en"], one["cy"]))
            for one in data.get("choices", ())
        ),
        list_name=data.get("list", ""),
        asked_if=(asked_if["field"], asked_if["value"]) if asked_if else None,
        longest=data.get("longest"),
        checks=tuple(data.get("checks", ())),
        is_told=data.get("is_told", False),
        is_beside=data.get("is_beside", False),
    )
