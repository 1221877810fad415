"""The pages' own typeface, cut to what tests write."""

from __future__ import annotations

import string
from functools import cache

from unhidden.config import location
from unhidden.lib import paper
from unhidden.lib.paper import Typeface

FONTS = location.FRONT_END / "@fontsource/atkinson-hyperlegible-next/files"


@cache
def typeface(*, is_right_to_left: bool = False) -> Typeface:
    name = "atkinson-hyperlegible-next-{script}-{weight}-normal.woff2"
    regular, bold = (
        paper.cut_font(
            [FONTS / name.format(script=s, weight=w) for s in ("latin", "latin-ext")],
            string.printable + "ŵŷ",
            w,
        )
        for w in (400, 700)
    )
    return Typeface(regular, bold, is_right_to_left=is_right_to_left)
