"""What the pages of the official form show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from unhidden.safeguarding.referrals.queries.filled import FilledForm, SavedStep
from unhidden.safeguarding.referrals.rules import checks, forks
from unhidden.safeguarding.referrals.rules.forks import Answer
from unhidden.safeguarding.referrals.rules.official import (
    NrmQuestion,
    NrmStep,
    NrmText,
)
from unhidden.safeguarding.referrals.rules.prompts import QualityPrompt
from unhidden.ui.dates import format_day

PROMPTS = {
    "no_reason": gettext_lazy("Say why it is not known: “not known because …”"),
    "short": gettext_lazy("This is very short. Can you say more, in their words?"),
    "identifies": gettext_lazy(
        "This report names nobody, but this answer may tell who they are: a name, a "
        "number, a birth date or an address stands in it"
    ),
    "consent_differs": gettext_lazy(
        "This is not what is recorded as their consent. Ask them again, and record "
        "what they say"
    ),
    "child_by_birth": gettext_lazy(
        "This birth date makes them a child, and the form says that they are not"
    ),
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in the list of a form's steps."""

    title: str
    url: str
    lacking: int
    is_begun: bool
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionLines:
    title: str
    lines: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One field in the official order, as it is typed there."""

    code: str
    label: str
    value: str
    is_missing: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopySection:
    title: str
    lines: tuple[CopyLine, ...]


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """What somebody else saved for a question while one wrote."""

    label: str
    value: str


def list_sections(
    form: FilledForm, prompts: Sequence[QualityPrompt]
) -> list[SectionLines]:
    """The shown steps under their sections, with what each lacks."""
    answers = form.all_answers
    shown = {step.code for step in forks.list_shown_steps(form.official, answers)}
    lacking = Counter(step for step, _field in form.list_lacking())
    return [
        SectionLines(
            choose_words(section.title),
            tuple(
                _line(form, step, lacking[step.code], prompts)
                for step in section.steps
                if step.code in shown
            ),
        )
        for section in form.official.sections
        if any(step.code in shown for step in section.steps)
    ]


def list_copy_sections(
    form: FilledForm, notes: dict[str, tuple[str, ...]]
) -> list[CopySection]:
    """All that is asked, in the official order, as it is typed there.

    ``notes`` says by field what is to be known of its sentences.
    """
    answers = form.all_answers
    shown = {step.code for step in forks.list_shown_steps(form.official, answers)}
    return [
        CopySection(
            choose_words(section.title),
            tuple(
                line
                for step in section.steps
                if step.code in shown
                for question in step.questions
                if forks.is_asked(question, answers)
                for line in _copied(question, answers.get(question.code, ""), notes)
            ),
        )
        for section in form.official.sections
        if any(step.code in shown for step in section.steps)
    ]


def list_changed(step: NrmStep, saved: SavedStep) -> list[ChangedAnswer]:
    """What another saved of a step, for whoever wrote at the same time."""
    return [
        ChangedAnswer(
            choose_words(q.label), write_answer(q, saved.answers.get(q.code, ""))
        )
        for q in step.questions
    ]


def tell_prompts(step: NrmStep, found: Sequence[QualityPrompt]) -> list[str]:
    """What of one step is worth another look, each with its question."""
    labels = {
        question.code: choose_words(question.label) for question in step.questions
    }
    return [
        f"{labels[each.field]}: {PROMPTS[each.code]}"
        for each in found
        if each.step == step.code
    ]


def write_answer(question: NrmQuestion, answer: Answer) -> str:
    """An answer in words."""
    labels = {each.code: choose_words(each.label) for each in question.choices}
    if question.kind in {"tick", "files"}:
        return _("Yes") if answer else ""
    if not isinstance(answer, str):
        return "; ".join(labels.get(each, each) for each in answer)
    if question.kind == "phone":
        return checks.write_phone(answer) or answer
    if question.kind == "day" and answer:
        return format_day(date.fromisoformat(answer))
    return labels.get(answer, answer)


def choose_words(text: NrmText) -> str:
    """In the language of the page."""
    return text.in_language(get_language() or "en")


def step_url(case_id: UUID, code: str) -> str:
    return reverse("safeguarding:nrm_step", args=[case_id, code])


def _line(
    form: FilledForm, step: NrmStep, lacking: int, prompts: Sequence[QualityPrompt]
) -> StepLine:
    return StepLine(
        title=choose_words(step.title),
        url=step_url(form.case.id, step.code),
        lacking=lacking,
        is_begun=step.kept_under in form.saved,
        prompts=tuple(tell_prompts(step, prompts)),
    )


def _copied(
    question: NrmQuestion, answer: Answer, notes: dict[str, tuple[str, ...]]
) -> list[CopyLine]:
    label, note = choose_words(question.label), notes.get(question.code, ())
    if question.kind != "picks":
        is_missing = question.is_required and forks.is_blank(answer)
        value = write_answer(question, answer)
        return [CopyLine(question.code, label, value, is_missing, note)]
    given = [answer] if isinstance(answer, str) else list(answer)
    given = [each for each in given if each] or [""]
    return [
        CopyLine(
            question.code.replace("{1..10}", str(number)),
            label,
            value,
            not value,
            note if number == 1 else (),
        )
        for number, value in enumerate(given, 1)
    ]


def find_step_of(form: FilledForm, code: str) -> NrmStep | None:
    """The step of a form that asks a question to which somebody may have spoken.

    Of two that ask the same, the one that is shown.
    """
    shown = forks.list_shown_steps(form.official, form.all_answers)
    for step in (*shown, *form.official.all_steps):
        if any(each.code == code and each.is_told for each in step.questions):
            return step
    return None
