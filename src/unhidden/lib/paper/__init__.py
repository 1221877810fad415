"""Paper as PDF: plain values in, bytes out. Nothing is kept, and nothing is on disk."""

from unhidden.lib.paper.cards import sheet_of_cards
from unhidden.lib.paper.dossier import Dossier, Entry, Part, draw_dossier
from unhidden.lib.paper.faces import cut, files_for
from unhidden.lib.paper.poster import Line, Poster, Seen, draw_poster
from unhidden.lib.paper.sheet import Typeface

__all__ = [
    "Dossier",
    "Entry",
    "Line",
    "Part",
    "Poster",
    "Seen",
    "Typeface",
    "cut",
    "draw_dossier",
    "draw_poster",
    "files_for",
    "sheet_of_cards",
]
