"""What files of objects and links have in common: JSON, ends, grades, sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unhidden.intelligence.exchange.rules.imports.rows import (
    ImportFault,
    UnreadableFile,
)
from unhidden.intelligence.subjects.rules.mentions import LONGEST_MENTION, NewMention
from unhidden.lib import markings

#: What our own files call a link, and so what is read back as one of that kind.
LINK_KINDS = (
    "uses",
    "owns",
    "lives_at",
    "works_at",
    "controls",
    "exploited_by",
    "exploited_at",
    "with",
    "seen_at",
    "named_in",
    "related",
)
_SENTENCES = re.compile(r"[.;\n]")


@dataclass(frozen=True, slots=True)
class ImportedEntity:
    """A thing of the file; ``told`` is what it says of itself.

    Without a mention it has a name, and nothing that we know a kind for.
    """

    name: str
    mention: NewMention | None
    told: Mapping[str, Any]
    line: int


def parse_json(text: str, line: int = 0) -> Any:
    """The JSON; raises Unreadable with the line where it breaks off.

    ``line`` where the text is one line of a file.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFile(ImportFault.NOT_JSON, line or error.lineno) from error
    except RecursionError as error:
        raise UnreadableFile(ImportFault.TOO_DEEP, line) from error
    except ValueError as error:  # a number of thousands of digits
        raise UnreadableFile(ImportFault.NOT_JSON, line) from error


def get_text(value: object) -> str:
    """A text that an object says, or "" for anything else."""
    return value.strip() if isinstance(value, str) else ""


def list_texts(value: object) -> list[str]:
    """The texts in a list; none of anything else."""
    return (
        [get_text(each) for each in value if get_text(each)]
        if isinstance(value, list)
        else []
    )


def build_mention(
    kind: str, name: str, details: Mapping[str, str] | None = None
) -> NewMention:
    """A mention, its name no longer than we keep."""
    return NewMention(kind, name[:LONGEST_MENTION], details=dict(details or {}))


def kind_of_link(said: str) -> str:
    """Our kind of link, or the one that says least."""
    kind = said.replace("-", "_").lower()
    return kind if kind in LINK_KINDS else "related"


def marked_too_high(statements: list[str]) -> bool:
    """Whether one of these statements of a marking begins above our ceiling."""
    return any(
        markings.is_marked_too_high(part)
        for statement in statements
        for part in _SENTENCES.split(statement)
    )


def describe_verbatim(*said: Mapping[str, Any]) -> str:
    """The objects as they stood in the file."""
    return "\n".join(
        json.dumps(each, ensure_ascii=False, indent=1, sort_keys=True) for each in said
    )
