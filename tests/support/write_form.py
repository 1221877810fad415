"""The page that writes intelligence as a browser would send it, for the tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from unhidden.intelligence.models import SourceClue

WRITE = "/intelligence/write/"
OWN = f"{WRITE}?origin=officer"
ALL_CHECKED = list(SourceClue.values)


def typed(**given: Any) -> dict[str, Any]:
    """The page filled in well; ``item_0_text=…`` changes ``item-0-text``."""
    fields: dict[str, Any] = {
        "do": "write",
        "key": str(uuid4()),
        "raw": "I heard them through the wall.",
        "provenance": "The officer was on patrol.",
        "marking": "OFFICIAL-SENSITIVE",
        "checks": ALL_CHECKED,
        "looked_again": "",
        "item-TOTAL_FORMS": "1",
        "item-INITIAL_FORMS": "0",
        **item(0),
    }
    for name, value in given.items():
        fields[name.replace("item_0_", "item-0-")] = value
    return fields


def item(number: int, **given: Any) -> dict[str, Any]:
    grades = {"source": "1", "assessment": "A", "handling": "P", "conditions": ""}
    fields = {"text": f"Item {number} is known.", **grades, **given}
    return {f"item-{number}-{name}": value for name, value in fields.items()}


def selected(body: str, name: str) -> str:
    """The value chosen in the drop-down list with this name."""
    options = body.split(f'name="{name}"')[1].split("</select>")[0]
    before = options.split(" selected")[0]
    return before.rsplit('value="', 1)[1].split('"')[0]
