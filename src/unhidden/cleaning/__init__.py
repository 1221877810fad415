"""Files from strangers: what they are, and a copy without what they say of their maker.

Pure: bytes in, bytes out. ``cleaner.clean_file`` does the work where it is called, and
``clean_apart`` in a process of its own with a bound on its time and memory. A site
uses the latter, and never loads the programs that read what strangers send.
"""

from unhidden.cleaning.apart import clean_apart
from unhidden.cleaning.results import (
    CleanableKind,
    CleanedFile,
    DamagedFile,
    EmptyFile,
    FileRefused,
    FileTrace,
    HasMacros,
    LockedFile,
    SeveralKindsAtOnce,
    TooLarge,
    WrongType,
)

__all__ = [
    "CleanableKind",
    "CleanedFile",
    "DamagedFile",
    "EmptyFile",
    "FileRefused",
    "FileTrace",
    "HasMacros",
    "LockedFile",
    "SeveralKindsAtOnce",
    "TooLarge",
    "WrongType",
    "clean_apart",
]
