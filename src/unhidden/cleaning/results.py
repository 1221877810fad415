"""What cleaning a file gives, and the ways in which it refuses one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    IMAGE = "image"
    PDF = "pdf"
    OFFICE = "office"
    AUDIO = "audio"
    TEXT = "text"


class Found(StrEnum):
    """Something that a file said of whoever made it, and that its copy does not."""

    PLACE = "place"
    TIME = "time"
    DEVICE = "device"
    AUTHOR = "author"
    COMMENT = "comment"
    HIDDEN = "hidden"  # thumbnails, further pictures, files in files, forms
    SCRIPT = "script"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file without what it says of its maker.

    ``content`` is None where no safe copy can be made: then only what kind of file it
    is, and how many ``seconds`` it lasts, may be told.
    """

    kind: Kind
    media_type: str
    content: bytes | None = field(repr=False)
    found: tuple[Found, ...] = ()
    seconds: int | None = None


class Refused(Exception):
    """This file is not taken; each reason has a class of its own."""


class Empty(Refused):
    """There is nothing in it."""


class WrongType(Refused):
    """It is of no kind that is taken, whatever its name says."""


class TooLarge(Refused):
    """It would unpack to more pixels, pages, entries or bytes than is safe."""


class Damaged(Refused):
    """It is broken, or its end is missing."""


class SeveralKindsAtOnce(Refused):
    """It is one kind of file to one program, and another to the next."""


class Locked(Refused):
    """It needs a password."""


class HasMacros(Refused):
    """An office file with programs in it."""


REFUSALS: tuple[type[Refused], ...] = (
    Empty,
    WrongType,
    TooLarge,
    Damaged,
    SeveralKindsAtOnce,
    Locked,
    HasMacros,
)


def in_order(found: set[Found]) -> tuple[Found, ...]:
    """The findings in the order of their list, for people."""
    return tuple(each for each in Found if each in found)
