"""One door for every kind of file."""

from __future__ import annotations

import warnings
from collections.abc import Callable

from unhidden.cleaning import audio, documents, images, office, texts, types
from unhidden.cleaning.results import Cleaned, Empty, TooLarge

LARGEST_COPY = 100_000_000

_CLEANERS: dict[str, Callable[[bytes], Cleaned]] = {
    types.JPEG: images.clean,
    types.PNG: images.clean,
    types.WEBP: images.clean,
    types.GIF: images.clean,
    types.TIFF: images.clean,
    types.HEIF: images.clean,
    types.PDF: documents.clean,
    types.ZIP: office.clean,
    types.TEXT: texts.clean,
    types.MP3: audio.clean_mp3,
    types.MP4: audio.clean_mp4,
    types.OGG: audio.clean_ogg,
    types.WAV: audio.clean_wave,
}


def clean(content: bytes) -> Cleaned:
    """A copy of the file without what it says of its maker, and what that was.

    What it is, its bytes alone decide. Raises a ``Refused``, and nothing else
    whatever the bytes are.
    """
    if not content:
        raise Empty
    cleaner = _CLEANERS[types.type_of(content)]
    with warnings.catch_warnings():
        # Of what is odd in a file that is read all the same.
        warnings.simplefilter("ignore")
        cleaned = cleaner(content)
    if len(cleaned.content or b"") > LARGEST_COPY:
        raise TooLarge
    return cleaned
