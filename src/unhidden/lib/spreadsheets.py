"""Tables as an OpenDocument spreadsheet: text alone, so no cell is ever a formula."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = {
    "office": f"{_OASIS}:office:1.0",
    "table": f"{_OASIS}:table:1.0",
    "text": f"{_OASIS}:text:1.0",
}
_MANIFEST = f"{_OASIS}:manifest:1.0"
_VERSION = "1.3"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_ods(sheets: Mapping[str, Iterable[Sequence[str]]]) -> bytes:
    """Rows of text under the name of their sheet; equal input, equal bytes."""
    files = {
        "mimetype": ODS.encode(),
        "content.xml": _write(_make_document(sheets)),
        "META-INF/manifest.xml": _write(_make_manifest()),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            # What kind of file it is stands first and as it is: programs look there.
            entry.compress_type = (
                zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            )
            archive.writestr(entry, content)
    return packed.getvalue()


def _make_document(sheets: Mapping[str, Iterable[Sequence[str]]]) -> etree._Element:
    root = etree.Element(_in("office", "document-content"), nsmap=_NAMES)
    root.set(_in("office", "version"), _VERSION)
    body = etree.SubElement(root, _in("office", "body"))
    book = etree.SubElement(body, _in("office", "spreadsheet"))
    for name, rows in sheets.items():
        sheet = etree.SubElement(book, _in("table", "table"))
        sheet.set(_in("table", "name"), name)
        for row in rows:
            line = etree.SubElement(sheet, _in("table", "table-row"))
            for value in row:
                _add_cell(line, value)
    return root


def _add_cell(line: etree._Element, value: str) -> None:
    cell = etree.SubElement(line, _in("table", "table-cell"))
    if value:
        cell.set(_in("office", "value-type"), "string")
        etree.SubElement(cell, _in("text", "p")).text = value


def _make_manifest() -> etree._Element:
    named = f"{{{_MANIFEST}}}"
    root = etree.Element(f"{named}manifest", nsmap={"manifest": _MANIFEST})
    root.set(f"{named}version", _VERSION)
    for path, kind in (("/", ODS), ("content.xml", "text/xml")):
        entry = etree.SubElement(root, f"{named}file-entry")
        entry.set(f"{named}full-path", path)
        entry.set(f"{named}media-type", kind)
    return root


def _in(prefix: str, name: str) -> str:
    return f"{{{_NAMES[prefix]}}}{name}"


def _write(element: etree._Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8")
