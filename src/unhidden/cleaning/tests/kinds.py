"""A file of each kind that is taken."""

from __future__ import annotations

from tests.made import heic, samples, sounds

OF_EACH_KIND: dict[str, bytes] = {
    "jpeg": samples.picture(),
    "png": samples.picture("PNG"),
    "webp": samples.picture("WEBP"),
    "gif": samples.picture("GIF"),
    "tiff": samples.picture("TIFF"),
    "pdf": samples.pdf(),
    "docx": samples.docx(),
    "odt": samples.odt(),
    "wav": samples.sound(),
    "mp3": samples.tagged_mp3(),
    "heic": heic.photo(),
    "opus": sounds.opus(),
    "m4a": sounds.m4a(),
}
