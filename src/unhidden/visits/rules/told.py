"""What is told in confidence on the page: the answers of a phone's inner envelopes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: How the boxes of these answers are named; nothing of them is kept as it was typed.
PREFIX = "told_"


@dataclass(frozen=True, slots=True)
class ToldAnswers:
    """What stands in the boxes of one page, by envelope.

    ``page`` tells one showing of the page from another: each saving of it takes the
    place of the one before. ``dropped`` are envelopes that their author takes out.
    """

    page: str = ""
    matters: tuple[Mapping[str, Any], ...] = ()
    dropped: frozenset[str] = frozenset()


def read_matters(boxes: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The answers that somebody gave, each as its envelope tells it."""
    said = {name.removeprefix(PREFIX): text.strip() for name, text in boxes.items()}
    for what in ("private_talk", "disclosure"):
        if text := said.get(f"{what}_text"):
            yield {"what": what, "text": text, **_describe_talk(said, what)}
    if name := said.get("name"):
        yield {"what": "name", "text": "", "person": {"name": name}}
    contact, when = said.get("safe_contact", ""), said.get("safe_when", "")
    if contact or when:
        person = {"contact": contact, "safe_when": when}
        yield {"what": "safe_contact", "text": "", "person": person}
    if note := said.get("note"):
        yield {"what": "note", "text": note}


def count_words(matter: Mapping[str, Any]) -> int:
    """How many words of the person or of the writer an envelope holds."""
    texts = [matter["text"], *matter.get("person", {}).values()]
    return sum(len(text.split()) for text in texts)


def count_letters(told: ToldAnswers) -> int:
    """How long all of it is."""
    return sum(len(str(value)) for each in told.matters for value in each.values())


def _describe_talk(said: Mapping[str, str], what: str) -> dict[str, Any]:
    """How it was said; what was not asked, or not answered, is left out."""
    told: dict[str, Any] = {
        part: value
        for part in ("language", "interpreter", "talk_led_by")
        if (value := said.get(f"{what}_{part}"))
    }
    if what == "disclosure":
        told["said_verbatim"] = said.get("disclosure_said_verbatim") == "yes"
    return told
