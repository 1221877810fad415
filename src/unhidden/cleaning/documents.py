"""PDFs: their pages in a new document, and nothing that acts, hides or remembers.

A new document takes over the pages alone. So scripts, attached files, forms, bookmarks
and the metadata of the whole stay behind; what was filled in becomes part of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from unhidden.cleaning import images
from unhidden.cleaning.results import (
    CleanableKind,
    CleanedFile,
    DamagedFile,
    FileRefused,
    FileTrace,
    LockedFile,
    SeveralKindsAtOnce,
    TooLarge,
    in_order,
)
from unhidden.cleaning.telling import told_by

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 1_000
MOST_OBJECTS = 200_000
MOST_UNPACKED = 100_000_000
MOST_DEPTH = 40
BROKEN = (
    pikepdf.PdfError,
    pikepdf.ForeignObjectError,
    pikepdf.DataDecodingError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    OSError,
)
# Taken off every object: what acts, what is attached, what is said about it.
_ACTING = ("/AA", "/JS", "/OpenAction", "/A", "/RichMediaContent")
_HIDING = ("/Annots", "/Thumb", "/AF", "/EF", "/PieceInfo", "/Group.Private")
_TELLING = ("/Metadata", "/LastModified", "/ID")
_END, _SECOND = b"%%EOF", re.compile(rb"%%EOF\s*%PDF-")
# Pictures that keep words of their own, and what they are written as.
_JPEG = "JPEG"
_PICTURES = {"/DCTDecode": _JPEG, "/JPXDecode": "JPEG2000"}
_SAYS = re.compile(rb"\A\xff\xd8\xff|Exif\0")
_SCRIPTS = ("/JavaScript", "/JS", "/AA", "/OpenAction", "/Launch", "/RichMedia")


def clean_document(content: bytes) -> CleanedFile:
    """The pages in a new document; raises TooLarge, DamagedFile and the like."""
    _must_end(content)
    _bound()
    try:
        with Pdf.open(BytesIO(content), suppress_warnings=True) as pdf:
            _must_fit(pdf)
            found = _told(pdf)
            return CleanedFile(
                CleanableKind.PDF, MEDIA_TYPE, _anew(pdf, found), in_order(found)
            )
    except pikepdf.PasswordError as error:
        raise LockedFile from error
    except (MemoryError, RecursionError) as error:
        raise TooLarge from error
    except BROKEN as error:
        raise DamagedFile from error


def _must_end(content: bytes) -> None:
    """It ends where it says so; raises DamagedFile, SeveralKindsAtOnce."""
    end = content.rfind(_END)
    if end < 0:
        raise DamagedFile
    is_followed = content[end + len(_END) :].strip(b"\0\r\n\t\f ") != b""
    if is_followed or _SECOND.search(content):
        raise SeveralKindsAtOnce


def _bound() -> None:
    """What qpdf may unpack at once."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MOST_UNPACKED,
        png_max_memory=MOST_UNPACKED,
        run_length_max_memory=MOST_UNPACKED,
        tiff_max_memory=MOST_UNPACKED,
        parser_max_nesting=100,
        max_stream_filters=4,
        doc_max_warnings=100,
    )


def _must_fit(pdf: Pdf) -> None:
    if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
        raise TooLarge
    if len(pdf.pages) == 0:
        raise DamagedFile


def _told(pdf: Pdf) -> set[FileTrace]:
    """What the document says besides its pages."""
    found = set[FileTrace]()
    root, trailer = pdf.Root, pdf.trailer
    if "/Info" in trailer:
        found |= told_by(" ".join(map(str, trailer.Info.keys())))
    if "/Metadata" in root and isinstance(root.Metadata, Stream):
        found |= told_by(root.Metadata.read_bytes())
    for each in _dictionaries(pdf):
        if any(name in each for name in _SCRIPTS) or _acts(each):
            found.add(FileTrace.SCRIPT)
        if each.get("/Type") == Name.Filespec or "/EF" in each:
            found.add(FileTrace.HIDDEN)
    return found


def _acts(each: Object) -> bool:
    return (
        str(each.get("/S", "")) in _SCRIPTS or str(each.get("/Subtype", "")) in _SCRIPTS
    )


def _anew(pdf: Pdf, found: set[FileTrace]) -> bytes:
    pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")
    new = Pdf.new()
    new.pages.extend(pdf.pages)
    unpacked = 0
    for each in list(_dictionaries(new)):
        _strip(each, found)
        unpacked += _cleaned_picture(each, found)
        if unpacked > MOST_UNPACKED * 4:
            raise TooLarge
    written = BytesIO()
    new.remove_unreferenced_resources()
    new.save(written, deterministic_id=True, static_id=False)
    return written.getvalue()


def _dictionaries(pdf: Pdf) -> Iterator[Any]:
    """Every dictionary, those within others too."""
    for each in pdf.objects:
        yield from _within(each, 0)


def _within(each: Any, depth: int) -> Iterator[Any]:
    if depth > MOST_DEPTH:
        raise TooLarge
    if isinstance(each, (Dictionary, Stream)):
        yield each
        # A stream's own dictionary has no values() of its own.
        values = [each[str(name)] for name in sorted(each.keys())]
    elif isinstance(each, pikepdf.Array):
        values = list(each)
    else:
        return
    for value in values:
        if isinstance(value, Object) and not value.is_indirect:
            yield from _within(value, depth + 1)


def _strip(each: Any, found: set[FileTrace]) -> None:
    for names, kind in ((_ACTING, FileTrace.SCRIPT), (_HIDING, FileTrace.HIDDEN)):
        for name in names:
            if name in each:
                del each[name]
                found.add(kind)
    for name in _TELLING:
        if name in each:
            if name == "/Metadata" and isinstance(each[name], Stream):
                found |= told_by(each[name].read_bytes())
            del each[name]


def _cleaned_picture(each: Any, found: set[FileTrace]) -> int:
    """Write a photograph anew; gives how many bytes it has now.

    Whether or not it says that it is one: what no program shows is passed on, too.
    """
    if not isinstance(each, Stream):
        return 0
    raw, filters = each.read_raw_bytes(), _filters(each)
    named = [one for one in filters if one in _PICTURES]
    form = _PICTURES[named[-1]] if named else _JPEG if _SAYS.search(raw) else None
    if form is None:
        return 0
    try:
        copy, told = images.redraw_inner_image(raw, form)
    except FileRefused:
        # Packed once more, or no picture: no program would show it either.
        copy, told = b"", {FileTrace.HIDDEN}
    found |= told
    each.write(copy, filter=Name(filters[-1]) if named else None)
    return len(copy)


def _filters(each: Any) -> list[str]:
    """What a stream is packed with; what it was packed with first stands last."""
    said = each.get("/Filter")
    names = list(said) if isinstance(said, pikepdf.Array) else [said]
    return [str(one) for one in names if isinstance(one, Name)]
