"""The desk's scripts in words: each in every language, chosen by its code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from unhidden.reporting.queries.wording import WORDING
from unhidden.reporting.rules.scripts import SCRIPTS, DeskScript
from unhidden.ui import dates


@dataclass(frozen=True, slots=True)
class ScriptText:
    """What the desk said, in the language of the page, or in ``language`` if not."""

    text: str
    language: str
    look_again_on: date | None


def scripts_to_choose() -> list[tuple[str, str]]:
    """The codes of the scripts with their words, in the order to choose from."""
    anyday = {"day": _("the day that you choose")}
    return [(code, str(WORDING[code]) % anyday) for code in SCRIPTS]


def letter_of(script: DeskScript, *, look_again_on: date | None) -> str:
    """The text to seal: the words in every language, so that any page can show them."""
    said = {code: _worded(script, look_again_on, code) for code in _languages()}
    day = look_again_on.isoformat() if look_again_on else ""
    letter = {"script": script.code, "look_again_on": day, **said}
    # Escaped, the words in other alphabets would take three times the room.
    return json.dumps(letter, ensure_ascii=False)


def said_in(letter: str) -> ScriptText:
    """What a letter says in the language of the page; an older one has few of them."""
    held = json.loads(letter)
    language = get_language() or "en"
    if language not in held:
        language = "en"
    day = held["look_again_on"]
    return ScriptText(
        text=held[language],
        language=language,
        look_again_on=date.fromisoformat(day) if day else None,
    )


def _languages() -> tuple[str, ...]:
    """Those of the pages that show letters, whichever site the letter is written on."""
    return ("en", "cy", *(code for code, _name in settings.TONGUES))


def _worded(script: DeskScript, day: date | None, language: str) -> str:
    with override(language):
        return str(WORDING[script.code]) % {"day": dates.format_day(day) if day else ""}
