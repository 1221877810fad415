"""Office files: the same parts in a new archive, without who wrote them, and when.

Parts about the file (properties, thumbnails, settings of a printer) are left out, names
and times of comments and of tracked changes are blanked, pictures are written anew.
Whatever runs is refused; whatever is not understood is emptied.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from unhidden.cleaning import images, parts, unpacking
from unhidden.cleaning.results import (
    CleanableKind,
    CleanedFile,
    DamagedFile,
    FileRefused,
    FileTrace,
    HasMacros,
    WrongType,
    in_order,
)
from unhidden.cleaning.telling import told_by

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
# By the part that only this kind has, or by what an OpenDocument file says it is.
_MAIN_PARTS = {
    "word/document.xml": f"{_OOXML}wordprocessingml.document",
    "xl/workbook.xml": f"{_OOXML}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OOXML}presentationml.presentation",
}
_MIMETYPES = {f"{_ODF}text", f"{_ODF}spreadsheet", f"{_ODF}presentation"}
_CONTENT_TYPES, _MANIFEST = "[Content_Types].xml", "META-INF/manifest.xml"
_RUNS = re.compile(
    r"vbaProject|vbaData|/activeX/|^Basic/|^Scripts/|/macrosheets/|\.(bas|exe|dll|js|vbs"
    r"|class|jar|py)$",
    re.IGNORECASE,
)
# Said about the file, needed by nobody who reads it.
_ABOUT = re.compile(
    r"^docProps/|^meta\.xml$|^settings\.xml$|^Thumbnails/|^Configurations2/"
    r"|^customXml/|^META-INF/documentsignatures\.xml$|^_xmlsignatures/",
    re.IGNORECASE,
)
_XML = re.compile(r"\.(xml|rels|vml|rdf)$", re.IGNORECASE)
_PICTURES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP",
             "tif": "TIFF", "tiff": "TIFF"}  # fmt: skip
_OFFICE = re.compile(r"\.(docx|xlsx|pptx|odt|ods|odp)$", re.IGNORECASE)
_FIXED = (1980, 1, 1, 0, 0, 0)
_DEEPEST = 2


def clean_office_document(content: bytes, depth: int = 0) -> CleanedFile:
    """The document anew; raises WrongType, DamagedFile, HasMacros and so on."""
    members = unpacking.members_of(content)
    media_type = _media_type(members)
    if any(_RUNS.search(name) for name in members) or _is_made_to_run(members):
        raise HasMacros
    found = set[FileTrace]()
    kept = {
        name: _part(name, body, found, depth)
        for name, body in members.items()
        if not _is_about(name, body, found)
    }
    kept = parts.without_links_to(kept, gone=members.keys() - kept.keys())
    return CleanedFile(CleanableKind.OFFICE, media_type, _packed(kept), in_order(found))


def _media_type(members: Mapping[str, bytes]) -> str:
    mimetype = members.get("mimetype", b"").decode("ascii", "replace")
    if mimetype in _MIMETYPES and "content.xml" in members and _MANIFEST in members:
        return mimetype
    for name, media_type in _MAIN_PARTS.items():
        if name in members and _CONTENT_TYPES in members:
            return media_type
    raise WrongType


def _is_made_to_run(members: Mapping[str, bytes]) -> bool:
    said = members.get(_CONTENT_TYPES, b"") + members.get(_MANIFEST, b"")
    return b"macroEnabled" in said or b"vbaProject" in said


def _is_about(name: str, body: bytes, found: set[FileTrace]) -> bool:
    if not _ABOUT.search(name):
        return False
    if name.lower().endswith((".png", ".jpg", ".jpeg", ".emf", ".wmf")):
        found.add(FileTrace.HIDDEN)
    elif _XML.search(name):
        found |= told_by(" ".join(parts.names_with_text(body)))
    return True


def _part(name: str, body: bytes, found: set[FileTrace], depth: int) -> bytes:
    """One part as it goes into the copy."""
    form = _PICTURES.get(name.rpartition(".")[2].lower())
    if _XML.search(name):
        return parts.clean_part(body, found)
    if name == "mimetype" or not body:
        return body
    if form:
        return _picture(body, form, found)
    if _OFFICE.search(name) and depth < _DEEPEST:
        inner = clean_office_document(body, depth + 1)
        found.update(inner.found)
        return inner.content or b""
    # Fonts, drawings of old programs, objects: nobody can say what is in them.
    found.add(FileTrace.HIDDEN)
    return b""


def _picture(body: bytes, form: str, found: set[FileTrace]) -> bytes:
    try:
        copy, _, told = images.redraw_image(body, form)
    except FileRefused:
        found.add(FileTrace.HIDDEN)
        return b""
    found |= told
    return copy


def _packed(kept: Mapping[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in kept.items():
            info = zipfile.ZipInfo(name, date_time=_FIXED)
            is_first = name == "mimetype"
            info.compress_type = (
                zipfile.ZIP_STORED if is_first else zipfile.ZIP_DEFLATED
            )
            archive.writestr(info, body)
    if not kept:
        raise DamagedFile
    return written.getvalue()
