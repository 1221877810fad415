"""A page on paper, in the person's language, as tagged PDF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from unhidden.learning import queries as learning
from unhidden.lib import typesetting

_TEMPLATE = Path(__file__).parents[2] / "data" / "paper.typ"
# Of the numbers of pages and what the template itself writes.
_ALWAYS = "0123456789/: •"


@dataclass(frozen=True, slots=True)
class PaperEntry:
    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A heading with sentences and a list below it."""

    title: str
    words: tuple[str, ...] = ()
    entries: tuple[PaperEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonPaper:
    """What stands on a page: in one language, with a foot on each sheet."""

    language: str
    title: str
    intro: tuple[str, ...]
    parts: tuple[PaperPart, ...]
    foot: str

    @property
    def all_text(self) -> str:
        """Every letter of it, for the typeface."""
        return " ".join([self.title, self.foot, *self.intro, *_words(self.parts)])


def make_paper(sheet: PersonPaper) -> bytes:
    """The page as PDF/UA; raises PaperNotSet."""
    text = _ALWAYS + sheet.all_text
    face = learning.typeface_for(text, text)
    return typesetting.typeset_paper(
        _TEMPLATE.read_bytes(), asdict(sheet), [face.regular, face.bold]
    )


def _words(parts: Iterable[PaperPart]) -> Iterable[str]:
    for part in parts:
        yield part.title
        yield from part.words
        for entry in part.entries:
            yield entry.label
            yield entry.text
