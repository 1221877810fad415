"""What comes out of a file, and what does not."""

from __future__ import annotations

import wave
import zipfile
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from tests.made import heic, samples, sounds
from tests.made.samples import SECRET, WORDS
from unhidden.cleaning import CleanableKind, FileTrace, clean_apart
from unhidden.cleaning.cleaner import clean_file

SECRETS = (
    SECRET.encode(),
    SECRET.encode("utf-16-le"),
    SECRET.encode("utf-16-be"),
    b"2026:01:05",
    b"2026-01-05",
    b"Exif\0",
)


def holds_a_secret(content: bytes) -> bool:
    return any(secret in content for secret in SECRETS)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "GIF"])
def test_a_picture_stands_upright_and_tells_nothing(form: str) -> None:
    cleaned = clean_file(samples.picture(form))

    assert cleaned.kind is CleanableKind.IMAGE
    assert cleaned.content is not None
    assert not holds_a_secret(cleaned.content)
    with Image.open(BytesIO(cleaned.content)) as copy:
        assert copy.size == ((40, 24) if form == "GIF" else (24, 40))
        assert not copy.getexif()
        top = copy.convert("RGB").getpixel((5, 5))
        assert isinstance(top, tuple)
        assert (top[0] > 200, top[1] < 60) == (True, True)
    expected = {FileTrace.TIME, FileTrace.DEVICE, FileTrace.AUTHOR}
    if form != "TIFF":
        expected.add(FileTrace.PLACE)
    if form == "GIF":
        expected = {FileTrace.COMMENT, FileTrace.HIDDEN}
    assert expected <= {*cleaned.found}


def test_a_photo_of_a_telephone_becomes_a_jpeg_that_tells_nothing() -> None:
    cleaned = clean_file(heic.photo())

    assert (cleaned.kind, cleaned.media_type) == (CleanableKind.IMAGE, "image/jpeg")
    assert not holds_a_secret(cleaned.content or b"")
    with Image.open(BytesIO(cleaned.content or b"")) as copy:
        assert (copy.format, copy.size) == ("JPEG", (64, 128))
        assert not copy.getexif()
        top, bottom = copy.getpixel((5, 5)), copy.getpixel((5, 120))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[1] < 60, bottom[1] > 200) == (True, True)
    told = {FileTrace.PLACE, FileTrace.TIME, FileTrace.DEVICE, FileTrace.AUTHOR}
    assert told <= {*cleaned.found}
    assert FileTrace.HIDDEN not in cleaned.found


def test_a_pdf_keeps_its_pages_and_what_was_filled_in_and_nothing_else() -> None:
    cleaned = clean_file(samples.pdf())

    assert cleaned.content is not None
    with pikepdf.open(BytesIO(cleaned.content)) as copy:
        assert set(copy.Root.keys()) <= {"/Type", "/Pages"}
        assert "/Info" not in copy.trailer
        streams = b"".join(
            each.read_raw_bytes()
            if each.get("/Subtype") == "/Image"
            else each.read_bytes()
            for each in copy.objects
            if isinstance(each, pikepdf.Stream)
        )
    assert WORDS.encode() in streams
    assert b"Rhyl" in streams
    assert not holds_a_secret(streams + cleaned.content)
    assert {FileTrace.PLACE, FileTrace.AUTHOR, FileTrace.HIDDEN, FileTrace.SCRIPT} <= {
        *cleaned.found
    }


def test_an_office_file_keeps_its_words_and_not_who_wrote_them() -> None:
    cleaned = clean_file(samples.docx())

    assert cleaned.content is not None
    with zipfile.ZipFile(BytesIO(cleaned.content)) as copy:
        parts = {name: copy.read(name) for name in copy.namelist()}
        assert {each.date_time for each in copy.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not any(map(holds_a_secret, parts.values()))
    assert WORDS.encode() in parts["word/document.xml"]
    assert not any(name.startswith("docProps") for name in parts)
    assert b"docProps" not in parts["_rels/.rels"] + parts["[Content_Types].xml"]
    assert b"file:///" not in parts["word/_rels/document.xml.rels"]
    assert {FileTrace.PLACE, FileTrace.TIME, FileTrace.AUTHOR, FileTrace.HIDDEN} <= {
        *cleaned.found
    }


def test_an_open_document_too() -> None:
    cleaned = clean_file(samples.odt())

    assert cleaned.media_type == "application/vnd.oasis.opendocument.text"
    with zipfile.ZipFile(BytesIO(cleaned.content or b"")) as copy:
        assert copy.namelist() == ["mimetype", "content.xml", "META-INF/manifest.xml"]
        assert copy.infolist()[0].compress_type == zipfile.ZIP_STORED
        content = copy.read("content.xml")
        assert b"meta.xml" not in copy.read("META-INF/manifest.xml")
    assert not holds_a_secret(content)
    assert WORDS.encode() in content


def test_a_plain_recording_is_written_anew() -> None:
    cleaned = clean_file(samples.sound())

    assert (cleaned.kind, cleaned.seconds) == (CleanableKind.AUDIO, 2)
    assert FileTrace.AUTHOR in cleaned.found
    assert not holds_a_secret(cleaned.content or b"")
    with wave.open(BytesIO(cleaned.content or b"")) as copy:
        assert copy.getnframes() == 1_600


@pytest.mark.parametrize(
    ("made", "media_type"),
    [
        (samples.tagged_mp3(), "audio/mpeg"),
        (sounds.opus(), "audio/ogg"),
        (sounds.m4a(made_at=9), "audio/mp4"),
    ],
)
def test_coded_sound_is_the_same_in_a_new_file(made: bytes, media_type: str) -> None:
    assert holds_a_secret(made)

    cleaned = clean_file(made)

    copy = cleaned.content or b""
    assert (cleaned.kind, cleaned.media_type) == (CleanableKind.AUDIO, media_type)
    assert cleaned.seconds in (1, 2)
    assert not holds_a_secret(copy)
    assert b"Lavf" not in copy
    assert FileTrace.AUTHOR in cleaned.found
    assert (FileTrace.TIME in cleaned.found) == (media_type == "audio/mp4")
    again = clean_file(copy)
    assert (again.content, again.found, again.seconds) == (copy, (), cleaned.seconds)


def test_the_samples_are_all_there_and_the_pages_add_up() -> None:
    sound = clean_file(sounds.m4a()).content or b""
    old = sounds.m4a()
    opus = clean_file(sounds.opus()).content or b""

    assert sound[sound.index(b"mdat") + 4 :] in old
    assert len(sound) - sound.index(b"mdat") > 40
    frames = samples.tagged_mp3()
    assert clean_file(frames).content == frames[frames.index(b"\xff\xfb") :]
    # The pages of sound, without their heads: number and sum are new.
    last = opus.rindex(b"OggS")
    assert opus[last + 27 :] == sounds.opus()[-len(opus) + last + 27 :]


def test_of_sound_in_fragments_there_is_no_copy() -> None:
    cleaned = clean_file(sounds.m4a() + b"\0\0\0\x08moof")

    assert (cleaned.kind, cleaned.content) == (CleanableKind.AUDIO, None)
    assert cleaned.seconds == 1


def test_text_stays_as_it_is() -> None:
    text = b"Gwelais dri dyn.\r\nThree men.\t"

    assert clean_file(text).content == text


def test_a_process_of_its_own_gives_the_same() -> None:
    content = samples.picture("PNG")

    assert clean_apart(content) == clean_file(content)
