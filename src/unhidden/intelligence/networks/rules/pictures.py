"""Which links a picture of a network is asked to hold, and what it is called with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

#: More lines than that nobody reads in one picture.
MOST_DRAWN = 500

_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_KEY = re.compile(rf"({_ID})(?:\.({_ID}))?")


class NotOfAChart(Exception):
    """What was sent is not what a chart of ours sends."""


class TooManyToDraw(Exception):
    """More links than a picture may hold."""


@dataclass(frozen=True, slots=True)
class DrawnLinks:
    """Links by their ids, and pairs of mentions that one item only names together."""

    links: frozenset[UUID]
    pairs: frozenset[tuple[UUID, UUID]]

    def __len__(self) -> int:
        return len(self.links) + len(self.pairs)


def keys_of(text: str) -> DrawnLinks:
    """The keys of edges in a text, between spaces.

    Raises NotOfAChart where one is none or there are none, and TooManyToDraw.
    """
    told = text.split(maxsplit=MOST_DRAWN)
    if len(told) > MOST_DRAWN:
        raise TooManyToDraw
    found = [_KEY.fullmatch(each) for each in told]
    known = [each.groups() for each in found if each]
    if not told or len(known) < len(told):
        raise NotOfAChart
    return DrawnLinks(
        links=frozenset(UUID(one) for one, other in known if other is None),
        pairs=frozenset((UUID(one), UUID(other)) for one, other in known if other),
    )
