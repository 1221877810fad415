"""What a file is, by its bytes; its name and what its sender calls it count nothing.

A file is asked twice: here by its signature, and then by the program that reads it
whole, which must agree. One that would also be something else is refused.
"""

from __future__ import annotations

import re

import puremagic

from unhidden.cleaning.results import LockedFile, SeveralKindsAtOnce, WrongType

JPEG, PNG, WEBP, GIF, TIFF, HEIF = "jpeg", "png", "webp", "gif", "tiff", "heif"
PDF, ZIP, TEXT = "pdf", "zip", "text"
MP3, MP4, OGG, WAV = "mp3", "mp4", "ogg", "wav"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = (
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), WEBP),
    (re.compile(rb"GIF8[79]a"), GIF),
    (re.compile(rb"II\*\x00|MM\x00\*"), TIFF),
    (re.compile(rb"%PDF-\d"), PDF),
    (re.compile(rb"PK\x03\x04"), ZIP),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), WAV),
    (re.compile(rb"OggS\x00"), OGG),
    (re.compile(rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"), MP3),
    # A brand that several kinds share comes first in some: the others tell.
    (re.compile(rb"....ftyp(hei[cxms]|mif1.{4}(.{4}){0,8}hei[cxms])", re.DOTALL), HEIF),
    (re.compile(rb"....ftyp(M4A |M4B |mp4|isom|iso[2-6]|3gp|dash)", re.DOTALL), MP4),
)
# Kinds that hold no words of markup or programs, unless somebody put them there.
_BINARY = frozenset({JPEG, PNG, WEBP, GIF, TIFF, HEIF, MP3, MP4, OGG, WAV})
_FOREIGN = re.compile(
    rb"%PDF-\d|<!doctype html|<html[\s>]|<script[\s>]|<svg[\s>]|<\?php|"
    rb"\x7fELF[\x01\x02][\x01\x02]\x01|This program cannot be run in DOS mode|"
    rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c",
    re.IGNORECASE,
)
_END_OF_ZIP = b"PK\x05\x06"
# An end record, and the longest comment that may follow it.
_LAST_PART = 22 + 65_535
_FIRST_PART = 1_024
_PDF_SIGN = b"%PDF-"


def type_of(content: bytes) -> str:
    """One of the names above; raises WrongType, SeveralKindsAtOnce, LockedFile."""
    found = _by_beginning(content)
    if found is None:
        return _without_signature(content)
    if found in _BINARY and _FOREIGN.search(content):
        raise SeveralKindsAtOnce
    if found != ZIP and _END_OF_ZIP in content[-_LAST_PART:]:
        raise SeveralKindsAtOnce
    if found == ZIP and _PDF_SIGN in content[:_FIRST_PART]:
        raise SeveralKindsAtOnce
    return found


def _by_beginning(content: bytes) -> str | None:
    for pattern, name in _BEGINNINGS:
        if pattern.match(content):
            return name
    return None


def _without_signature(content: bytes) -> str:
    """Text, which has no signature; raises WrongType for what has an unknown one."""
    if content.startswith(_OLE):
        raise (
            LockedFile
            if "EncryptedPackage".encode("utf-16-le") in content
            else WrongType
        )
    if b"\0" in content or _is_known(content):
        raise WrongType
    return TEXT


def _is_known(content: bytes) -> bool:
    """Whether the bytes are of a kind that is not taken: a program, an archive."""
    try:
        found = puremagic.magic_string(content[:8_192])
    except (puremagic.PureError, ValueError, LookupError):
        return False
    return any(
        str(each.mime_type).split("/")[0] in _NO_TEXT
        and len(each.byte_match or b"") > _SURE
        for each in found
    )


_NO_TEXT = {"application", "image", "audio", "video", "font"}
# Shorter signatures are words that a text may begin with.
_SURE = 4
