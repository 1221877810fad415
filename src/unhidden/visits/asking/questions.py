"""A form as its file has it: sections of questions, and rules that tell of faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# A condition is a list that begins with its word: ["is", "outcome", "arrest"].
Condition = list[Any]


@dataclass(frozen=True, slots=True)
class BilingualText:
    """The same words in both languages."""

    en: str
    cy: str

    def in_language(self, language: str) -> str:
        return self.cy if language == "cy" else self.en


@dataclass(frozen=True, slots=True)
class AnswerChoice:
    """One answer that can be picked; ``usual`` is the usual legal basis beside it."""

    code: str
    label: BilingualText
    usual: BilingualText | None = None


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question, or a part of one that is answered in rows.

    ``goes`` names the envelope; ``reveals`` which question each choice opens;
    ``is_asked_if`` when it is asked at all. ``missing`` is said where an answer is
    needed and there is none; without it the question may stay open.
    """

    code: str
    kind: str
    label: BilingualText
    goes: str = "outer"
    hint: BilingualText | None = None
    missing: BilingualText | None = None
    choices: tuple[AnswerChoice, ...] = ()
    reveals: Mapping[str, str] | None = None
    is_asked_if: Condition | None = None
    most: int | None = None
    longest: int | None = None
    parts: tuple[AskedQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedSection:
    """A group of questions, as one screen shows it, of these kinds of visits."""

    code: str
    title: BilingualText
    kinds: tuple[str, ...]
    questions: tuple[AskedQuestion, ...]


@dataclass(frozen=True, slots=True)
class AskingRule:
    """What does not add up: when, beside which question, and in which words."""

    code: str
    condition: Condition
    at: str
    says: BilingualText


@dataclass(frozen=True, slots=True)
class AskingForm:
    """A version of the questions; ``renamed`` leads old codes to those of today."""

    code: str
    renamed: Mapping[str, str]
    sections: tuple[AskedSection, ...]
    rules: tuple[AskingRule, ...]

    @property
    def all_questions(self) -> Iterator[AskedQuestion]:
        """All of them, in the order of the form."""
        for section in self.sections:
            yield from section.questions


def build_form(data: Mapping[str, Any]) -> AskingForm:
    """The form that a checked file holds."""
    return AskingForm(
        code=data["form"],
        renamed=data["renamed"],
        sections=tuple(_section(section) for section in data["sections"]),
        rules=tuple(
            AskingRule(
                rule["code"], rule["if"], rule["at"], BilingualText(**rule["says"])
            )
            for rule in data["rules"]
        ),
    )


def _rule(data: Mapping[str, Any]) -> AskingRule:
    says = BilingualText(**data["says"])
    return AskingRule(data["code"], data["if"], data["at"], says)


def _section(data: Mapping[str, Any]) -> AskedSection:
    return AskedSection(
        code=data["code"],
        title=BilingualText(**data["title"]),
        kinds=tuple(data["of"]),
        questions=tuple(_question(question) for question in data["questions"]),
    )


def _question(data: Mapping[str, Any]) -> AskedQuestion:
    return AskedQuestion(
        code=data["code"],
        kind=data["kind"],
        label=BilingualText(**data["label"]),
        goes=data.get("goes", "outer"),
        hint=_words(data.get("hint")),
        missing=_words(data.get("missing")),
        choices=tuple(_choice(choice) for choice in data.get("choices", ())),
        reveals=data.get("reveals"),
        is_asked_if=data.get("is_asked_if"),
        most=data.get("max"),
        longest=data.get("longest"),
        parts=tuple(_question(part) for part in data.get("parts", ())),
    )


def _choice(data: Mapping[str, Any]) -> AnswerChoice:
    label = BilingualText(data["en"], data["cy"])
    return AnswerChoice(data["code"], label, _words(data.get("usual")))


def _words(data: Mapping[str, str] | None) -> BilingualText | None:
    return BilingualText(**data) if data else None
