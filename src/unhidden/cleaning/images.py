"""Pictures: decoded, turned the right way up, and written anew without a word.

What the new file holds comes from pixels only. Of an animation the first picture stays.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pi_heif
from PIL import ExifTags, Image, ImageChops, ImageOps

from unhidden.cleaning import boxes
from unhidden.cleaning.results import (
    CleanableKind,
    CleanedFile,
    DamagedFile,
    FileTrace,
    SeveralKindsAtOnce,
    TooLarge,
    in_order,
)
from unhidden.cleaning.telling import told_by

MOST_PIXELS = 64_000_000
LONGEST_SIDE = 30_000
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# A decoder for the photos of some telephones; one thread, as for every other picture.
pi_heif.register_heif_opener(decode_threads=1)
# What Pillow and what it calls raise for a broken file.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_READ = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "HEIF")
# A telephone's JPEG may hold more than one picture; others are written as PNG.
_WRITTEN = {"JPEG": "JPEG", "MPO": "JPEG", "HEIF": "JPEG", "WEBP": "WEBP"}
_MODES = {
    "JPEG": ("L", "RGB"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA"),
    "WEBP": ("RGB", "RGBA"),
    "GIF": ("L", "P", "RGB"),
    "TIFF": ("1", "L", "RGB", "RGBA"),
}
_SETTINGS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90},
    "PNG": {"compress_level": 6},
    "WEBP": {"quality": 90, "method": 2},
}
_BASE = ExifTags.Base
_TIMES = {_BASE.DateTime, _BASE.DateTimeOriginal, _BASE.DateTimeDigitized}
_DEVICES = {
    _BASE.Make, _BASE.Model, _BASE.Software, _BASE.MakerNote, _BASE.LensModel,
    _BASE.LensMake, _BASE.BodySerialNumber, _BASE.LensSerialNumber,
    _BASE.HostComputer, _BASE.ImageUniqueID,
}  # fmt: skip
_AUTHORS = {
    _BASE.Artist, _BASE.Copyright, _BASE.XPAuthor, _BASE.CameraOwnerName,
}  # fmt: skip
_COMMENTS = {
    _BASE.ImageDescription, _BASE.UserComment, _BASE.XPComment, _BASE.XPTitle,
    _BASE.XPSubject, _BASE.XPKeywords, _BASE.DocumentName,
}  # fmt: skip
_BY_TAG = (
    (FileTrace.TIME, _TIMES),
    (FileTrace.DEVICE, _DEVICES),
    (FileTrace.AUTHOR, _AUTHORS),
    (FileTrace.COMMENT, _COMMENTS),
)
# What the picture needs to be seen, and no words about it.
_TECHNICAL = frozenset(
    {
        "jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "adobe",
        "adobe_transform", "progressive", "progression", "gamma", "transparency",
        "aspect", "srgb", "chromaticity", "interlace", "version", "background",
        "duration", "loop", "extension", "compression", "timestamp", "exif",
        "mpoffset", "mp", "icc_profile", "bbox", "default_image", "blend", "disposal",
        "resolution", "primary", "bit_depth", "chroma", "nclx_profile",
        "original_orientation", "icc_profile_type",
    }
)  # fmt: skip
# Further pictures and notes in a telephone's photo; empty where there are none.
_BESIDE = frozenset({"thumbnails", "depth_images", "aux", "metadata"})


def clean_image(content: bytes) -> CleanedFile:
    """The picture anew; raises TooLarge, DamagedFile, SeveralKindsAtOnce."""
    copy, form, found = redraw_image(content)
    return CleanedFile(CleanableKind.IMAGE, MEDIA_TYPES[form], copy, in_order(found))


def redraw_image(content: bytes, form: str = "") -> tuple[bytes, str, set[FileTrace]]:
    """The picture written anew, in ``form`` or the nearest safe one, and what it told.

    Raises TooLarge, DamagedFile, SeveralKindsAtOnce.
    """
    try:
        with Image.open(BytesIO(content), formats=_READ) as picture:
            _must_fit(picture)
            found, kept_as = _told(picture), str(picture.format)
            form = form or _WRITTEN.get(kept_as, "PNG")
            copy = _written(picture, form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLarge from error
    except MemoryError as error:
        raise TooLarge from error
    except BROKEN as error:
        raise DamagedFile from error
    _must_end(content, kept_as)
    return copy, form, found


def redraw_inner_image(content: bytes, form: str) -> tuple[bytes, set[FileTrace]]:
    """A picture inside a document: the same points in the same form, without a word.

    Raises TooLarge, DamagedFile.
    """
    try:
        with Image.open(BytesIO(content), formats=(form,)) as picture:
            _must_fit(picture)
            found = _told(picture)
            points: Image.Image = picture.copy()
            if points.mode == "CMYK" and "adobe" not in picture.info:
                # Pillow turns ink over when it writes, and here not when it reads.
                points = ImageChops.invert(points)
            points.info.clear()
            written = BytesIO()
            points.save(written, form, **_SETTINGS.get(form, {}))
    except (Image.DecompressionBombError, MemoryError) as error:
        raise TooLarge from error
    except BROKEN as error:
        raise DamagedFile from error
    return written.getvalue(), found


def _must_fit(picture: Image.Image) -> None:
    """Before a pixel is decoded."""
    width, height = picture.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise TooLarge


def _written(picture: Image.Image, form: str) -> bytes:
    picture.load()
    # What a picture says of its size before it is decoded need not be true.
    _must_fit(picture)
    ImageOps.exif_transpose(picture, in_place=True)
    is_fit = picture.mode in _MODES[form] and "transparency" not in picture.info
    bare = picture if is_fit else _converted(picture, form)
    # Nothing but pixels comes along; a palette belongs to them.
    plain = Image.new(bare.mode, bare.size)
    if bare.mode == "P":
        plain.putpalette(bare.getpalette() or [])
    plain.paste(bare)
    written = BytesIO()
    plain.save(written, form, **_SETTINGS.get(form, {}))
    return written.getvalue()


def _converted(picture: Image.Image, form: str) -> Image.Image:
    is_clear = "A" in picture.mode or "transparency" in picture.info
    if is_clear and "RGBA" in _MODES[form]:
        return picture.convert("RGBA")
    if picture.mode.startswith(("I", "F")):
        # Sixteen bits a point: what people see of it are eight.
        return picture.convert("F").point(lambda v: v / 256).convert("L")
    return picture.convert("RGB")


def _told(picture: Image.Image) -> set[FileTrace]:
    """What the file says besides its pixels."""
    found = _told_by_exif(picture.getexif())
    for name, value in picture.info.items():
        if name in _BESIDE:
            found |= {FileTrace.HIDDEN} if value else set()
        elif str(name).lower() not in _TECHNICAL:
            found |= _told_by_note(str(name), value)
    if getattr(picture, "n_frames", 1) > 1:
        found.add(FileTrace.HIDDEN)
    return found


def _told_by_note(name: str, value: object) -> set[FileTrace]:
    text = value if isinstance(value, (str, bytes)) else str(value)
    if "xmp" in name.lower() or "photoshop" in name.lower():
        return told_by(text) or {FileTrace.COMMENT}
    return told_by(name) | {FileTrace.COMMENT}


def _told_by_exif(exif: Image.Exif) -> set[FileTrace]:
    tags = {*exif, *exif.get_ifd(ExifTags.IFD.Exif)}
    found = {each for each, named in _BY_TAG if not named.isdisjoint(tags)}
    if _has_place(exif.get_ifd(ExifTags.IFD.GPSInfo)):
        found.add(FileTrace.PLACE)
    if exif.get_ifd(ExifTags.IFD.IFD1):
        found.add(FileTrace.HIDDEN)
    return found


def _has_place(tags: Mapping[int, object]) -> bool:
    return ExifTags.GPS.GPSLatitude in tags or ExifTags.GPS.GPSAreaInformation in tags


def _must_end(content: bytes, form: str) -> None:
    """The picture ends, and nothing follows it.

    Raises DamagedFile, SeveralKindsAtOnce.
    """
    if form == "WEBP":
        said = int.from_bytes(content[4:8], "little") + 8
        if len(content) < said:
            raise DamagedFile
        if len(content) - said > 1:
            raise SeveralKindsAtOnce
        return
    if form == "HEIF":
        boxes.must_end(content)
        return
    end = _ENDS.get(form, b"")
    if end not in content:
        raise DamagedFile
    if not content.rstrip(b"\0").endswith(end.rstrip(b"\0")):
        raise SeveralKindsAtOnce


_ENDS = {
    "PNG": b"IEND\xaeB`\x82",
    "JPEG": b"\xff\xd9",
    "MPO": b"\xff\xd9",
    "GIF": b";",
}
