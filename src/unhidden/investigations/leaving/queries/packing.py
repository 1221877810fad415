"""Packing an archive: what there is at a moment, as files, signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256

from django.utils import translation
from django.utils.translation import gettext as _

from unhidden.access.actor import Actor
from unhidden.agencies import queries as agencies
from unhidden.investigations.leaving.queries import contents, papers, redactions
from unhidden.investigations.leaving.queries.contents import ScheduleSheet
from unhidden.investigations.leaving.queries.papers import ArchivePaper, ArchivePart
from unhidden.investigations.leaving.rules import archives
from unhidden.investigations.leaving.rules.archives import ArchivedFile
from unhidden.investigations.models import Archive, ArchiveKind, Investigation
from unhidden.lib.refusals import ActionRefused
from unhidden.vault import archive_keys


class NothingScheduled(ActionRefused):
    """No schedule of this kind is signed yet; there is nothing to hand over."""


@dataclass(frozen=True, slots=True)
class ArchiveStart:
    """The investigation of an archive, and the moment as which it is packed."""

    investigation: Investigation
    archive: Archive
    at: datetime


def pack_archive(start: ArchiveStart, viewer: Actor) -> archives.BuiltArchive:
    """The archive, signed; the same moment gives the same bytes.

    Raises NothingScheduled, ArchiveTooLarge and PaperNotPrintable; of the vault
    KeysLocked and NotForYou where words or copies are sealed to others.
    """
    investigation, archive = start.investigation, start.archive
    is_sensitive = archive.kind == ArchiveKind.SENSITIVE
    sheets = contents.read_sheets(
        investigation, is_sensitive=is_sensitive, until=start.at, viewer=viewer
    )
    if not sheets:
        raise NothingScheduled
    files = [_schedule_file(sheet) for sheet in sheets]
    written = [
        paper
        for sheet in sheets
        for paper in papers.write_schedule_papers(
            sheet, urn=investigation.urn, language=archive.language
        )
    ]
    pairs: Sequence[archives.RedactedPair] = ()
    if not is_sensitive:
        records = contents.read_custody(investigation, until=start.at)
        files.append(
            ArchivedFile(
                "6-exhibits/exhibits.json",
                "custody",
                archives.write_json([asdict(record) for record in records]),
            )
        )
        written += papers.write_custody_papers(
            records, urn=investigation.urn, language=archive.language
        )
        copies, pairs = redactions.collect_copies(
            investigation, until=start.at, viewer=viewer
        )
        files += copies
    head = _describe(start, sheets, pairs)
    written.append(_write_readme(head, archive.language))
    files += [
        ArchivedFile(paper.path, "paper", content)
        for paper, content in zip(written, papers.set_papers(written), strict=True)
    ]
    return archives.build_archive(
        head,
        files,
        public_key=archive_keys.find_archive_key(),
        sign=archive_keys.sign_archive,
    )


def find_fingerprint() -> str:
    """The fingerprint of the key that signs archives, in groups to be read aloud."""
    digest = sha256(archive_keys.find_archive_key()).hexdigest()[:32]
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def _schedule_file(sheet: ScheduleSheet) -> ArchivedFile:
    said = asdict(sheet) | {"lines": [asdict(line) for line in sheet.lines]}
    return ArchivedFile(
        f"{sheet.path}.json", archives.SCHEDULE, archives.write_json(said)
    )


def _describe(
    start: ArchiveStart,
    sheets: Sequence[ScheduleSheet],
    pairs: Sequence[archives.RedactedPair],
) -> archives.ArchiveHead:
    last: dict[str, int] = {}
    for sheet in sheets:
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
        redactions=pairs,
    )


def _write_readme(head: archives.ArchiveHead, language: str) -> ArchivePaper:
    """The first paper: what this is, and what it is not."""
    said = partial(dict, who=head.by, recipient=head.recipient, when=head.at)()
    with translation.override(language):
        title = _("About this archive")
        return ArchivePaper(
            path="readme.pdf",
            language=language,
            title=title,
            intro=(
                head.urn,
                _("Made by %(who)s for %(recipient)s, as things stood at %(when)s.")
                % said,
                head.purpose,
            ),
            parts=(
                ArchivePart(
                    _("What it is not"),
                    words=(
                        _(
                            "This is not the digital case file of the criminal justice"
                            " system. Somebody enters it there."
                        ),
                        _(
                            "It does not prove that nothing was left out before it was"
                            " recorded."
                        ),
                    ),
                ),
                ArchivePart(
                    _("How to check it"),
                    words=(
                        _(
                            "Check it with verify_archive.py and the fingerprint of the"
                            " signing key. Both come another way than in this archive:"
                            " from the covering letter, or from who sent it."
                        ),
                    ),
                ),
                ArchivePart(
                    _("The law"),
                    words=(
                        _("The law is shown as at %(day)s.") % {"day": head.law_as_at},
                    ),
                ),
            ),
            foot=f"{head.urn} · {title} · ",
        )
