"""Whatever slips into an archive is found, wherever it stands and however written."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64encode
from pathlib import Path

import pikepdf
import pytest
import segno
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from benchmarks.case.slips import SecretStandsOpen, find_in_texts, find_slips
from unhidden.investigations.leaving.tests.pages import set_page

SECRET = "Mária Popescu, Flat 2, 7 Hidden Street"
OPEN = ("Notebook of PC Bevan, pages 1 to 4", "The car wash on Hidden Street")


def pack(path: Path, *entries: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as container:
        for name, content in entries:
            container.writestr(name, content)
    return path


def add_to_paper(*, title: str = "", attached: bytes = b"") -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(set_page("Open words"))) as paper:
        paper.docinfo["/Keywords"] = title
        if attached:
            paper.attachments["notes.txt"] = attached
        paper.save(out)
    return out.getvalue()


def draw_code(said: str) -> bytes:
    out = io.BytesIO()
    segno.make_qr(said).save(out, kind="png", scale=4)
    return out.getvalue()


def note_picture(said: str) -> bytes:
    out, info = io.BytesIO(), PngInfo()
    info.add_text("Comment", said)
    Image.new("L", (4, 4)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


WHERE = {
    "a name of a file": ("maria-popescu.json", b"{}"),
    "words of JSON": (
        "a.json",
        json.dumps({"words": "seen by MARIA  POPESCU"}).encode(),
    ),
    "a key of JSON": ("a.json", json.dumps({"mariapopescu": 1}).encode()),
    "letters apart in UTF-16": ("a.txt", "M.a.r.i.a.P.o.p.e.s.c.u".encode("utf-16-le")),
    "base 64": ("a.txt", b"packed " + b64encode(SECRET.encode())),
    "hexadecimal": ("a.txt", b"packed " + SECRET.encode().hex().encode()),
    "a percent-encoded address": ("a.txt", b"/find?q=M%C3%A1ria%20Popescu"),
    "attributes of a picture": (
        "a.svg",
        b'<svg xmlns="x"><text x="Maria" y="Popescu">a</text></svg>',
    ),
    "two lines of a page": ("a.pdf", set_page("It was Maria", "Popescu who said so")),
    "text that is not seen": ("a.pdf", set_page("Open words", unseen="Maria Popescu")),
    "a title of a paper": ("a.pdf", add_to_paper(title="Maria Popescu")),
    "a file within a paper": ("a.pdf", add_to_paper(attached=SECRET.encode())),
    "a code": ("a.png", draw_code("https://example.org/maria-popescu")),
    "a note in a picture": ("a.png", note_picture(SECRET)),
}


@pytest.mark.parametrize(("name", "content"), WHERE.values(), ids=WHERE)
def test_a_secret_is_found_wherever_it_stands(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = pack(tmp_path / "a.zip", ("open.txt", OPEN[0].encode()), (name, content))

    found = find_slips(path, [SECRET], OPEN)

    assert {slip.secret for slip in found} == {SECRET}
    assert all(name.split(".")[0] in slip.where for slip in found)


def test_a_code_on_a_page_is_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.open(io.BytesIO(draw_code("Maria Popescu"))).convert("RGB").save(out, "PDF")
    path = pack(tmp_path / "a.zip", ("a.pdf", out.getvalue()))

    assert any("code" in slip.where for slip in find_slips(path, [SECRET], ()))


def test_two_codes_on_a_page_are_both_read(tmp_path: Path) -> None:
    sheet = Image.new("RGB", (900, 1200), "white")
    for place, said in ((60, "Maria Popescu"), (700, "Hidden Street")):
        code = Image.open(io.BytesIO(draw_code(said))).convert("RGB")
        sheet.paste(code.resize((220, 220)), (600, place))
    out = io.BytesIO()
    sheet.save(out, "PDF", resolution=110)
    path = pack(tmp_path / "a.zip", ("a.pdf", out.getvalue()))

    found = {slip.run for slip in find_slips(path, [SECRET], ())}

    assert {"mariapop", "hiddenst"} <= found


def test_what_stands_in_an_open_item_too_is_no_slip(tmp_path: Path) -> None:
    words = b"The wash on Hidden Street was shut; line 2 has 7 pages"
    path = pack(tmp_path / "a.zip", ("a.txt", words))

    assert find_slips(path, [SECRET, "CY16 ABC"], OPEN) == []


def test_three_words_in_a_row_are_a_slip_however_short_they_are() -> None:
    texts = [("here", "It says: by an ox."), ("there", "by the ox, an egg")]

    found = find_in_texts(texts, ["Go by an ox"], ())

    assert [(slip.where, slip.run) for slip in found] == [("here", "|by an ox|")]


def test_a_short_secret_is_found_as_words_and_not_inside_of_others() -> None:
    texts = [("plate", "the van cy16-abc"), ("digest", "a9cy16abc0ff")]

    assert [slip.where for slip in find_in_texts(texts, ["CY16 ABC"], ())] == ["plate"]


def test_a_secret_that_stands_open_proves_nothing() -> None:
    with pytest.raises(SecretStandsOpen):
        find_in_texts([], ["notebook of PC Bevan"], OPEN)
