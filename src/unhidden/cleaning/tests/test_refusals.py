"""Bombs, disguises and broken files: one clear refusal each, whatever the bytes are."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.made import heic, samples
from unhidden.cleaning import apart, documents, results
from unhidden.cleaning.cleaner import clean_file
from unhidden.cleaning.results import (
    DamagedFile,
    EmptyFile,
    FileRefused,
    HasMacros,
    LockedFile,
    SeveralKindsAtOnce,
    TooLarge,
    WrongType,
)
from unhidden.cleaning.tests.kinds import OF_EACH_KIND

ZIP = samples.archive({"a.txt": "a"})

BEHIND = {
    "zip": ZIP,
    "pdf": samples.pdf(),
    "script": b"<script>1</script>",
    "more": b"more",
}


def pixel_bomb() -> bytes:
    """A small PNG that says it is forty thousand points wide and high."""
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body))
        + kind
        + body
        + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def zip_bomb() -> bytes:
    return with_part("word/a.xml", b"<a>" + b" " * 9_000_000)


def with_part(name: str, body: bytes | str) -> bytes:
    return samples.archive({**samples.docx_parts(), name: body})


def many_entries() -> bytes:
    return samples.archive({f"{n}.xml": "" for n in range(5_001)})


def many_pages() -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    for _ in range(1_000):
        made.pages.append(made.pages[0])
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def locked_pdf() -> bytes:
    written = BytesIO()
    with pikepdf.open(BytesIO(samples.pdf())) as opened:
        opened.save(written, encryption=pikepdf.Encryption(user="a", owner="b"))
    return written.getvalue()


def entities() -> bytes:
    bomb = "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;'>]><a>&c;</a>"
    return with_part("word/comments.xml", bomb)


def locked_office() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (pixel_bomb, TooLarge),
        (lambda: heic.photo(width=1_000_000), TooLarge),
        (lambda: heic.photo(width=100_000_000), TooLarge),
        (lambda: heic.photo(width=2_000), (DamagedFile, TooLarge)),
        (lambda: heic.photo(brand=b"avif"), WrongType),
        (lambda: heic.photo(brand=b"msf1"), WrongType),
        (lambda: heic.photo().replace(b"heic", b"avif"), WrongType),
        (lambda: heic.photo().replace(b"hvc1", b"av01"), DamagedFile),
        (zip_bomb, TooLarge),
        (many_entries, TooLarge),
        (many_pages, TooLarge),
        (locked_pdf, LockedFile),
        (locked_office, LockedFile),
        (entities, DamagedFile),
        (lambda: b"", EmptyFile),
        (lambda: ZIP, WrongType),
        (lambda: b"MZ\x90\0 a program", WrongType),
        (lambda: b"\x7fELF\x02\x01\x01", WrongType),
        (lambda: b"<html><script>alert(1)</script>", WrongType),
        (lambda: b"GIF89a; <script>", (DamagedFile, SeveralKindsAtOnce)),
        (lambda: b"caf\xe9", WrongType),
        (lambda: b"\0\0\0\x14ftypisom" + b"\0" * 9 + b"hdlr" + b"\0" * 8 + b"vide",
         WrongType),
        (lambda: with_part("word/vbaProject.bin", "a"), HasMacros),
        (lambda: with_part("../../x.xml", "a"), WrongType),
    ],
)  # fmt: skip
def test_what_is_not_taken(
    make: Callable[[], bytes],
    refusal: type[FileRefused] | tuple[type[FileRefused], ...],
) -> None:
    with pytest.raises(refusal):
        clean_file(make())


def test_a_pdf_does_not_unpack_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    made = pikepdf.new()
    made.add_blank_page()
    made.Root.Big = pikepdf.String("0" * 3_000_000)
    written = BytesIO()
    made.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    bomb = written.getvalue()
    assert len(bomb) < 10_000
    assert clean_file(bomb).content
    monkeypatch.setattr(documents, "MOST_UNPACKED", 1_000_000)

    with pytest.raises((TooLarge, DamagedFile)):
        clean_file(bomb)


@pytest.mark.parametrize(
    "name", ["jpeg", "png", "webp", "gif", "heic", "opus", "pdf", "wav", "docx"]
)
@pytest.mark.parametrize("behind", ["zip", "pdf", "script", "more"])
def test_nothing_else_may_stand_behind_a_file(name: str, behind: str) -> None:
    with pytest.raises(SeveralKindsAtOnce):
        clean_file(OF_EACH_KIND[name] + BEHIND[behind])


def test_nor_inside_or_before_it() -> None:
    written = BytesIO()
    Image.new("RGB", (2, 2)).save(written, "JPEG", comment=b"<html><script>1</script>")

    for content in (written.getvalue(), b"%PDF-1.4\n" + ZIP):
        with pytest.raises((SeveralKindsAtOnce, DamagedFile)):
            clean_file(content)


@pytest.mark.parametrize("name", sorted(OF_EACH_KIND.keys() - {"mp3", "tiff"}))
@pytest.mark.parametrize("kept", [0.3, 0.97])
def test_an_upload_that_broke_off_is_damaged(name: str, kept: float) -> None:
    content = OF_EACH_KIND[name]

    with pytest.raises(DamagedFile):
        clean_file(content[: int(len(content) * kept)])


@pytest.mark.parametrize("word", [b"/DCTDecode", b"/Filter", b"/Image", b"/Subtype"])
def test_a_photograph_that_no_longer_says_so_tells_nothing_either(word: bytes) -> None:
    content = OF_EACH_KIND["pdf"]
    assert word in content

    cleaned = clean_file(content.replace(word, b"/" + b"X" * (len(word) - 1))).content

    assert cleaned is not None
    assert b"Exif\0" not in cleaned


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_changed_is_cleaned_or_refused_by_name(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(OF_EACH_KIND)))
    content = bytearray(OF_EACH_KIND[name])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(
            st.binary(max_size=4)
        )

    with suppress(FileRefused):
        cleaned = clean_file(bytes(content))
        assert cleaned.content is None or b"Exif\0" not in cleaned.content


@given(content=st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    with suppress(FileRefused):
        assert clean_file(content).content == content


def test_a_process_that_eats_too_much_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    eats = (
        "from unhidden.cleaning import apart; apart.limit_process();'a' * 3_000_000_000"
    )
    monkeypatch.setattr(apart, "_PROGRAM", eats)

    with pytest.raises(TooLarge):
        apart.clean_apart(b"x")


def test_each_refusal_comes_back_from_the_other_process() -> None:
    with pytest.raises(WrongType):
        apart.clean_apart(b"MZ\x90\0")
    assert set(results.REFUSALS) == set(FileRefused.__subclasses__())
