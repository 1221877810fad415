"""The desk's scripts in words: each in both languages, chosen by its code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from unhidden.reporting.rules.scripts import LOOK_AGAIN, SCRIPTS, Script

WORDING = {
    "safe_now": gettext_lazy(
        "Are you safe now? If you are in danger, call 999. You do not have to tell us "
        "where you are."
    ),
    "safe_here": gettext_lazy(
        "Is it safe for you to read and write here? If somebody could find out, tell "
        "us, or stop."
    ),
    "know_when": gettext_lazy(
        "What do you already know about when it happens? Please do not go and find out."
    ),
    "know_where": gettext_lazy(
        "What do you already know about where it is? Please do not go and find out."
    ),
    "know_who": gettext_lazy(
        "What do you already know about the people involved? Please do not go and "
        "find out."
    ),
    "know_vehicles": gettext_lazy(
        "What do you already know about vehicles or telephone numbers? Please do not "
        "go and find out."
    ),
    "under_18": gettext_lazy(
        "Is anybody involved under 18, as far as you already know?"
    ),
    "anything_else": gettext_lazy("Do you want to tell us anything else?"),
    "help_for_you": gettext_lazy(
        "Do you want help for yourself? The Modern Slavery & Exploitation Helpline is "
        "08000 121 700, day and night. The Samaritans listen at any hour on 116 123. "
        "Tell us only if you want us to do something."
    ),
    "we_read": gettext_lazy("We have read your report. Thank you for telling us."),
    "passed": gettext_lazy(
        "We have passed your report to another organisation, whose work it is. They "
        "can read it and answer here."
    ),
    "closed": gettext_lazy(
        "We have closed your report. We cannot tell you what was done. You can still "
        "add to it."
    ),
    "thank_you": gettext_lazy("Thank you. You have helped."),
    LOOK_AGAIN: gettext_lazy("Please look here again after %(day)s, if it is safe."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What the desk said, in the language of the page."""

    text: str
    look_again_on: date | None


def scripts_to_choose() -> list[tuple[str, str]]:
    """The codes of the scripts with their words, in the order to choose from."""
    anyday = {"day": _("the day that you choose")}
    return [(code, str(WORDING[code]) % anyday) for code in SCRIPTS]


def letter_of(script: Script, *, look_again_on: date | None) -> str:
    """The text to seal: the words in both languages, so that any page can show them."""
    said = {language: _worded(script, look_again_on, language) for language in _IN}
    day = look_again_on.isoformat() if look_again_on else ""
    return json.dumps({"script": script.code, "look_again_on": day, **said})


def said_in(letter: str) -> Said:
    """What a letter says in the language of the page."""
    held = json.loads(letter)
    language = get_language() or "en"
    day = held["look_again_on"]
    return Said(
        text=held.get(language) or held["en"],
        look_again_on=date.fromisoformat(day) if day else None,
    )


_IN = ("en", "cy")


def _worded(script: Script, day: date | None, language: str) -> str:
    with override(language):
        return str(WORDING[script.code]) % {
            "day": date_format(day, "j F Y") if day else ""
        }
