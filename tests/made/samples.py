"""A file of each kind, with a secret in every place that has room for one."""

from __future__ import annotations

import struct
import wave
import zipfile
from functools import cache
from io import BytesIO

import pikepdf
from fpdf import FPDF
from PIL import Image, PngImagePlugin

SECRET = "Gwenllian of 5 Castle Street"
WORDS = "They sleep behind the wash."
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def exif() -> Image.Exif:
    made = Image.Exif()
    made[0x010F], made[0x0110], made[0x013B] = SECRET, SECRET, SECRET
    made[0x0132] = "2026:01:05 12:00:00"
    made[0x010E] = SECRET
    made.get_ifd(0x8825).update(
        {1: "N", 2: (53.0, 3.0, 1.5), 3: "W", 4: (2.0, 1.0, 1.0)}
    )
    return made


XMP = (
    f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{SECRET}</dc:creator></x:xmpmeta>"
)


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 24)) -> bytes:
    """A picture whose left half is red, lying on its side by its EXIF."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    told = exif()
    told[0x0112] = 6
    more: dict[str, object] = {"exif": told, "xmp": XMP.encode()}
    if form == "JPEG":
        more["comment"] = SECRET.encode()
    if form == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", SECRET)
        more = {"exif": told, "pnginfo": notes}
    if form == "GIF":
        other = Image.new("RGB", size, "blue")
        more = {"comment": SECRET.encode(), "save_all": True, "append_images": [other]}
    if form == "TIFF":
        more = {"exif": told}
    written = BytesIO()
    image.save(written, form, **more)
    return written.getvalue()


@cache
def pdf() -> bytes:
    """A page with a photograph, a form, a script, an attachment and metadata."""
    made = FPDF()
    made.set_author(SECRET)
    made.set_creator(SECRET)
    made.add_page()
    made.set_font("helvetica", size=12)
    made.cell(text=WORDS)
    made.image(BytesIO(picture()), w=30)
    made.embed_file(bytes=SECRET.encode(), basename="a.txt")
    with pikepdf.open(BytesIO(bytes(made.output()))) as opened:
        opened.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=f"app.alert('{SECRET}')"
        )
        page = opened.pages[0]
        page.obj["/PieceInfo"] = pikepdf.Dictionary(Secret=SECRET)
        page.obj["/Metadata"] = opened.make_stream(XMP.encode())
        for each in opened.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image":
                each.write(picture(), filter=pikepdf.Name.DCTDecode)
        _add_form(opened)
        with opened.open_metadata() as metadata:
            metadata["dc:creator"] = [SECRET]
        written = BytesIO()
        opened.save(written)
    return written.getvalue()


def _add_form(opened: pikepdf.Pdf) -> None:
    """A field that somebody filled in, and a note with its author's name."""
    field = opened.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx,
            T="where", V="Rhyl", Rect=[100, 100, 300, 130], F=4,
            DA="/Helv 12 Tf 0 g",
        )
    )  # fmt: skip
    note = opened.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, T=SECRET,
            Contents=SECRET, Rect=[10, 10, 20, 20],
        )
    )  # fmt: skip
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
    )  # fmt: skip
    opened.pages[0].obj["/Annots"] = pikepdf.Array([field, note])
    opened.Root.AcroForm = pikepdf.Dictionary(
        Fields=[field], DA="/Helv 12 Tf 0 g", NeedAppearances=True,
        DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font)),
    )  # fmt: skip


def archive(parts: dict[str, bytes | str]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            packed.writestr(name, body)
    return written.getvalue()


def docx_parts() -> dict[str, bytes | str]:
    return {
        "[Content_Types].xml": f"<Types xmlns='{TYPES}'>"
        "<Default Extension='xml' ContentType='application/xml'/>"
        "<Override PartName='/docProps/core.xml' ContentType='a/b'/></Types>",
        "_rels/.rels": f"<Relationships xmlns='{RELATIONS}'>"
        "<Relationship Id='r1' Type='t/officeDocument' Target='word/document.xml'/>"
        "<Relationship Id='r2' Type='t/core' Target='docProps/core.xml'/>"
        "</Relationships>",
        "docProps/core.xml": "<p xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<dc:creator>{SECRET}</dc:creator></p>",
        "docProps/thumbnail.jpeg": picture(),
        "word/document.xml": f"<w:document xmlns:w='{WORD}'><!-- {SECRET} -->"
        f"<w:ins w:author='{SECRET}' w:date='2026-01-05T12:00:00Z'><w:t>{WORDS}</w:t>"
        "</w:ins></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships xmlns='{RELATIONS}'>"
        "<Relationship Id='r1' Type='t/image' Target='media/image1.jpeg'/>"
        "<Relationship Id='r2' Type='t/attachedTemplate' TargetMode='External'"
        f" Target='file:///C:/Users/{SECRET.replace(' ', '')}/a.dot'/></Relationships>",
        "word/media/image1.jpeg": picture(),
    }


def docx() -> bytes:
    return archive(docx_parts())


def odt() -> bytes:
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<o:document-content xmlns:o='{ODF}:office:1.0'"
            f" xmlns:dc='http://purl.org/dc/elements/1.1/'>"
            f"<o:annotation><dc:creator>{SECRET}</dc:creator>"
            f"<dc:date>2026-01-05T12:00:00</dc:date></o:annotation>{WORDS}"
            "</o:document-content>",
            "meta.xml": f"<m xmlns:dc='d'><dc:creator>{SECRET}</dc:creator></m>",
            "META-INF/manifest.xml": f"<m:manifest xmlns:m='{ODF}:manifest:1.0'>"
            "<m:file-entry m:full-path='content.xml'/>"
            "<m:file-entry m:full-path='meta.xml'/></m:manifest>",
        }
    )


def sound() -> bytes:
    """Two seconds of silence, with the name of whoever recorded it."""
    written = BytesIO()
    with wave.open(written, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(1)
        made.setframerate(800)
        made.writeframes(b"\x80" * 1_600)
    said = SECRET.encode() + b"\0" * (len(SECRET) % 2)
    chunk = b"INFOIART" + struct.pack("<I", len(said)) + said
    body = written.getvalue() + b"LIST" + struct.pack("<I", len(chunk)) + chunk
    return body[:4] + struct.pack("<I", len(body) - 8) + body[8:]


def tagged_mp3() -> bytes:
    """A second or so of empty frames behind a tag."""
    text = b"\x03" + SECRET.encode()
    frame = b"TPE1" + struct.pack(">I", len(text)) + b"\0\0" + text
    size = bytes(len(frame) >> shift & 127 for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + frame + (b"\xff\xfb\x90\x00" + b"\0" * 413) * 60
