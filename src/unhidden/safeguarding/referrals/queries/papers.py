"""The filled form on paper: tagged PDF, the words of which are data alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from unhidden.learning import queries as learning
from unhidden.lib import typesetting
from unhidden.lib.refusals import ActionRefused

_TEMPLATE = Path(__file__).parents[2] / "data" / "nrm_form.typ"
# Of the numbers of pages and what the template itself writes.
_ALWAYS = "0123456789/[](){}.,:; –-•"


class FormNotPrintable(ActionRefused):
    """The form could not be set as a paper."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    code: str
    label: str
    value: str
    is_missing: bool
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperSection:
    title: str
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class FormPaper:
    """All that stands on the paper, in one language."""

    language: str
    title: str
    about: str
    warning: str
    missing: str
    foot: str
    sections: tuple[PaperSection, ...]

    @property
    def all_words(self) -> Iterator[str]:
        """All that is written, for finding fonts that have its letters."""
        yield from (self.title, self.about, self.warning, self.missing, self.foot)
        for section in self.sections:
            yield section.title
            for line in section.lines:
                yield from (line.code, line.label, line.value, *line.notes)


def set_form_paper(paper: FormPaper) -> bytes:
    """The paper as PDF; raises FormNotPrintable."""
    text = _ALWAYS + " ".join(paper.all_words)
    face = learning.typeface_for(text, text)
    fonts = [face.regular, face.bold]
    try:
        return typesetting.typeset_paper(_TEMPLATE.read_bytes(), asdict(paper), fonts)
    except typesetting.PaperNotSet as error:
        raise FormNotPrintable from error
