"""Phrases to show or read out to somebody inside, in the languages of the house.

Alone in this file, since the catalogues of the further languages hold its texts
(``hosting/translations/tongues.py``), and somebody signs for each of those.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy

PHRASES = (
    gettext_lazy("Do you understand this language?"),
    gettext_lazy("You do not have to talk to us."),
    gettext_lazy("Are you in danger now, or is somebody else?"),
    gettext_lazy("Do you need a doctor?"),
    gettext_lazy("Would you like to talk to us alone?"),
    gettext_lazy("Are you free to leave this place when you want to?"),
    gettext_lazy("We are calling an interpreter."),
    gettext_lazy("It is not your fault, and there is help"),
)


def say_phrases() -> list[str]:
    """Every phrase in the language that is active now."""
    return [str(phrase) for phrase in PHRASES]
