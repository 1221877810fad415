"""What a page says to its reader, for the tests."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

_TAGS = re.compile(r"<[^>]+>")


def words(response: Any) -> str:
    """The words of a page with single spaces, as a person reads them."""
    text = _TAGS.sub(" ", response.content.decode())
    return " ".join(unescape(text).split())
