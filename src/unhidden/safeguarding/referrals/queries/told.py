"""What a person told, word for word, and which sentence speaks to which question."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.safeguarding.frame.queries import read_head, work_on
from unhidden.safeguarding.models import AccountMark, SentenceTaken, SurvivorAccount
from unhidden.safeguarding.referrals.rules.sentences import TextSpan, split_sentences
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class AccountLine:
    """That the person told something, and how; not what."""

    id: UUID
    told_on: date
    how_label: str
    by: str
    at: datetime
    adds_to: UUID | None


@dataclass(frozen=True, slots=True)
class OpenMark:
    """A mark that stands: its sentence in the person's words, and the question."""

    id: UUID
    account_id: UUID
    told_on: date
    by: str
    question: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account with its words, or without where the viewer's keys do not open it."""

    line: AccountLine
    text: str
    language: str
    interpreter: str
    is_read_aloud: bool
    is_locked: bool
    sentences: tuple[TextSpan, ...]
    marks: tuple[OpenMark, ...]
    additions: tuple[AccountLine, ...]


@dataclass(frozen=True, slots=True)
class OfferedSentence:
    """A marked sentence beside its question, and whether the form has it already.

    ``check`` is "read_back", "not_yet", or empty while nobody has taken it over.
    """

    sentence: OpenMark
    check: str
    read_back_on: date | None


@query
@of_one_record("case_id")
def list_accounts(*, viewer: Actor, case_id: UUID) -> tuple[AccountLine, ...]:
    """What was told of a case and when, the latest first; for its team."""
    read_head(viewer=viewer, case_id=case_id)
    rows = SurvivorAccount.objects.filter(case_id=case_id).select_related("written_by")
    return tuple(_line(row) for row in rows.order_by("-told_on", "-written_at", "id"))


@query
@of_one_record("case_id")
def get_account(*, viewer: Actor, case_id: UUID, told_id: UUID) -> AccountView:
    """One account, opened for its team; raises Absent.

    Who reads the case without keys, as in an emergency, is told that it is locked.
    """
    read_head(viewer=viewer, case_id=case_id)
    rows = SurvivorAccount.objects.filter(case_id=case_id).select_related("written_by")
    row = rows.filter(id=told_id).first()
    if row is None:
        raise Absent
    content = _open(row, viewer)
    text = content.get("text", "")
    marks = read_marks(case_id, viewer, of=row.id) if content else ()
    additions = rows.filter(adds_to=row).order_by("told_on", "written_at", "id")
    return AccountView(
        line=_line(row),
        text=text,
        language=content.get("language", ""),
        interpreter=content.get("interpreter", ""),
        is_read_aloud=row.is_read_aloud,
        is_locked=not content,
        sentences=split_sentences(text),
        marks=marks,
        additions=tuple(_line(each) for each in additions),
    )


@query
@of_one_record("case_id")
def list_offers(
    *, viewer: Actor, case_id: UUID, form_id: UUID, questions: Collection[str]
) -> tuple[OfferedSentence, ...]:
    """The marked sentences for some questions of a form, for who works on the case."""
    work_on(viewer=viewer, case_id=case_id)
    return read_offers(case_id, form_id, questions, viewer)


@query
@of_one_record("case_id")
def list_taken(
    *, viewer: Actor, case_id: UUID, form_id: UUID
) -> tuple[OfferedSentence, ...]:
    """All sentences that were taken over into a form, for who works on the case."""
    work_on(viewer=viewer, case_id=case_id)
    found = _read_offered(case_id, form_id, viewer)
    return tuple(each for each in found if each.check)


def read_offers(
    case_id: UUID, form_id: UUID, questions: Collection[str], viewer: Actor
) -> tuple[OfferedSentence, ...]:
    """As ``list_offers``, within a query or an action that asked for permission."""
    found = _read_offered(case_id, form_id, viewer)
    return tuple(each for each in found if each.sentence.question in questions)


def _read_offered(
    case_id: UUID, form_id: UUID, viewer: Actor
) -> tuple[OfferedSentence, ...]:
    """What stands, and what is in the form although its mark was taken back."""
    taken = SentenceTaken.objects.filter(case_id=case_id, form_id=form_id)
    last = {row.mark_id: row for row in taken.order_by("taken_at", "check_made", "id")}
    rows = _marks_of(case_id).filter(Q(taken_back=None) | Q(id__in=last))
    return tuple(_offer(mark, last.get(mark.id)) for mark in _open_marks(rows, viewer))


def read_marks(
    case_id: UUID, viewer: Actor, *, of: UUID | None = None
) -> tuple[OpenMark, ...]:
    """The marks of a case that stand, in the order in which they were told.

    Of those whose words the viewer's keys do not open there is nothing.
    """
    rows = _marks_of(case_id).filter(taken_back=None)
    return _open_marks(rows if of is None else rows.filter(account_id=of), viewer)


def _marks_of(case_id: UUID) -> QuerySet[AccountMark]:
    rows = AccountMark.objects.filter(case_id=case_id, takes_back=None)
    return rows.select_related("account", "account__written_by")


def _open_marks(rows: QuerySet[AccountMark], viewer: Actor) -> tuple[OpenMark, ...]:
    found = [*rows.order_by("account__told_on", "account__written_at", "id")]
    accounts = {row.account_id: row.account for row in found}
    try:
        opened = vault.open_held([row.content_sealed for row in found], by=viewer)
        told = vault.open_held(
            [each.content_sealed for each in accounts.values()], by=viewer
        )
    except vault.NotForYou:
        return ()
    texts = dict(zip(accounts, told, strict=True))
    marks = [
        _mark(row, json.loads(content), json.loads(text)["text"])
        for row, content in zip(found, opened, strict=True)
        if content is not None and (text := texts[row.account_id]) is not None
    ]
    order = {account_id: place for place, account_id in enumerate(accounts)}
    return tuple(sorted(marks, key=lambda each: (order[each.account_id], each.start)))


def find_in_accounts(
    words: str, accounts: Sequence[tuple[AccountLine, str]]
) -> tuple[AccountLine, ...]:
    """Those accounts whose words contain what is looked for, in whatever case."""
    wanted = words.casefold().split()
    return tuple(
        line
        for line, text in accounts
        if all(word in text.casefold() for word in wanted)
    )


@query
@of_one_record("case_id")
def search_accounts(
    *, viewer: Actor, case_id: UUID, words: str
) -> tuple[AccountLine, ...]:
    """The accounts of a case that contain these words, opened in memory alone.

    So that nobody asks twice. For who works on the case, of what their keys open.
    """
    work_on(viewer=viewer, case_id=case_id)
    rows = SurvivorAccount.objects.filter(case_id=case_id).select_related("written_by")
    found = [*rows.order_by("-told_on", "-written_at", "id")]
    texts = vault.open_held([row.content_sealed for row in found], by=viewer)
    pairs = [
        (_line(row), json.loads(text)["text"])
        for row, text in zip(found, texts, strict=True)
        if text is not None
    ]
    return find_in_accounts(words, pairs)


def _open(row: SurvivorAccount, viewer: Actor) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(row.content_sealed.open(viewer))
    except vault.NotForYou:
        return {}
    return content


def _line(row: SurvivorAccount) -> AccountLine:
    return AccountLine(
        id=row.id,
        told_on=row.told_on,
        how_label=row.get_how_display(),
        by=row.written_by.name,
        at=row.written_at,
        adds_to=row.adds_to_id,
    )


def _mark(row: AccountMark, content: dict[str, Any], text: str) -> OpenMark:
    span = TextSpan(content["start"], content["end"])
    return OpenMark(
        id=row.id,
        account_id=row.account_id,
        told_on=row.account.told_on,
        by=row.account.written_by.name,
        question=content["question"],
        start=span.start,
        end=span.end,
        text=span.cut_from(text),
    )


def _offer(mark: OpenMark, taken: SentenceTaken | None) -> OfferedSentence:
    return OfferedSentence(
        mark,
        taken.check_made if taken else "",
        taken.read_back_on if taken else None,
    )
