"""Reading an OpenDocument spreadsheet as another program would."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

_NAMES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_CELL = "table:table-cell"
_NAME = f"{{{_NAMES['table']}}}name"


def read_ods(content: bytes) -> dict[str, list[list[str]]]:
    """The rows of each sheet, by its name; every cell as its text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    return {
        sheet.get(_NAME, ""): [
            ["".join(map(str, cell.itertext())) for cell in row.iterfind(_CELL, _NAMES)]
            for row in sheet.iterfind("table:table-row", _NAMES)
        ]
        for sheet in root.iterfind(".//table:table", _NAMES)
    }
