"""The covering letter: how the recipient checks an archive, printed apart from it."""

from __future__ import annotations

from pathlib import Path

import segno
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from unhidden.agencies import queries as agencies
from unhidden.investigations.leaving.queries.packing import find_fingerprint
from unhidden.investigations.leaving.queries.papers import PaperNotPrintable
from unhidden.investigations.models import Archive
from unhidden.learning import queries as learning
from unhidden.lib import typesetting
from unhidden.lib.working_days import day_in_london

_TEMPLATE = Path(__file__).parents[2] / "data" / "letter.typ"
_ALWAYS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/:._-[]"


def write_letter(archive: Archive, record_key: str) -> bytes:
    """The letter as PDF, in the archive's language; raises PaperNotPrintable.

    ``record_key`` is the fingerprint of the key that seals the record, where it is
    known.
    """
    with translation.override(archive.language):
        said = _describe(archive, record_key)
    words = "".join(_words(said)) + _ALWAYS
    text = "".join(sorted(set(words)))
    face = learning.typeface_for(text, text)
    try:
        return typesetting.typeset_paper(
            _TEMPLATE.read_bytes(), said, [face.regular, face.bold]
        )
    except typesetting.PaperNotSet as error:
        raise PaperNotPrintable from error


def _words(said: object) -> list[str]:
    if isinstance(said, dict):
        return [word for each in said.values() for word in _words(each)]
    if isinstance(said, list | tuple):
        return [word for each in said for word in _words(each)]
    return [str(said)]


def _describe(archive: Archive, record_key: str) -> dict[str, object]:
    day = day_in_london(archive.released_at or archive.asked_at)
    organisation = agencies.name_of(archive.investigation.organisation)
    prints = [(_("Fingerprint of the key that signed it"), find_fingerprint())]
    if record_key:
        grouped = " ".join(record_key[at : at + 4] for at in range(0, 32, 4))
        prints.append((_("Fingerprint of the key that seals our record"), grouped))
    return {
        "language": archive.language,
        "title": _("An archive of %(urn)s") % {"urn": archive.investigation.urn},
        "to": [archive.recipient, archive.purpose],
        "by": [organisation, date_format(day, "j F Y")],
        "words": [
            _(
                "This letter comes another way than the archive. Check the archive with"
                " the fingerprint below, and take it from nowhere else."
            ),
        ],
        "prints": [_describe_print(*each) for each in prints],
        "how": _describe_checking(archive, record_key),
        "digest": [_("SHA-256 of the archive"), _group(archive.sha256)],
        "limits": [
            _(
                "It does not prove that nothing was left out before it was recorded,"
                " that what was written is true, or that the clocks were right."
            ),
        ],
    }


def _describe_print(label: str, print_: str) -> dict[str, str]:
    """A fingerprint to be read, and the same to be scanned."""
    code = segno.make_qr(print_.replace(" ", ""), error="m")
    return {
        "label": label,
        "print": print_,
        "code": code.svg_inline(border=2, scale=4, omitsize=True),
        "alt": _("The same as a code to scan"),
    }


def _describe_checking(archive: Archive, record_key: str) -> dict[str, object]:
    more = " --media media.zip" if archive.has_media else ""
    more += " --record record.json [B]" if record_key else ""
    more += " --welsh" if archive.language == "cy" else ""
    return {
        "title": _("How to check it"),
        "words": _(
            "With Python 3.9 or later, and the program verify_archive.py, which we hand"
            " out apart from the archive:"
        ),
        "command": f"python3 -I verify_archive.py archive.zip [A]{more}",
    }


def _group(digest: str) -> str:
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
