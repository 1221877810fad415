"""A page with a name and a number on it, as PDF."""

from __future__ import annotations

from tests.support.typefaces import typeface
from unhidden.lib import typesetting

NAME, PHONE = "Maria Popescu", "07700 900 123"
LINES = (
    f"The car wash on the bypass was seen by {NAME} at noon.",
    f"She can be reached on {PHONE}, when it is dark.",
    "Nothing else was said that day by anybody.",
)
TEMPLATE = b"""
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, date: none)
#set text(lang: "en")
#for line in d.lines { par(line) }
#text(fill: white, d.unseen)
"""


def set_page(*lines: str, unseen: str = "") -> bytes:
    face = typeface()
    data = {"title": NAME, "lines": list(lines or LINES), "unseen": unseen}
    return typesetting.typeset_paper(TEMPLATE, data, [face.regular, face.bold])
