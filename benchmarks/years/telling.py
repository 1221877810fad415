"""Forty invented accounts, told, marked, offered beside the form, taken over, printed.

Their file says of each sentence which questions of the form it answers; it was written
by somebody who had not seen the program. All of it goes through the program's actions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.years import acts
from benchmarks.years.ground import MANAGER, WORKERS, CareGround
from unhidden.access.actor import Actor
from unhidden.safeguarding.referrals.actions import accounts, filling
from unhidden.safeguarding.referrals.presenters import form_pages, offers, papers
from unhidden.safeguarding.referrals.queries import filled, told
from unhidden.safeguarding.referrals.queries.official import load_official_form
from unhidden.safeguarding.referrals.queries.papers import PaperLine
from unhidden.safeguarding.referrals.rules import forks
from unhidden.safeguarding.referrals.rules.official import OfficialForm
from unhidden.safeguarding.referrals.rules.sentences import split_sentences

ACCOUNTS = Path(__file__).with_name("accounts.json")
_AGE_GROUPS = {"no": "adult", "yes": "child", "not-sure": "unsure"}
#: What becomes of the questions with something offered, one after the other.
READ, UNREAD, LEFT, REGRETTED = "read", "unread", "left", "regretted"
_FATES = (READ, UNREAD, LEFT, REGRETTED)


@dataclass(slots=True)
class ToldAccount:
    """One account with its case; ``speaks`` its sentences by question of the form."""

    case_id: UUID
    worker: Actor
    told_id: UUID
    text: str
    speaks: dict[str, list[str]]


@dataclass(slots=True)
class TellingFindings:
    """Of all accounts: what was marked and not offered, and what was printed wrongly.

    ``retired`` are marks for a question that the form of today does not ask.
    """

    marked: int = 0
    retired: int = 0
    missed: list[str] = field(default_factory=list)
    printed: int = 0
    unread: list[str] = field(default_factory=list)

    @property
    def offered_pct(self) -> float:
        return 100 * (1 - len(self.missed) / max(1, self.marked))


def tell_accounts(ground: CareGround, at: datetime, *, most: int) -> TellingFindings:
    """Tell so many of the accounts to one charity after the other."""
    found = TellingFindings()
    listed = json.loads(ACCOUNTS.read_text(encoding="utf-8"))["accounts"]
    for number, told_by in enumerate(listed[:most]):
        lead = number % len(ground.organisations)
        account = _tell(ground, lead, told_by, at)
        found.retired += sum(
            code not in _form().told_questions and _is_retired(code)
            for code in account.speaks
        )
        _mark(account, at)
        _answer(account, told_by["answers"], at)
        offered = _offered(account)
        _count(account, offered, found, told_by["id"])
        wanted = _take_over(account, offered, at)
        _read_paper(account, wanted, found, at)
    return found


def _tell(
    ground: CareGround, lead: int, told_by: Mapping[str, Any], at: datetime
) -> ToldAccount:
    worker = ground.actor(lead, WORKERS[0])
    case_id = acts.open_case(
        ground.people[lead, WORKERS[0]],
        ground.actor(lead, MANAGER),
        at,
        age_group=_AGE_GROUPS[told_by["answers"]["pv-under-age"]],
    )
    filling.begin_form(case_id=case_id, actor=worker, at=at)
    text = " ".join(each["text"] for each in told_by["sentences"])
    new = accounts.NewAccount(
        text=text,
        told_on=at.date(),
        how="interpreted",
        language=told_by["language"],
        interpreter="Number 7",
        is_read_aloud=True,
    )
    told_id = accounts.keep_account(case_id=case_id, new=new, actor=worker, at=at)
    speaks: dict[str, list[str]] = {}
    for sentence in told_by["sentences"]:
        for question in sentence["answers"]:
            speaks.setdefault(question, []).append(sentence["text"])
    return ToldAccount(case_id, worker, told_id, text, speaks)


def _mark(account: ToldAccount, at: datetime) -> None:
    """Mark each sentence for each question it answers, where that can be done."""
    spans = split_sentences(account.text)
    for question in account.speaks.keys() & _form().told_questions.keys():
        places = set()
        for sentence in account.speaks[question]:
            start = account.text.index(sentence)
            end = start + len(sentence)
            places |= {
                n for n, s in enumerate(spans) if s.start < end and s.end > start
            }
        accounts.mark_sentences(
            case_id=account.case_id,
            told_id=account.told_id,
            places=places,
            question=question,
            actor=account.worker,
            at=at,
        )


def _answer(account: ToldAccount, answers: Mapping[str, object], at: datetime) -> None:
    """Go through the form step by step as it leads, and give what is known."""
    given = {k: "yes" if v is True else str(v) for k, v in answers.items() if v}
    form, step = _filled(account), next(_form().all_steps, None)
    numbers = {place: saved.number for place, saved in form.saved.items()}
    while step is not None:
        mine = {q.code: given[q.code] for q in step.questions if q.code in given}
        if not mine:
            step = forks.find_next_step(_form(), step.code, given)
            continue
        outcome = filling.save_step(
            case_id=account.case_id,
            step_code=step.code,
            answers=mine,
            number=numbers.get(step.kept_under, 0),
            actor=account.worker,
            at=at,
        )
        step = _form().find_step(outcome.next_step)


def _offered(account: ToldAccount) -> dict[str, list[told.OfferedSentence]]:
    """What stands beside the questions of the steps that this person's form shows."""
    form = _filled(account)
    shown = forks.list_shown_steps(form.official, form.all_answers)
    beside = told.list_offers(
        viewer=account.worker,
        case_id=account.case_id,
        form_id=form.id,
        questions={q.code for step in shown for q in step.questions if q.is_told},
    )
    found: dict[str, list[told.OfferedSentence]] = {}
    for each in beside:
        found.setdefault(each.sentence.question, []).append(each)
    return found


def _count(
    account: ToldAccount,
    offered: Mapping[str, list[told.OfferedSentence]],
    found: TellingFindings,
    number: int,
) -> None:
    for question, sentences in account.speaks.items():
        if _is_retired(question):
            continue
        found.marked += 1
        beside = " ".join(each.sentence.text for each in offered.get(question, ()))
        if not all(sentence in beside for sentence in sentences):
            found.missed.append(f"{question} of account {number}")


def _take_over(
    account: ToldAccount,
    offered: Mapping[str, list[told.OfferedSentence]],
    at: datetime,
) -> dict[str, tuple[str, list[str]]]:
    """Of each question with something offered what was done, decided before it is."""
    wanted = {
        question: (
            _FATES[place % len(_FATES)],
            [each.sentence.text for each in offered[question]],
        )
        for place, question in enumerate(sorted(offered))
    }
    for question, (fate, _texts) in wanted.items():
        if fate == LEFT:
            continue
        marks = [each.sentence.id for each in offered[question]]
        accounts.take_sentences(
            case_id=account.case_id,
            question=question,
            marks=marks,
            read_back_on=at.date() if fate == READ else None,
            actor=account.worker,
            at=at,
        )
        for mark in marks if fate == REGRETTED else ():
            accounts.take_mark_back(
                case_id=account.case_id, mark_id=mark, actor=account.worker, at=at
            )
    return wanted


def _read_paper(
    account: ToldAccount,
    wanted: Mapping[str, tuple[str, list[str]]],
    found: TellingFindings,
    at: datetime,
) -> None:
    """Nothing of it stands on paper that was not taken over, or not how it was read."""
    form = _filled(account)
    notes = offers.note_sentences(
        form,
        told.list_taken(
            viewer=account.worker, case_id=account.case_id, form_id=form.id
        ),
    )
    paper = papers.lay_out_paper(
        form, form_pages.list_copy_sections(form, notes), at=at
    )
    lines = {line.code: line for part in paper.sections for line in part.lines}
    for question, (fate, texts) in wanted.items():
        line = lines.get(question.replace("{1..10}", "1"))
        for text in texts if line else ():
            found.printed += 1
            fault = line and _find_fault(line, text, fate)
            if fault:
                found.unread.append(f"{question}: {fault}")


def _find_fault(line: PaperLine, text: str, fate: str) -> str:
    """What is wrong with a sentence on paper; empty where nothing is."""
    said = [note for note in line.notes if text in note]
    if fate == LEFT:
        return "printed, and not taken over" if text in line.value or said else ""
    check = "Read back" if fate == READ else "Not yet read back"
    is_said = any(check in note for note in said)
    return "" if is_said else f"{fate}, and the paper says {said}"


def _form() -> OfficialForm:
    return load_official_form()


def _is_retired(code: str) -> bool:
    return any(question.code == code for question in _form().retired)


def _filled(account: ToldAccount) -> filled.FilledForm:
    form = filled.find_filled_form(viewer=account.worker, case_id=account.case_id)
    assert form
    return form
