"""Reading forms from their files, and what the outer envelope of a visit says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from unhidden.lib.sent_json import read_sent_json
from unhidden.visits.asking.judging import LISTS, LONDON, find_moment, is_asked
from unhidden.visits.asking.questions import AskingForm, build_form
from unhidden.visits.rules.records import (
    FoundVictim,
    HeadcountGroup,
    ReferralMade,
    SignAnswered,
    VisitRecord,
)

FOLDER = Path(__file__).parents[1] / "data" / "questions"
_DETAIL = {"consent": "consent_by", "power": "power"}
_WRONG = (ValueError, TypeError, KeyError, AttributeError, OverflowError)
_COUNTS = ("spoken_to", "leaflets", "notices", "arrests")
_KINDS: dict[str, type | tuple[type, ...]] = {
    "count": int,
    "yes_no": bool,
}


class FormUnknown(Exception):
    """No file has this version of the questions."""


class OuterUnreadable(Exception):
    """The outer envelope was opened, and is not what the form says it is."""


@dataclass(frozen=True, slots=True)
class OuterRead:
    """What an outer envelope says.

    ``content`` is all of it, under the codes of today; ``record`` the visit, where
    ``lacks`` is empty: it lists the codes of what is needed and was not answered.
    """

    form: str
    content: Mapping[str, Any]
    record: VisitRecord | None
    lacks: tuple[str, ...]


def list_forms() -> tuple[str, ...]:
    """The versions that there are, the oldest first."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def newest_form() -> str:
    """The version that phones are given today."""
    return list_forms()[-1]


@cache
def read_form_data(form: str) -> Mapping[str, Any]:
    """The file of a version as it is; raises FormUnknown."""
    if form not in list_forms():
        raise FormUnknown(form)
    text = (FOLDER / f"{form}.json").read_text(encoding="utf-8")
    data: Mapping[str, Any] = json.loads(text)
    return data


@cache
def load_form(form: str) -> AskingForm:
    """A version of the questions; raises FormUnknown."""
    return build_form(read_form_data(form))


def in_language(form: str, language: str) -> Any:
    """The file of a version as a phone reads it, in one language alone."""
    return _told(read_form_data(form), language)


def _told(data: Any, language: str) -> Any:
    if isinstance(data, list):
        return [_told(each, language) for each in data]
    if not isinstance(data, dict):
        return data
    if data.keys() == {"en", "cy"}:
        return data[language]
    told = {key: _told(value, language) for key, value in data.items()}
    words = {k: told.pop(k) for k in ("en", "cy") if k in told}
    return told | ({"label": words[language]} if words else {})


def read_outer(form: str, text: str) -> OuterRead:
    """What somebody sealed on this form. Raises FormUnknown and OuterUnreadable."""
    asked = load_form(form)
    try:
        content = _today(asked, read_sent_json(text))
        lacks = tuple(_list_lacking(asked, content))
        record = None if lacks else build_record(content)
    except _WRONG as error:
        raise OuterUnreadable(form) from error
    return OuterRead(form, content, record, lacks)


def _today(form: AskingForm, said: Mapping[str, Any]) -> dict[str, Any]:
    """The same under today's codes, with an empty list where none was sent."""
    answers = {form.renamed.get(k, k): v for k, v in said.get("answers", {}).items()}
    _check_answers(form, answers)
    # A record is made here of what was told, and of nothing else.
    told = {name: said[name] for name in said if name != "record"}
    return {**told, "answers": answers} | {n: list(said.get(n) or []) for n in LISTS}


def _check_answers(form: AskingForm, answers: Mapping[str, Any]) -> None:
    """Raise ValueError for an answer that its kind of question cannot have."""
    for question in form.all_questions:
        value = answers.get(question.code)
        if value is None:
            continue
        fits = isinstance(value, _KINDS.get(question.kind, str))
        if not fits or (question.kind == "count" and isinstance(value, bool)):
            raise ValueError(question.code)
        known = {choice.code for choice in question.choices}
        if known and value and value not in known:
            raise ValueError(question.code)


def _list_lacking(form: AskingForm, content: Mapping[str, Any]) -> list[str]:
    answers = content["answers"]
    return [
        question.code
        for question in form.all_questions
        if question.missing
        and is_asked(form, content, question.code)
        # What is told and the detail of entry have rules of their own.
        and question.code not in {"purpose_told", *_DETAIL.values()}
        and answers.get(question.code) in (None, "")
    ]


def build_record(content: Mapping[str, Any]) -> VisitRecord:
    """The record of a visit that lacks nothing. Raises ValueError and KeyError."""
    given = content["answers"]
    follow_up = given.get("follow_up_on")
    return VisitRecord(
        purpose_told=given.get("purpose_told") or "",
        entry_basis=given["entry_basis"],
        entry_detail=given.get(_DETAIL.get(given["entry_basis"], "")) or "",
        interpreter=given["interpreter"],
        started_at=_moment(given, "started_at"),
        ended_at=_moment(given, "ended_at"),
        outcome=given["outcome"],
        **{name: given.get(name) or 0 for name in _COUNTS},
        narrative=given.get("narrative") or "",
        follow_up_on=date.fromisoformat(follow_up) if follow_up else None,
        present=tuple(
            HeadcountGroup(row["age"], row["sex"], int(row["count"]))
            for row in content["people"]
        ),
        signs=tuple(
            SignAnswered(row["code"], row["answer"], row.get("how") or "")
            for row in content["signs"]
        ),
        referrals=tuple(
            ReferralMade(row["to"], row.get("legal_basis") or "")
            for row in content["referrals"]
        ),
        possible_victims=tuple(
            FoundVictim(row["age_group"], row["alleges"], row["is_brought_to_safety"])
            for row in content["possible_victims"]
        ),
    )


def _moment(answers: Mapping[str, Any], code: str) -> datetime:
    return datetime.fromisoformat(find_moment(answers, code)).replace(tzinfo=LONDON)
