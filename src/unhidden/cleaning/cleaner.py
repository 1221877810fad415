"""One door for every kind of file."""

from __future__ import annotations

import warnings
from collections.abc import Callable

from unhidden.cleaning import audio, documents, images, office, texts, types
from unhidden.cleaning.results import CleanedFile, EmptyFile, TooLarge

LARGEST_COPY = 100_000_000

_CLEANERS: dict[str, Callable[[bytes], CleanedFile]] = {
    types.JPEG: images.clean_image,
    types.PNG: images.clean_image,
    types.WEBP: images.clean_image,
    types.GIF: images.clean_image,
    types.TIFF: images.clean_image,
    types.HEIF: images.clean_image,
    types.PDF: documents.clean_document,
    types.ZIP: office.clean_office_document,
    types.TEXT: texts.clean_text,
    types.MP3: audio.clean_mp3,
    types.MP4: audio.clean_mp4,
    types.OGG: audio.clean_ogg,
    types.WAV: audio.clean_wave,
}


def clean_file(content: bytes) -> CleanedFile:
    """A copy of the file without what it says of its maker, and what that was.

    What it is, its bytes alone decide. Raises a ``Refused``, and nothing else
    whatever the bytes are.
    """
    if not content:
        raise EmptyFile
    cleaner = _CLEANERS[types.type_of(content)]
    with warnings.catch_warnings():
        # Of what is odd in a file that is read all the same.
        warnings.simplefilter("ignore")
        cleaned = cleaner(content)
    if len(cleaned.content or b"") > LARGEST_COPY:
        raise TooLarge
    return cleaned
