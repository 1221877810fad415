"""What would be loaded only when it is first used: a confined process opens no file."""

from __future__ import annotations

import encodings
import pkgutil
from importlib import import_module

from PIL import Image

# Of the encodings those that ask the system, or talk of words and not of letters.
_NOT_OURS = {"mbcs", "oem"}


def load_all() -> None:
    """Load the readers of pictures, and the encodings of text."""
    Image.init()
    for module in pkgutil.iter_modules(encodings.__path__):
        if module.name not in _NOT_OURS:
            import_module(f"encodings.{module.name}")
