"""Every text in an archive: names, data, papers, what they say of themselves, codes."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pikepdf
import pypdf
import pypdfium2
from PIL import Image
from pypdfium2 import raw

Texts = Iterator[tuple[str, str]]
_CODES = Path(__file__).with_name("read_codes.mjs")
#: Pixels of an inch at which codes are looked for on pages.
_SHARPNESS = 110
#: A path with fewer strokes is a line of a table, and no code.
_LINE = 8
_PACKED = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){6,}")


def read_archive(path: Path) -> Texts:
    """Each text in the archive, with where it stands."""
    yield from read_container(path.name, path.read_bytes())


def read_container(name: str, content: bytes) -> Texts:
    """Each text in a container: what it is called, notes, and in its files."""
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        yield f"{name}: note", _decode(container.comment)
        for entry in container.infolist():
            where = f"{name}/{entry.filename}"
            yield f"{where}: name", entry.filename
            yield f"{where}: note", _decode(entry.comment + entry.extra)
            yield from read_file(where, container.read(entry))


def read_file(where: str, content: bytes) -> Texts:
    """Each text of one file, by what it is, and as it lies there."""
    yield from _read_plain(where, content)
    for begin, read in _KINDS:
        if content.lstrip()[: len(begin)] == begin:
            yield from read(where, content)


def _read_plain(where: str, content: bytes) -> Texts:
    """The bytes as text in more than one way, and what is packed in that text."""
    text = _decode(content)
    yield f"{where}: bytes", text
    yield f"{where}: wide bytes", content.decode("utf-16-le", errors="ignore")
    yield f"{where}: address", unquote(text) if "%" in text else ""
    packed = [_unpack(found) for found in _PACKED.findall(text)]
    packed += [bytes.fromhex(found) for found in _HEX.findall(text)]
    for inner in packed:
        with suppress(UnicodeDecodeError):
            yield f"{where}: packed", inner.decode()


def _unpack(found: str) -> bytes:
    with suppress(ValueError):
        return b64decode(found.rstrip("=") + "=" * (-len(found.rstrip("=")) % 4), b"-_")
    return b""


def _decode(content: bytes) -> str:
    return content.decode(errors="replace")


def _read_json(where: str, content: bytes) -> Texts:
    with suppress(ValueError):
        yield f"{where}: data", " \n ".join(_walk_json(json.loads(content)))


def _walk_json(said: object) -> Iterator[str]:
    if isinstance(said, dict):
        for key, value in said.items():
            yield str(key)
            yield from _walk_json(value)
    elif isinstance(said, list):
        for each in said:
            yield from _walk_json(each)
    else:
        yield str(said)


def _read_drawing(where: str, content: bytes) -> Texts:
    """Words and attributes of SVG, or of any other XML."""
    with suppress(ElementTree.ParseError):
        for part in ElementTree.fromstring(content).iter():  # noqa: S314  # ours
            said = (part.text or "", part.tail or "", *part.attrib.values())
            yield f"{where}: drawing", " ".join(said)


def _read_picture(where: str, content: bytes) -> Texts:
    with Image.open(io.BytesIO(content)) as picture:
        said = [*map(str, picture.info.values()), *map(str, picture.getexif().values())]
        yield f"{where}: of the picture", " ".join(said)
        yield from _read_codes(where, picture)


def _read_paper(where: str, content: bytes) -> Texts:
    """The words of a PDF in two readings, its objects, and the codes on its pages."""
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        yield f"{where}: words", page.extract_text()
    paper = pypdfium2.PdfDocument(content)
    for page in paper:
        yield f"{where}: words", page.get_textpage().get_text_bounded()
        if _may_have_code(page):
            picture = page.render(scale=_SHARPNESS / 72).to_pil()
            yield from _read_codes(where, picture)
    yield from _read_objects(where, content)


def _read_objects(where: str, content: bytes) -> Texts:
    """Every string and name in it: titles, marks, notes, what others read aloud."""
    with pikepdf.open(io.BytesIO(content)) as paper:
        for each in paper.objects:
            yield f"{where}: object", " ".join(_walk_object(each, 0))
            if isinstance(each, pikepdf.Stream) and "/Length1" not in each:
                with suppress(pikepdf.PdfError):
                    yield f"{where}: stream", _decode(each.read_bytes())
        for name, file in paper.attachments.items():
            yield f"{where}: attached", name
            yield from read_file(f"{where}/{name}", file.get_file().read_bytes())


def _walk_object(held: object, depth: int) -> Iterator[str]:
    """The strings in an object; what it only refers to is looked at by itself."""
    if isinstance(held, pikepdf.String | pikepdf.Name):
        yield str(held)
    elif isinstance(held, pikepdf.Array):
        for each in held:
            yield from _walk_inner(each, depth)
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in held.items():
            yield key
            yield from _walk_inner(value, depth)


def _walk_inner(held: object, depth: int) -> Iterator[str]:
    is_elsewhere = getattr(held, "is_indirect", False)
    if not is_elsewhere and depth < 50:
        yield from _walk_object(held, depth + 1)


def _may_have_code(page: pypdfium2.PdfPage) -> bool:
    """Whether more is drawn on it than words and the lines of tables."""
    for each in page.get_objects(max_depth=5):
        if each.type == raw.FPDF_PAGEOBJ_IMAGE:
            return True
        if each.type == raw.FPDF_PAGEOBJ_PATH and _is_figure(each):
            return True
    return False


def _is_figure(path: pypdfium2.PdfObject) -> bool:
    return int(raw.FPDFPath_CountSegments(path)) > _LINE or _is_filled(path)


def _is_filled(path: pypdfium2.PdfObject) -> bool:
    fill, stroke = raw.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value != raw.FPDF_FILLMODE_NONE)


def _read_codes(where: str, picture: Image.Image) -> Texts:
    """What QR codes in a picture say (jsQR, by Node)."""
    plain = picture.convert("RGBA")
    size = "{} {}\n".format(*plain.size).encode()
    done = subprocess.run(  # noqa: S603  # a program of ours
        ["node", str(_CODES)],  # noqa: S607  # as it is found for the browser's tests
        input=size + plain.tobytes(),
        capture_output=True,
        check=True,
    )
    for said in json.loads(done.stdout):
        yield f"{where}: code", said


def _read_nested(where: str, content: bytes) -> Texts:
    yield from read_container(where, content)


_KINDS: tuple[tuple[bytes, Callable[[str, bytes], Texts]], ...] = (
    (b"%PDF-", _read_paper),
    (b"PK\3\4", _read_nested),
    (b"{", _read_json),
    (b"[", _read_json),
    (b"<", _read_drawing),
    (b"\x89PNG", _read_picture),
    (b"\xff\xd8", _read_picture),
)
