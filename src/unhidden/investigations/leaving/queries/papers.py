"""The papers of an archive: tagged PDF by typst, without a day or a name of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from unhidden.investigations.leaving.queries.contents import (
    CustodyRecord,
    ScheduleSheet,
    SheetLine,
)
from unhidden.investigations.models import (
    PresumedCategory,
    PresumedReply,
    ScheduleKind,
)
from unhidden.investigations.unused.presenters import tell_marks
from unhidden.learning import queries as learning
from unhidden.lib import typesetting
from unhidden.lib.refusals import ActionRefused

_TEMPLATE = Path(__file__).parents[2] / "data" / "archive.typ"
# Of the numbers of pages and what the template itself writes.
_ALWAYS = "0123456789/: •–-"
#: Lines of one paper: a longer table meets the bound of time in which one is set.
MOST_LINES = 2_000


class PaperNotPrintable(ActionRefused):
    """A paper of the archive could not be set."""


@dataclass(frozen=True, slots=True)
class ArchivePart:
    """A heading with sentences, a list or a table.

    Widths are shares of the line: fitting them to all words takes twice as long.
    """

    title: str
    words: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ArchivePaper:
    """What stands on a paper, at which path of the archive, in one language."""

    path: str
    language: str
    title: str
    intro: tuple[str, ...]
    parts: tuple[ArchivePart, ...]
    foot: str

    @property
    def all_words(self) -> Iterator[str]:
        """Every word of it, for the typeface."""
        yield from (self.title, self.foot, *self.intro)
        for part in self.parts:
            yield from (part.title, *part.words, *part.entries, *part.columns)
            for row in part.rows:
                yield from row


def set_papers(papers: Sequence[ArchivePaper]) -> list[bytes]:
    """Each as PDF, in the same order; raises PaperNotPrintable.

    One typeface is cut for all of them, to the letters that are there.
    """
    letters = set(_ALWAYS).union(*(word for each in papers for word in each.all_words))
    text = "".join(sorted(letters))
    face = learning.typeface_for(text, text)
    template, fonts = _TEMPLATE.read_bytes(), [face.regular, face.bold]

    def set_one(paper: ArchivePaper) -> bytes:
        return typesetting.typeset_paper(template, _as_data(paper), fonts)

    try:
        with ThreadPoolExecutor(typesetting.AT_ONCE) as pool:
            return list(pool.map(set_one, papers))
    except typesetting.PaperNotSet as error:
        raise PaperNotPrintable from error


def _as_data(paper: ArchivePaper) -> dict[str, Any]:
    """The paper as data, its rows as they are: copying them takes longer."""
    parts = [
        {each.name: getattr(part, each.name) for each in fields(part)}
        for part in paper.parts
    ]
    return {each.name: getattr(paper, each.name) for each in fields(paper)} | {
        "parts": parts
    }


def write_schedule_papers(
    sheet: ScheduleSheet, *, urn: str, language: str
) -> list[ArchivePaper]:
    """A schedule on paper: one for each so many lines, all lines of it in order."""
    starts = range(0, len(sheet.lines), MOST_LINES) or range(1)
    with translation.override(language):
        return [
            _write_sheet(sheet, start, urn=urn, language=language) for start in starts
        ]


def _write_sheet(
    sheet: ScheduleSheet, start: int, *, urn: str, language: str
) -> ArchivePaper:
    lines = sheet.lines[start : start + MOST_LINES]
    number = start // MOST_LINES + 1
    title = str(ScheduleKind(sheet.kind).label)
    parts = [_line_part(lines)] if lines else []
    if not lines and sheet.kind != ScheduleKind.REPORT:
        parts.append(ArchivePart(_("Items"), words=(_("There are none."),)))
    if start + MOST_LINES >= len(sheet.lines):
        parts += [*_presumed_part(sheet), *_certificate_parts(sheet)]
    return ArchivePaper(
        path=f"{sheet.path_in_archive}-{number:02}.pdf",
        language=language,
        title=title,
        intro=_introduce(sheet, number),
        parts=tuple(parts),
        foot=f"{urn} · {title} · ",
    )


def _line_part(lines: Sequence[SheetLine]) -> ArchivePart:
    return ArchivePart(
        _("Items"),
        columns=(
            _("Line number"),
            _("Item"),
            _("Description"),
            _("Quantity"),
            _("Note"),
        ),
        widths=(5, 5, 28, 6, 8),
        rows=tuple(
            (
                str(row.line),
                str(row.item),
                row.words or f"{row.text} · {row.why}",
                str(row.quantity),
                tell_marks(row.marks),
            )
            for row in lines
        ),
    )


def _presumed_part(sheet: ScheduleSheet) -> Iterator[ArchivePart]:
    """What was answered of the kinds of material that are presumed to meet the test."""
    if sheet.presumed:
        yield ArchivePart(
            _("Presumed material"),
            columns=(_("Kind"), _("Answer"), _("Reason")),
            widths=(2, 1, 3),
            rows=tuple(
                (
                    str(PresumedCategory(row["category"]).label),
                    str(PresumedReply(row["answer"]).label),
                    row["reason"],
                )
                for row in sheet.presumed
            ),
        )


def _certificate_parts(sheet: ScheduleSheet) -> Iterator[ArchivePart]:
    certified = sheet.certificate
    unchecked = _("These words have not been checked with prosecutors yet.")
    yield ArchivePart(
        _("Certificate"),
        words=(*certified.words, *(() if certified.is_checked else (unchecked,))),
    )
    if sheet.exceptions:
        yield ArchivePart(_("Exceptions"), words=(sheet.exceptions,))


def write_custody_papers(
    records: Sequence[CustodyRecord], *, urn: str, language: str
) -> list[ArchivePaper]:
    """The exhibits, what is not known of their custody first."""
    with translation.override(language):
        title = _("Exhibits and their custody")
        parts = range(0, len(records), MOST_LINES) or range(1)
        return [
            ArchivePaper(
                path=f"6-exhibits/exhibits-{start // MOST_LINES + 1:02}.pdf",
                language=language,
                title=title,
                intro=(_("Every move stands in the data beside this paper."),),
                parts=(
                    *((_list_flaws(records),) if start == 0 else ()),
                    *_list_exhibits(records[start : start + MOST_LINES]),
                ),
                foot=f"{urn} · {title} · ",
            )
            for start in parts
        ]


def _list_flaws(records: Sequence[CustodyRecord]) -> ArchivePart:
    told = tuple(flaw for record in records for flaw in _tell_flaws(record))
    return ArchivePart(
        _("Gaps in custody, and data that differed later"),
        words=() if told else (_("There are none."),),
        entries=told,
    )


def _list_exhibits(records: Sequence[CustodyRecord]) -> Iterator[ArchivePart]:
    if records:
        yield ArchivePart(
            _("Exhibits"),
            columns=(_("Reference"), _("Description"), _("Times moved"), _("Gaps")),
            widths=(10, 28, 7, 6),
            rows=tuple(
                (
                    record.reference,
                    record.description,
                    str(len(record.moves)),
                    str(len(record.gaps)),
                )
                for record in records
            ),
        )


def _tell_flaws(record: CustodyRecord) -> Iterator[str]:
    for gap in record.gaps:
        yield _("%(reference)s: from %(start)s to %(end)s nobody can say. %(why)s") % {
            "reference": record.reference,
            "start": gap["from"],
            "end": gap["to"],
            "why": gap["why"],
        }
    for file in record.files:
        if file["differed_later"]:
            yield _("%(reference)s: data with the digest %(digest)s differed later") % {
                "reference": record.reference,
                "digest": file["sha256"],
            }


def _introduce(sheet: ScheduleSheet, number: int) -> tuple[str, str]:
    signed = _("Version %(version)s, part %(part)s. Signed by %(who)s, %(when)s.") % {
        "version": sheet.version,
        "part": number,
        "who": sheet.signed_by,
        "when": sheet.signed_at,
    }
    return signed, _("Digest of its lines: %(digest)s") % {"digest": sheet.digest}
