"""How much a phone takes along and for how long; and the words to use at the door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

#: A run of duties away from signal: so many shifts, that begin within so long.
MOST_SHIFTS = 3
AHEAD = timedelta(hours=72)
#: How long after the end of its shift tasking can be read on the phone.
READABLE = timedelta(hours=12)
_SAID_TO_BOTH = {
    "soft": (
        "We are visiting businesses in this area to talk with people about their"
        " rights at work. You do not have to let us in, and you can ask us to leave.",
        "Rydym yn ymweld â busnesau yn yr ardal hon i siarad â phobl am eu hawliau yn"
        " y gwaith. Nid oes rhaid ichi ein gadael i mewn, a gallwch ofyn inni adael.",
    ),
    "hotel": (
        "We are visiting hotels in this area to talk with staff about how to notice"
        " that a guest needs help. You do not have to let us in.",
        "Rydym yn ymweld â gwestai yn yr ardal hon i siarad â’r staff am sut i sylwi"
        " bod angen help ar westai. Nid oes rhaid ichi ein gadael i mewn.",
    ),
    "safeguarding": (
        "We are here to see that everybody is safe and well. We are not here about"
        " anybody’s papers. You do not have to talk to us, and you can talk to us"
        " alone.",
        "Rydym yma i weld bod pawb yn ddiogel ac yn iawn. Nid ydym yma ynghylch"
        " papurau neb. Nid oes rhaid ichi siarad â ni, a gallwch siarad â ni ar eich"
        " pen eich hun.",
    ),
    "enforcement": (
        "We are here under a power of entry. I will tell you which one, and show you"
        " the paper.",
        "Rydym yma o dan bŵer mynediad. Byddaf yn dweud wrthych pa un, ac yn dangos y"
        " papur ichi.",
    ),
}


def say_at_the_door(kind: str) -> dict[str, str]:
    """The words to use at a visit of this kind, in both languages."""
    english, welsh = _SAID_TO_BOTH[kind]
    return {"en": english, "cy": welsh}


def is_on_offer(*, starts_at: datetime, ends_at: datetime, at: datetime) -> bool:
    """Whether the tasking of a shift may be taken along now."""
    return starts_at <= at + AHEAD and at < ends_at + READABLE


def are_too_many(starts: Sequence[datetime]) -> bool:
    """Whether these shifts are more than a phone takes along."""
    return not starts or len(starts) > MOST_SHIFTS or max(starts) - min(starts) > AHEAD
