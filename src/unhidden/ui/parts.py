"""What the components of a page are made of: plain values for the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Tone = Literal["neutral", "new", "going", "good", "warning", "urgent", "special"]

# One meaning, one colour, on every page. The word always says it too.
COLOUR_OF_TONE: dict[str, str] = {
    "neutral": "grey",
    "new": "teal",
    "going": "purple",
    "good": "green",
    "warning": "yellow",
    "urgent": "red",
    "special": "magenta",
}


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A line of a summary list: what it is, and what it says.

    ``change_url`` adds a Change link that names the row for screen readers.
    """

    label: StrOrPromise
    value: object
    url: str = ""
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of a table; numbers stand right."""

    label: StrOrPromise
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: text, a link with ``url``, a tag with ``tone``."""

    text: object
    url: str = ""
    tone: Tone | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; on a phone each row becomes a short list.

    The first cell of each row is its heading. A cell may be a plain value.
    """

    caption: StrOrPromise
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]] = field(default=())
    is_caption_hidden: bool = False

    @property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """Each row as pairs of its column and its cell."""
        return [
            [
                (column, cell if isinstance(cell, Cell) else Cell(cell))
                for column, cell in zip(self.columns, row, strict=True)
            ]
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened, for a timeline."""

    title: StrOrPromise
    at: datetime
    by: StrOrPromise = ""
    text: StrOrPromise = ""
    url: str = ""


def name_columns(*labels: StrOrPromise) -> list[Column]:
    """The headings of a table in which no column stands right."""
    return [Column(label) for label in labels]


@dataclass(frozen=True, slots=True)
class ChosenFilter:
    """A filter in force: what it says, and the address without it."""

    label: StrOrPromise
    remove_url: str


class ConfirmationWords(TypedDict):
    """The words of a confirmation."""

    question: StrOrPromise
    consequence: StrOrPromise
    yes: StrOrPromise


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A page that asks before something is done that is hard to undo."""

    question: StrOrPromise
    consequence: StrOrPromise
    yes: StrOrPromise
    back_url: str
    is_final: bool = False
