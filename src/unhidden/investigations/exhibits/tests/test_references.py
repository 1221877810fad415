"""A reference is read however it is typed or scanned; nothing else passes for one."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.investigations.exhibits.rules import references
from unhidden.investigations.exhibits.rules.media import (
    HashedStream,
    hash_pieces,
    read_digest,
)

_URN = "NW-INV-2026-0001"


@pytest.mark.parametrize(
    "typed",
    ["AB/1", "ab/1", " ab 1 ", "AB1", "ab-01", "AB\\1", "\uff21\uff22\uff0f\uff11"],
)
def test_a_reference_is_read_however_it_is_typed(typed: str) -> None:
    assert references.read_reference(typed, urn=_URN) == "AB/1"


@given(
    st.from_regex(r"[A-Z]{2,5}/[1-9][0-9]{0,5}(/[1-9][0-9]{0,3}){0,2}", fullmatch=True)
)
def test_a_label_is_read_back(reference: str) -> None:
    code = references.write_code(_URN, reference)

    assert references.read_reference(code, urn=_URN) == reference
    with pytest.raises(references.LabelOfAnother):
        references.read_reference(code, urn="NW-INV-2026-0002")


@given(st.text())
def test_whatever_is_scanned_is_a_reference_or_refused(text: str) -> None:
    found, unread = references.read_references(text, urn=_URN)

    assert all(references.read_reference(each, urn=_URN) == each for each in found)
    assert all(len(each) <= 40 for each in unread)


@pytest.mark.parametrize(
    "text",
    ["", "A/1", "AB/0", "https://example.org/AB/1", "../AB/1", "AB/1/2/3/4", "WIFI:S;"],
)
def test_another_code_is_no_reference(text: str) -> None:
    with pytest.raises(references.ReferenceUnreadable):
        references.read_reference(text, urn=_URN)


def test_a_list_keeps_what_it_cannot_read() -> None:
    code = references.write_code(_URN, "CD/2")

    found, unread = references.read_references(
        f"ab/1\r\n{code}\nAB 1, hello\n\n", urn=_URN
    )

    assert found == ["AB/1", "CD/2"]
    assert unread == ["hello"]


def test_the_next_reference_follows_the_highest() -> None:
    taken = ["AB/1", "AB/9", "AB/9/3", "ABC/40"]

    assert references.propose_reference("AB", taken) == "AB/10"
    assert references.propose_part("AB/9", taken) == "AB/9/4"
    assert references.propose_part("AB/1", taken) == "AB/1/1"


@pytest.mark.parametrize(
    "name", ["../etc/passwd", "C:\\evidence\\phone.E01", "a\u202eb.jpg", "..", " ", ""]
)
def test_a_name_with_a_path_in_it_is_refused(name: str) -> None:
    with pytest.raises(references.NameIsPath):
        references.check_name(name)


@given(st.lists(st.binary(max_size=50)), st.integers(1, 40))
def test_a_stream_is_hashed_as_it_passes(pieces: list[bytes], size: int) -> None:
    stream = HashedStream(pieces, size=size)
    passed = list(stream)
    whole = b"".join(pieces)

    assert b"".join(passed) == whole
    assert passed
    assert all(len(piece) == size for piece in passed[:-1])
    assert stream.length == len(whole)
    assert stream.hex_digest == hash_pieces(pieces) == sha256(whole).hexdigest()


def test_a_digest_is_read_as_a_tool_writes_it() -> None:
    digest = sha256(b"").hexdigest()

    assert read_digest(f" {digest.upper()[:32]} {digest[32:]}\n") == digest
    assert read_digest(digest[1:]) is None
    assert read_digest("g" * 64) is None
