"""The files of the app, and how it is known that they changed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from posixpath import dirname, normpath
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override

from unhidden.field.app.words import WORDS
from unhidden.field.registers.queries import describe_entry
from unhidden.ui import dates, pins
from unhidden.visits import queries as visits
from unhidden.visits.presenters.reasons import REASONS

LANGUAGES = ("en", "cy")
#: The first form that phones were given.
FIRST_FORM = "2026-12"
ENTRY, STYLE = "field/start.js", "field/field.css"
#: The page of a register: a pack of its own, fetched by those who keep one.
REGISTER = "field/pages/register.js"
_SCRIPT = "text/javascript"
ICON, TOUCH_ICON = "field/icon.svg", "field/icon-180.png"
_WORKER = "field/worker_body.js"
# A script as it is served has all of its imports in one line.
_IMPORTS = re.compile(r'(?:\bfrom\s*|\bawait import\()"(\.[^"]+)"')
# What is collected imports its like by names with their digests.
_HASH = re.compile(r"\.[0-9a-f]{12}(?=\.js$)")
_FONT = "fontsource/atkinson-hyperlegible-next-{}-{}-normal.woff2"


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file as the service worker is to answer with it."""

    headers: Mapping[str, str]
    text: str


def find_imports(script: str) -> list[str]:
    """What a script imports, as written or as served without blanks and comments."""
    return _IMPORTS.findall(script)


def list_scripts() -> list[str]:
    """The app's modules and all that they import, by their static names; but what the
    page of a register alone imports."""
    return _follow_imports([ENTRY], [REGISTER])[1:]


def list_register_scripts() -> list[str]:
    """What the page of a register has besides."""
    own = list_scripts()
    return _follow_imports([REGISTER], own)[len(own) :]


def _follow_imports(begin: list[str], known: list[str]) -> list[str]:
    """What is known, and after it these with all that they import."""
    found = [*known, *begin]
    for name in found:
        text = "" if name in known else _read(name)
        for said in find_imports(text):
            imported = _HASH.sub("", normpath(f"{dirname(name)}/{said}"))
            if imported not in found:
                found.append(imported)
    return found


def list_forms() -> list[str]:
    """The versions of the questions that a phone may have a record of."""
    return [form for form in visits.list_forms() if form >= FIRST_FORM]


def list_files() -> list[str]:
    """What the service worker fetches by itself: the typeface, pictures, and what the
    page has loaded before there is a worker."""
    letters = ("latin", "latin-ext")
    fonts = [_FONT.format(each, weight) for each in letters for weight in (400, 700)]
    return [static(name) for name in (*fonts, ICON, TOUCH_ICON, ENTRY, STYLE)]


def build_pack(texts: Mapping[str, PackedFile]) -> bytes:
    """Many files as one, each by its address: together they are two thirds as large."""
    told = {address: [one.headers, one.text] for address, one in texts.items()}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def list_packed_files() -> dict[str, PackedFile]:
    """The scripts but the first, by the addresses that they import each other by."""
    return {
        static(name): PackedFile({"Content-Type": _SCRIPT}, _read(name))
        for name in list_scripts()
        if name != ENTRY
    }


def list_register_files() -> dict[str, PackedFile]:
    """The page of a register, with what it asks in each language."""
    scripts = {
        static(name): PackedFile({"Content-Type": _SCRIPT}, _read(name))
        for name in list_register_scripts()
    }
    return scripts | {
        reverse("field:register_entry", args=[language]): PackedFile(
            {"Content-Type": "application/json"},
            json.dumps(describe_entry(language), ensure_ascii=False),
        )
        for language in LANGUAGES
    }


def list_packed_texts(language: str) -> dict[str, PackedFile]:
    """What the app says, and the questions of each version, in one language."""
    told = {reverse("field:said", args=[language]): say_all(language)} | {
        reverse("field:questions", args=[form, language]): visits.in_language(
            form, language
        )
        for form in list_forms()
    }
    kind = {"Content-Type": "application/json"}
    return {
        address: PackedFile(kind, json.dumps(each, ensure_ascii=False))
        for address, each in told.items()
    }


def say_all(language: str) -> dict[str, Any]:
    """What the app says in a language."""
    with override(language):
        return {
            "words": {code: str(text) for code, text in WORDS.items()},
            "days": dates.list_weekdays(),
            "months": dates.list_months(),
            "reasons": {code: str(text) for code, text in REASONS.items()},
        }


def digest_pack(pack: bytes) -> str:
    """What tells a pack from that of another version."""
    return sha256(pack).hexdigest()[:16]


def build_worker(packs: Mapping[str, bytes]) -> str:
    """The service worker; another one as soon as anything that it keeps is another.

    Each pack is asked for by what it holds: where the site has another version by then,
    there is none, and no phone has half of each.
    """
    digests = {name: digest_pack(pack) for name, pack in packs.items()}
    addresses = {
        name: reverse("field:pack", args=[name]) + f"?of={digest}"
        for name, digest in digests.items()
    }
    content = [*digests.values(), _read(ENTRY), _read(STYLE)]
    version = digest_pack("".join(content).encode())
    told = {"version": version, "packs": addresses, "files": list_files()}
    return f"self.KEPT = {json.dumps(told)};\n{_read(_WORKER)}"


def build_manifest(language: str, name: str) -> dict[str, Any]:
    """What a phone shows of the app on its home screen."""
    address = reverse("field:app", args=[language])
    return {
        "id": reverse("field:app", args=["en"]),
        "name": name,
        "short_name": name,
        "lang": language,
        "start_url": address,
        "scope": "/field/",
        "display": "standalone",
        "background_color": "#0b4650",
        "theme_color": "#0b4650",
        "icons": [
            {"src": static(ICON), "sizes": "any", "type": "image/svg+xml"},
            {"src": static(TOUCH_ICON), "sizes": "180x180", "type": "image/png"},
        ],
    }


def _read(name: str) -> str:
    return pins.find_served(name).read_text(encoding="utf-8")
