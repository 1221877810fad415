"""E-mail addresses, links and accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unhidden.linkage.spotting.found import SpottedCandidate, SpottingText

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


def is_site(name: str) -> bool:
    """Whether it is what a site is called."""
    return name.strip().casefold() in _SITES


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
