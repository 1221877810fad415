"""An account sentence by sentence, with the questions that each speaks to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from unhidden.safeguarding.referrals.presenters.form_pages import choose_words
from unhidden.safeguarding.referrals.queries.told import AccountView
from unhidden.safeguarding.referrals.rules.official import OfficialForm


@dataclass(frozen=True, slots=True)
class MarkLine:
    id: UUID
    sentence: str
    question: str


def list_pieces(account: AccountView, official: OfficialForm) -> list[MarkLine]:
    """The marks of an account, in the order of its text."""
    labels = {
        code: choose_words(question.label)
        for code, question in official.told_questions.items()
    }
    marks = sorted(account.marks, key=lambda mark: (mark.start, mark.question))
    return [
        MarkLine(mark.id, mark.text, labels.get(mark.question, mark.question))
        for mark in marks
    ]
