"""Which sections of signs are asked at which kind of premises."""

from __future__ import annotations

_ALWAYS = ("general",)
_OF_PREMISES = {
    "nail_bar": ("nail_bar",),
    "car_wash": ("car_wash",),
    "food_plant": ("food_processing",),
    "shop": ("convenience",),
    "takeaway": ("fast_food",),
    "restaurant": ("fast_food",),
    "hotel": ("hotel",),
    "pub": ("labour",),
    "farm": ("agriculture",),
    "care": ("care",),
    "school": ("child",),
    "dwelling": ("private_rented",),
    "other": ("labour",),
}
# A safeguarding visit goes to a suspected brothel or house.
# Such premises are referred too rarely: the questions push the other way
# .
_OF_VISIT = {"safeguarding": ("brothel", "sexual")}


def sections_for(*, premises_kind: str, visit_kind: str) -> tuple[str, ...]:
    """The codes of the sections, the most particular first, general last."""
    asked = (
        *_OF_PREMISES.get(premises_kind, ("labour",)),
        *_OF_VISIT.get(visit_kind, ()),
    )
    return tuple(dict.fromkeys((*asked, *_ALWAYS)))
