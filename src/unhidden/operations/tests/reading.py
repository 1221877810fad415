"""What a page says to its reader, for the tests."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

_TAGS = re.compile(r"<[^>]+>")
_FIELD = r'<(?:input|option)[^>]*\bvalue="{}"[^>]*>'


def words(response: Any) -> str:
    """The words of a page with single spaces, as a person reads them."""
    assert response.status_code == 200
    text = _TAGS.sub(" ", response.content.decode())
    return " ".join(unescape(text).split())


def is_ticked(response: Any, value: object) -> bool:
    """Whether a box, a radio or an option of that value is chosen."""
    found = re.findall(_FIELD.format(re.escape(str(value))), response.content.decode())
    assert found, f"the page offers no {value}"
    return any("checked" in tag or "selected" in tag for tag in found)
