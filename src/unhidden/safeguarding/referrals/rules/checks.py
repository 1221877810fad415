"""What the official form would refuse of an answer, found before anybody types it."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

import phonenumbers

from unhidden.safeguarding.referrals.rules.forks import Answer
from unhidden.safeguarding.referrals.rules.official import NrmQuestion

EARLIEST = date(1900, 1, 1)
MOST_PICKS = 10
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_ADDRESS = re.compile(r"\bhttps?://|\bwww\.", re.IGNORECASE)


def find_fault(
    question: NrmQuestion, answer: Answer, *, day: date, listed: Collection[str] = ()
) -> str:
    """The code of what is wrong with an answer that is given; empty where it is good.

    ``listed`` are the values of the question's list.
    """
    if not isinstance(answer, str):
        return _fault_of_several(question, answer, listed)
    text = answer.strip()
    if question.longest is not None and len(text) > question.longest:
        return "too_long"
    if not text:
        return ""
    if question.kind == "one" and text not in {each.code for each in question.choices}:
        return "not_a_choice"
    if question.kind == "pick" and text not in listed:
        return "not_listed"
    return _fault_of_kind(question, text, day)


def _fault_of_several(
    question: NrmQuestion, answers: Collection[str], listed: Collection[str]
) -> str:
    if question.kind == "many":
        known = {each.code for each in question.choices}
        return "" if set(answers) <= known else "not_a_choice"
    if len(answers) > MOST_PICKS:
        return "too_many"
    return "" if set(answers) <= set(listed) else "not_listed"


def _fault_of_kind(question: NrmQuestion, text: str, day: date) -> str:
    if question.kind == "phone" and not write_phone(text):
        return "phone"
    if question.kind == "day":
        return _fault_of_date(text, day)
    if "email" in question.checks and not _EMAIL.fullmatch(text):
        return "email"
    if "numeric" in question.checks and not (text.isascii() and text.isdigit()):
        return "number"
    if "no_address" in question.checks and _ADDRESS.search(text):
        return "address"
    return ""


def _fault_of_date(text: str, day: date) -> str:
    try:
        given = date.fromisoformat(text)
    except ValueError:
        return "date"
    if given > day:
        return "future"
    return "before_1900" if given <= EARLIEST else ""


def find_listed(text: str, listed: Collection[str]) -> str:
    """The value of a list that is meant: in whatever case, or by one of two names.

    "wrexham" means "Wrexham / Wrecsam"; what is not listed is given back as it is.
    """
    wanted = text.strip().casefold()
    for value in listed:
        if wanted in {value.casefold(), *name_parts(value)}:
            return value
    return text.strip()


def name_parts(value: str) -> list[str]:
    """The names of a place that a list gives as one."""
    return [part.strip().casefold() for part in value.split(" / ")]


def write_phone(text: str) -> str:
    """The number as the form wants it, with its country; empty where it is none.

    Without a country's code it is read as one of the United Kingdom.
    """
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    kind = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, kind)
