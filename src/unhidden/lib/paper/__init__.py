"""Paper as PDF: plain values in, bytes out. Nothing is kept, and nothing is on disk."""

from unhidden.lib.paper.cards import sheet_of_cards
from unhidden.lib.paper.dossier import Dossier, DossierEntry, DossierPart, draw_dossier
from unhidden.lib.paper.faces import cut_font, files_for
from unhidden.lib.paper.poster import Poster, PosterLine, PosterSign, draw_poster
from unhidden.lib.paper.sheet import Typeface

__all__ = [
    "Dossier",
    "DossierEntry",
    "DossierPart",
    "Poster",
    "PosterLine",
    "PosterSign",
    "Typeface",
    "cut_font",
    "draw_dossier",
    "draw_poster",
    "files_for",
    "sheet_of_cards",
]
