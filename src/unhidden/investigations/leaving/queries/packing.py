"""Packing an archive: what there is at a moment, as files, signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.access.context import stay_inside
from unhidden.agencies import queries as agencies
from unhidden.investigations.leaving.queries import contents, papers, redactions
from unhidden.investigations.leaving.queries.contents import (
    CustodyRecord,
    ScheduleSheet,
)
from unhidden.investigations.leaving.queries.papers import ArchivePaper, ArchivePart
from unhidden.investigations.leaving.rules import archives
from unhidden.investigations.leaving.rules.archives import ArchivedFile
from unhidden.investigations.models import Archive, ArchiveKind, Investigation
from unhidden.lib.refusals import ActionRefused
from unhidden.vault import archive_keys

#: Headings and sentences of the first paper, in every archive the same.
_ABOUT = (
    (
        _("What it is not"),
        (
            _(
                "This is not the digital case file of the criminal justice system."
                " Somebody enters it there."
            ),
            _("It does not prove that nothing was left out before it was recorded."),
        ),
    ),
    (
        _("How to check it"),
        (
            _(
                "Check it with verify_archive.py and the fingerprint of the signing"
                " key. Both come another way than in this archive: from the covering"
                " letter, or from who sent it."
            ),
        ),
    ),
)


class NothingScheduled(ActionRefused):
    """No schedule of this kind is signed yet; there is nothing to hand over."""


@dataclass(frozen=True, slots=True)
class ArchiveStart:
    """The investigation of an archive, and the moment as which it is packed."""

    investigation: Investigation
    archive: Archive
    at: datetime

    @property
    def is_sensitive(self) -> bool:
        """Whether it is the one for a single recipient."""
        return self.archive.kind == ArchiveKind.SENSITIVE

    @property
    def paper_language(self) -> str:
        """That of its papers."""
        return self.archive.language


@dataclass(frozen=True, slots=True)
class ArchiveParts:
    """What goes into one; ``records`` of custody are none in the sensitive one."""

    sheets: Sequence[ScheduleSheet]
    records: Sequence[CustodyRecord] | None = None
    copies: Sequence[ArchivedFile] = ()
    pairs: Sequence[archives.RedactedPair] = ()


def pack_archive(start: ArchiveStart, viewer: Actor) -> archives.BuiltArchive:
    """The archive, signed; the same moment gives the same bytes.

    Raises NothingScheduled, ArchiveTooLarge and PaperNotPrintable; of the vault
    KeysLocked and NotForYou where words or copies are sealed to others.
    """
    found = _find_parts(start, viewer)
    if not found.sheets:
        raise NothingScheduled
    head = _describe(start, found)
    papers_ = [*_write_papers(start, found), _write_readme(head, start.paper_language)]
    set_ = [
        ArchivedFile(paper.path, "paper", content)
        for paper, content in zip(papers_, papers.set_papers(papers_), strict=True)
    ]
    # Setting papers takes a while.
    stay_inside(viewer)
    return archives.build_archive(
        head,
        [*_write_data(found), *found.copies, *set_],
        public_key=archive_keys.find_archive_key(),
        sign=archive_keys.sign_archive,
    )


def _find_parts(start: ArchiveStart, viewer: Actor) -> ArchiveParts:
    """What goes in: of the sensitive one its schedules alone."""
    sheets = contents.read_sheets(
        start.investigation,
        is_sensitive=start.is_sensitive,
        until=start.at,
        viewer=viewer,
    )
    if start.is_sensitive:
        return ArchiveParts(sheets)
    copies, pairs = redactions.collect_copies(
        start.investigation, until=start.at, viewer=viewer
    )
    records = contents.read_custody(
        start.investigation, until=start.at, has_media=start.archive.has_media
    )
    return ArchiveParts(sheets, records, copies, pairs)


def _write_papers(start: ArchiveStart, found: ArchiveParts) -> list[ArchivePaper]:
    said = {"urn": start.investigation.urn, "language": start.paper_language}
    written = [
        paper
        for sheet in found.sheets
        for paper in papers.write_schedule_papers(sheet, **said)
    ]
    if found.records is not None:
        written += papers.write_custody_papers(found.records, **said)
    return written


def _write_data(found: ArchiveParts) -> list[ArchivedFile]:
    """The same as data, for programs."""
    files = [_schedule_file(sheet) for sheet in found.sheets]
    if found.records is not None:
        said = archives.write_json(found.records)
        files.append(ArchivedFile("6-exhibits/exhibits.json", "custody", said))
    return files


def find_fingerprint() -> str:
    """The fingerprint of the key that signs archives, in groups to be read aloud."""
    digest = sha256(archive_keys.find_archive_key()).hexdigest()[:32]
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def _schedule_file(sheet: ScheduleSheet) -> ArchivedFile:
    content = archives.write_json(sheet)
    return ArchivedFile(f"{sheet.path_in_archive}.json", archives.SCHEDULE, content)


def _describe(start: ArchiveStart, found: ArchiveParts) -> archives.ArchiveHead:
    last: dict[str, int] = {}
    for sheet in found.sheets:
        end = sheet.lines[-1].line if sheet.lines else 0
        last[sheet.kind] = max(last.get(sheet.kind, 0), end)
    with translation.override("en"):
        name = agencies.name_of(start.investigation.organisation)
    return archives.ArchiveHead(
        kind=start.archive.kind,
        urn=start.investigation.urn,
        by=name,
        at=start.at.isoformat(),
        recipient=start.archive.recipient,
        purpose=start.archive.purpose,
        law_as_at=start.investigation.law_as_at.isoformat(),
        schedules=last,
        redactions=found.pairs,
    )


def _write_readme(head: archives.ArchiveHead, language: str) -> ArchivePaper:
    """The first paper: what this is, and what it is not."""
    said = {"who": head.by, "recipient": head.recipient, "when": head.at}
    made = _("Made by %(who)s for %(recipient)s, as things stood at %(when)s.")
    law = _("The law is shown as at %(day)s.")
    with translation.override(language):
        title = str(_("About this archive"))
        parts = [
            ArchivePart(str(heading), words=tuple(map(str, words)))
            for heading, words in _ABOUT
        ]
        parts.append(
            ArchivePart(str(_("The law")), words=(str(law) % {"day": head.law_as_at},))
        )
        return ArchivePaper(
            path="readme.pdf",
            language=language,
            title=title,
            intro=(head.urn, str(made) % said, head.purpose),
            parts=tuple(parts),
            foot=f"{head.urn} · {title} · ",
        )
