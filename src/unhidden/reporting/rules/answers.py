"""What a person told us, as plain values and as the text that is sealed.

The text may have been sealed in somebody's browser, by a program of theirs: whatever it
holds is read as answers of the right kind and length, or left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from unhidden.reporting.rules import points

# Raise it when a field or a step is added or changes its meaning; it is kept with each
# report.
FORM_VERSION = 4
#: From this one on, a No is told from no answer, and a sign of a child counts as one.
TELLS_NO = 4

LONGEST_OWN_WORDS = 15_000
LONG = 4_000
SHORT = 1_000
LINE = 100
MOST_SIGNS = 300

# All of Unicode's control characters but the tab and the line feed.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HALF_A_PAIR = re.compile(r"[\ud800-\udfff]")
_CODE = re.compile(r"[A-Za-z0-9_]{1,60}")


class ReportTeller(StrEnum):
    """Who a person says they are; it decides what else they are told."""

    SAW_SOMETHING = "saw_something"
    SELF = "self"
    BUSINESS = "business"
    LANDLORD = "landlord"
    CHILD = "child"
    PROFESSIONAL = "professional"


#: What may be typed, and how much of it.
TEXTS: dict[str, int] = {
    "what": LONGEST_OWN_WORDS,
    "where": SHORT,
    "town": LINE,
    "postcode": LINE,
    "when": SHORT,
    "who": LONG,
    "vehicles": SHORT,
    "phones": SHORT,
}
#: What a colleague who took it down adds; the public is asked none of it.
TAKEN_DOWN: dict[str, int] = {
    "caller_name": LINE,
    "caller_contact": SHORT,
    "their_reference": LINE,
}
#: One of a few, by its code.
CHOICES = (
    "who_you_are",
    "topic",
    "area",
    "timing",
    "your_part",
    "your_place",
    "your_work",
)
YES_OR_NO = ("about_child", "danger_now")
_AS_TEXT = {True: "yes", False: "no", None: ""}
_READ = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAnswers:
    """A report before it is sealed. Only ``what`` or one sign is ever asked for.

    ``who_you_are`` is one of ``ReportTeller``, or empty; so are the other choices. What
    was asked for a yes or a no, and had neither, is None.
    """

    what: str = ""
    where: str = ""
    town: str = ""
    postcode: str = ""
    when: str = ""
    who: str = ""
    vehicles: str = ""
    phones: str = ""
    sign_codes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    about_child: bool | None = None
    danger_now: bool | None = None
    who_you_are: str = ""
    topic: str = ""
    area: str = ""
    point: str = ""
    timing: str = ""
    your_part: str = ""
    your_place: str = ""
    your_work: str = ""
    caller_name: str = ""
    caller_contact: str = ""
    their_reference: str = ""


def says_something(answers: ReportAnswers) -> bool:
    """Whether there is anything for the desk to read."""
    return bool(answers.what.strip() or answers.sign_codes)


def words_of(answers: ReportAnswers) -> str:
    """Everything that was typed, for comparing reports with each other."""
    return " ".join(getattr(answers, name) for name in TEXTS)


def to_text(answers: ReportAnswers) -> str:
    """The answers as text to seal: ASCII, so that no odd character can break it."""
    said = {name: _AS_TEXT[getattr(answers, name)] for name in YES_OR_NO}
    return json.dumps(asdict(answers) | said, ensure_ascii=True)


def from_text(text: str) -> ReportAnswers:
    """The answers back; what is unknown, of another kind or too long is left out.

    Text that is no object at all becomes own words: nothing told is thrown away.
    """
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        held = None
    if not isinstance(held, dict):
        return ReportAnswers(what=clean_text(text)[:LONGEST_OWN_WORDS])
    kept: dict[str, Any] = {
        name: clean_text(held[name])[:longest]
        for name, longest in (TEXTS | TAKEN_DOWN).items()
        if isinstance(held.get(name), str)
    }
    kept |= {name: next(iter(_codes([held.get(name)])), "") for name in CHOICES}
    kept |= {name: _yes_or_no(held.get(name)) for name in YES_OR_NO}
    return ReportAnswers(
        **kept,
        point=points.round_point_text(held.get("point")),
        sign_codes=_codes(held.get("sign_codes")),
        needs=_codes(held.get("needs")),
    )


def _yes_or_no(held: object) -> bool | None:
    """An answer; forms before ``TELLS_NO`` wrote false for No and for none alike."""
    return held is True or (_READ.get(held) if isinstance(held, str) else None)


def _codes(held: object) -> tuple[str, ...]:
    listed: Iterable[object] = held if isinstance(held, list) else ()
    fit = (one for one in listed if isinstance(one, str) and _CODE.fullmatch(one))
    return tuple(dict.fromkeys(fit))[:MOST_SIGNS]


def clean_text(text: str) -> str:
    """Text without what nobody can read or store, and with plain line ends.

    NUL and other control characters go; half a surrogate pair, which no encoding
    can write, becomes the replacement character. Everything that shows stays.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HALF_A_PAIR.sub("\N{REPLACEMENT CHARACTER}", _CONTROLS.sub("", lines))
