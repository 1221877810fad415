"""A brief on paper: two pages of tagged PDF, the words of which are data alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from unhidden.learning import queries as learning
from unhidden.lib import typesetting
from unhidden.operations.briefing.queries.sheets import BriefSheet

_TEMPLATE = Path(__file__).parents[2] / "data" / "brief.typ"
# Of the numbers of pages and what the template itself writes.
_ALWAYS = "0123456789/[]()., –•"


def make_papers(sheets: Iterable[BriefSheet]) -> list[bytes]:
    """Each of the sheets as PDF; raises PaperNotSet.

    One typeface is cut for all of them: cutting takes longer than setting.
    """
    known = list(sheets)
    text = _ALWAYS + " ".join(sheet.all_text for sheet in known)
    face = learning.typeface_for(text, text)
    template = _TEMPLATE.read_bytes()
    return [
        typesetting.typeset_paper(template, asdict(sheet), [face.regular, face.bold])
        for sheet in known
    ]
