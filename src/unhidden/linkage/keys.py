"""The key of a mention: where two ways of writing the same thing meet.

Each function is deterministic and gives its own result back when asked again, so
that a key may be stored and compared at any time. None means that the text says too
little to be compared with anything.
"""

from __future__ import annotations

import re
import unicodedata
from uuid import UUID

import phonenumbers
from anyascii import anyascii

from unhidden.lib.letters import compose_letters
from unhidden.linkage.unsaid import is_filled_in

SHORTEST_PLATE = 3
WILDCARD = "?"

# Letters of Cyrillic and Greek plates that are struck to be read as Latin ones
# (Vienna Convention on Road Traffic, 1968, annex 2): a plate is copied by its
# shapes, not by its sounds.
_LOOK_ALIKE = str.maketrans(
    "АВЕІКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",  # noqa: RUF001
    "ABEIKMHOPCTYXABEZHIKMNOPTYX",
)
_NOT_ON_A_PLATE = re.compile(r"[^A-Z0-9]")
_NOT_A_LETTER = re.compile(r"[^a-z\s]")
_BETWEEN_NAMES = re.compile(r"[-‐‑–—_.,;/]")  # noqa: RUF001
_WEB = re.compile(
    r"(?P<scheme>https?://)?(?P<www>www\.)?(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})"
    r"(?::\d{1,5})?(?P<path>/[^\s?#]*)?(?:\?(?P<asked>[^\s#]*))?(?:#\S*)?"
)
_FOLLOWS_READERS = ("utm_", "fbclid=", "gclid=")
#: Digits that nobody knows: what is left is no whole number.
GAP_IN_A_NUMBER = re.compile(r"…|\.{2,}|\*+")
_AFTER_THE_NUMBER = re.compile(r"(?<=\d)(?:\D*?[^\W\d_]|\s*[/,;]).*", re.DOTALL)


def phone_key(text: str, region: str = "GB") -> str | None:
    """A telephone number in E.164, ``+447700900123``; None where there is none.

    A number without a country code is read as one of ``region``. Extensions, words
    and a second number after it go. Numbers set aside for fiction count: they are
    possible, though never given out. With a gap in it (``07700…123``) it is not whole;
    and what forms are filled with (``00000 000000``) is nobody's.
    """
    if GAP_IN_A_NUMBER.search(text):
        return None
    digits = _AFTER_THE_NUMBER.sub("", compose_letters(text))
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    if is_filled_in(str(number.national_number)):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_nobodys_number(text: str, region: str = "GB") -> bool:
    """Whether it is a number that forms are filled with."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return False
    return is_filled_in(str(number.national_number))


def read_capitals(text: str) -> str:
    """``text`` in upper case, in the Latin letters that others look like."""
    return unicodedata.normalize("NFKD", text).upper().translate(_LOOK_ALIKE)


def plate_key(text: str) -> str | None:
    """A vehicle's plate as its letters and digits in upper case, any country's.

    Accents go, and letters of other scripts become the Latin ones they look like. A
    plate with a ``?`` for what was not seen gets no key: it would meet the wrong
    vehicle. Nor does one of fewer than three characters.
    """
    if WILDCARD in text:
        return None
    key = _NOT_ON_A_PLATE.sub("", read_capitals(text))
    return key if len(key) >= SHORTEST_PLATE else None


def name_key(text: str) -> str | None:
    """A name in plain letters with its parts in order, whatever script it came in.

    ``Ковальчук Олександр`` and ``oleksandr Koval'chuk`` meet. It is a key for
    looking, not proof of one person: many people share a name.
    """
    spaced = _BETWEEN_NAMES.sub(" ", text)
    letters = _NOT_A_LETTER.sub("", anyascii(spaced).casefold())
    return " ".join(sorted(letters.split())) or None


def web_key(text: str) -> str | None:
    """A web address by its host and path, ``example.org/ad/7``; None for other texts.

    The scheme, ``www.``, capitals, a last slash, the place on the page and what
    follows readers about go: one page is copied in many ways.
    """
    plain = compose_letters(text).strip().casefold()
    found = _WEB.fullmatch(plain)
    if not found or not (found["scheme"] or found["www"] or found["path"]):
        return None
    asked = [each for each in (found["asked"] or "").split("&") if each]
    kept = "&".join(each for each in asked if not each.startswith(_FOLLOWS_READERS))
    path = (found["path"] or "").rstrip("/")
    return f"{found['host']}{path}{'?' if kept else ''}{kept}"


def premises_key(premises_id: UUID) -> str:
    """Premises are already one thing each: their id is their key."""
    return str(premises_id)
