"""What cleaning a file gives, and the ways in which it refuses one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class CleanableKind(StrEnum):
    IMAGE = "image"
    PDF = "pdf"
    OFFICE = "office"
    AUDIO = "audio"
    TEXT = "text"


class FileTrace(StrEnum):
    """Something that a file said of whoever made it, and that its copy does not."""

    PLACE = "place"
    TIME = "time"
    DEVICE = "device"
    AUTHOR = "author"
    COMMENT = "comment"
    HIDDEN = "hidden"  # thumbnails, further pictures, files in files, forms
    SCRIPT = "script"


@dataclass(frozen=True, slots=True)
class CleanedFile:
    """A file without what it says of its maker.

    ``content`` is None where no safe copy can be made: then only what kind of file it
    is, and how many ``seconds`` it lasts, may be told.
    """

    kind: CleanableKind
    media_type: str
    content: bytes | None = field(repr=False)
    found: tuple[FileTrace, ...] = ()
    seconds: int | None = None


class FileRefused(Exception):
    """This file is not taken; each reason has a class of its own."""


class EmptyFile(FileRefused):
    """There is nothing in it."""


class WrongType(FileRefused):
    """It is of no kind that is taken, whatever its name says."""


class TooLarge(FileRefused):
    """It would unpack to more pixels, pages, entries or bytes than is safe."""


class DamagedFile(FileRefused):
    """It is broken, or its end is missing."""


class SeveralKindsAtOnce(FileRefused):
    """It is one kind of file to one program, and another to the next."""


class LockedFile(FileRefused):
    """It needs a password."""


class HasMacros(FileRefused):
    """An office file with programs in it."""


REFUSALS: tuple[type[FileRefused], ...] = (
    EmptyFile,
    WrongType,
    TooLarge,
    DamagedFile,
    SeveralKindsAtOnce,
    LockedFile,
    HasMacros,
)


def in_order(found: set[FileTrace]) -> tuple[FileTrace, ...]:
    """The findings in the order of their list, for people."""
    return tuple(each for each in FileTrace if each in found)
