"""What the person told, beside the question that it speaks to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unhidden.safeguarding.referrals.presenters.form_pages import choose_words
from unhidden.safeguarding.referrals.queries.filled import FilledForm
from unhidden.safeguarding.referrals.queries.told import OfferedSentence
from unhidden.safeguarding.referrals.rules.official import NrmStep
from unhidden.ui.dates import format_day


@dataclass(frozen=True, slots=True)
class SentenceLine:
    text: str
    source: str
    check: str


@dataclass(frozen=True, slots=True)
class QuestionOffers:
    """A question, and the marked sentences that speak to it."""

    label: str
    url: str
    is_beside: bool
    lines: tuple[SentenceLine, ...]


def list_question_offers(
    case_id: UUID, step: NrmStep, offers: Sequence[OfferedSentence]
) -> list[QuestionOffers]:
    """Of one step the questions for which something is offered."""
    return [
        QuestionOffers(
            choose_words(question.label),
            reverse("safeguarding:nrm_take", args=[case_id, question.code]),
            question.is_beside,
            tuple(
                _line(each)
                for each in offers
                if each.sentence.question == question.code
            ),
        )
        for question in step.questions
        if any(each.sentence.question == question.code for each in offers)
    ]


def write_check(offer: OfferedSentence) -> str:
    """How a sentence of the form was checked with the person; empty if it is not in."""
    if offer.check == "read_back" and offer.read_back_on:
        day = format_day(offer.read_back_on)
        return _("Read back to the person on %(day)s") % {"day": day}
    return _("Not yet read back") if offer.check else ""


def note_sentences(
    form: FilledForm, taken: Sequence[OfferedSentence]
) -> dict[str, tuple[str, ...]]:
    """For the printed form: by question how each of its sentences was checked.

    A sentence that is no longer in the answer as it was told is not written out.
    """
    answers, questions = form.all_answers, form.official.told_questions
    notes: dict[str, dict[str, None]] = {}
    for each in taken:
        code, text = each.sentence.question, each.sentence.text
        is_there = questions[code].is_beside or text in str(answers.get(code, ""))
        note = f"“{text}”: {write_check(each)}" if is_there else _changed_since()
        notes.setdefault(code, {})[note] = None
    return {code: tuple(each) for code, each in notes.items()}


def _changed_since() -> str:
    return _(
        "A sentence that was taken over here was changed or left out since. Not yet "
        "read back"
    )


def _line(offer: OfferedSentence) -> SentenceLine:
    mark = offer.sentence
    told = {"day": format_day(mark.told_on), "who": mark.by}
    source = _("Told on %(day)s, written down by %(who)s") % told
    return SentenceLine(mark.text, source, write_check(offer))
