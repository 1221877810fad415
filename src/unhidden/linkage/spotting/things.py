"""Telephone numbers, plates, e-mail addresses, links and accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import phonenumbers

from unhidden.linkage.keys import phone_key
from unhidden.linkage.plates import SHORTEST_PARTIAL, count_seen_characters, read_plate
from unhidden.linkage.spotting.found import SpottedCandidate, SpottingText

_FEWEST_DIGITS = 9
_TRIES, _MOST = 2_000, 500
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"']{3,300}", re.IGNORECASE)
_END_OF_URL = re.compile(r"[.,;:!?)\]]+$")
_SITES = {
    "instagram": "instagram", "insta": "instagram", "ig": "instagram",
    "facebook": "facebook", "fb": "facebook", "tiktok": "tiktok", "tik tok": "tiktok",
    "snapchat": "snapchat", "snap": "snapchat", "telegram": "telegram",
    "t.me": "telegram", "twitter": "x", "x.com": "x", "vk": "vk", "viber": "viber",
    "wechat": "wechat", "weixin": "wechat", "onlyfans": "onlyfans", "zalo": "zalo",
    "whatsapp": "whatsapp",
}  # fmt: skip
_SITE_IN_URL = re.compile(
    r"(?:https?://)?(?:[a-z]{1,6}\.)?(instagram|facebook|fb|tiktok|snapchat|telegram|t\.me"
    r"|twitter|x\.com|vk|onlyfans|zalo)(?:\.com|\.me|\.ru)?/(?:add/|profile\.php\?id=)?@?([\w.-]{2,60})",
    re.IGNORECASE,
)
_NAMED_SITE = re.compile(
    r"\b(" + "|".join(re.escape(name) for name in _SITES if "." not in name) + r")"
    r"(?:\s{1,3}(?:account|user|username|name|cyfrif))?(?:\s{0,2}[:=@-]\s{0,2}@?|\s{1,2}"
    r"(?:is|yw)\s{1,2}@?)([a-z0-9_](?:[\w.]{1,38}\w))",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./+-])@([A-Za-z0-9_](?:[\w.]{1,38}\w))")
# The shapes of DVLA plates: today's, then those with a year letter before or after,
# then Northern Ireland's.
_PLATE = re.compile(
    r"\b(?:[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z]"
    r"|(?=[A-Z]{0,2}[IZ])[A-Z]{3}\s?\d{3,4})\b",
    re.IGNORECASE,
)
_GAPPED = re.compile(
    r"(?<![\w?*])(?!(?-i:[a-z]{1,4})\s)(?=[A-Z0-9?*]{0,4}\s?[A-Z0-9?*]{0,4}[?*])"
    r"[A-Z0-9?*]{1,4}(?:\s?[A-Z0-9?*]{2,5})(?![\w?*])",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\b([A-Z]{2}\d{2}|[A-Z]\d{2,3})\s{0,2}(?:something|rhywbeth|\.{2,3}|…|-{2,3}|_{2,3})",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:plate|reg|registration|vrm|index|plat|plât|rhif cofrestru|car|van)\b"
    r"[^.\n]{0,24}?\b(?:(start(?:s|ing|ed)?|begin(?:s|ning)?|began|dechrau)"
    r"|(?:end(?:s|ing|ed)?|gorffen))"
    r"\s{1,2}(?:(?:with|in|by|gyda|â|efo|mewn)\s{1,2})?"
    r"((?=[A-Z]{0,3}\d|[A-Z]{3}\b)[A-Z0-9]{3,4})\b",
    re.IGNORECASE,
)


def spot_emails(text: SpottingText) -> Iterator[SpottedCandidate]:
    """``some.one@example.org``; kept in small letters."""
    for found in _EMAIL.finditer(text.plain):
        yield text.candidate("email", *found.span(), found[0].casefold())


def spot_links(text: SpottingText) -> Iterator[SpottedCandidate]:
    """Accounts by their address on a site; any other address as a link."""
    for found in _SITE_IN_URL.finditer(text.plain):
        yield text.candidate("account", *found.span(), _account(found[1], found[2]))
    for found in _URL.finditer(text.plain):
        address = _END_OF_URL.sub("", found[0])
        start = found.start()
        yield text.candidate("url", start, start + len(address), address)


def spot_accounts(text: SpottingText) -> Iterator[SpottedCandidate]:
    """``Instagram: best.nails`` and ``@best.nails``; the site is kept where said."""
    for found in _NAMED_SITE.finditer(text.plain):
        yield text.candidate("account", *found.span(), _account(found[1], found[2]))
    for found in _HANDLE.finditer(text.plain):
        yield text.candidate("account", *found.span(), _account("", found[1]))


def _account(site: str, name: str) -> str:
    return f"{site_called(site)}:{name.casefold().strip('.')}"


def site_called(name: str) -> str:
    """A site in its usual short form: ``fb`` is facebook. Others in small letters."""
    small = name.strip().casefold()
    return _SITES.get(small, small)


def site_and_name(text: str) -> tuple[str, str]:
    """The site that the text of an account says, or none, and the name there.

    As it is offered from a text (``facebook:best.nails``), or as people type it.
    """
    site, colon, name = text.partition(":")
    if colon and site.strip().casefold() in ("", *_SITES):
        return site_called(site), name
    for pattern in (_SITE_IN_URL, _NAMED_SITE):
        if found := pattern.match(text.strip()):
            return site_called(found[1]), found[2].strip(".")
    return "", text


def spot_phones(text: SpottingText) -> Iterator[SpottedCandidate]:
    """Numbers of any country, those without a country code read as British."""
    matcher = phonenumbers.PhoneNumberMatcher(
        text.plain, "GB", leniency=phonenumbers.Leniency.POSSIBLE, max_tries=_TRIES
    )
    for match in islice(matcher, _MOST):
        digits = sum(sign.isdigit() for sign in match.raw_string)
        if digits >= _FEWEST_DIGITS and (key := phone_key(match.raw_string)):
            yield text.candidate("phone", match.start, match.end, key)


def spot_plates(text: SpottingText) -> Iterator[SpottedCandidate]:
    """Whole plates, plates with ``?`` and ``*``, and halves said to be such."""
    for found in _PLATE.finditer(text.plain):
        yield text.candidate("plate", *found.span(), read_plate(found[0]))
    for found in _GAPPED.finditer(text.plain):
        if _is_plate(read := read_plate(found[0]), found[0]):
            yield text.candidate("plate", *found.span(), read)
    for found in _HALF.finditer(text.plain):
        yield text.candidate("plate", *found.span(), f"{read_plate(found[1])}*")
    for found in _ENDS.finditer(text.plain):
        part = read_plate(found[2])
        yield text.candidate(
            "plate", *found.span(2), f"{part}*" if found[1] else f"*{part}"
        )


def _is_plate(read: str, typed: str) -> bool:
    """Three characters seen, a letter and a digit, typed as people type plates."""
    has_both = any(c.isdigit() for c in read) and any(c.isalpha() for c in read)
    is_question = typed.endswith("?") and "?" not in typed[:-1] and "*" not in typed
    return (
        has_both and count_seen_characters(read) >= SHORTEST_PARTIAL and not is_question
    )
