"""The phrase sheet of a brief: what is said, and whether anybody signed for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info, override

from unhidden.operations.briefing.queries.phrases import say_phrases
from unhidden.reporting import queries as reporting


def list_phrase_languages() -> list[tuple[str, str]]:
    """The languages that a phrase sheet may have, by code, as their speakers say."""
    return [(code, str(name)) for code, name in settings.TONGUES]


def collect_phrases(languages: Iterable[str]) -> list[dict[str, Any]]:
    """The phrases of each language, in the order of the house.

    ``is_reviewed``: somebody has signed for the very texts that are shown.
    """
    wanted = set(languages)
    return [
        _phrases_of(code, name) for code, name in settings.TONGUES if code in wanted
    ]


def _phrases_of(code: str, name: str) -> dict[str, Any]:
    with override(code):
        said = say_phrases()
    return {
        "language": code,
        "name": str(name),
        "is_reviewed": reporting.is_reviewed(code),
        "is_right_to_left": get_language_info(code)["bidi"],
        "said": said,
    }
