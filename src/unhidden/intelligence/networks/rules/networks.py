"""A part of a network: subjects, what links them, and how much of the whole it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Node:
    """A subject in the network; ``id`` is a mention of it, and so its address.

    ``links`` counts those that the look at it admits, ``has_more`` where there are
    more than are counted; None where nobody looked further. ``group`` is None where
    groups say nothing.
    """

    id: UUID
    kind: str
    kind_label: str
    name: str
    steps: int
    links: int | None
    has_more: bool
    group: int | None
    is_bridge: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A link in the network, with where it comes from and how that is graded.

    ``sentence`` has places for ``one`` and ``other``. ``id`` is None where one item
    names both and says nothing more.
    """

    id: UUID | None
    key: str
    kind: str
    sentence: str
    one: UUID
    other: UUID
    from_on: date | None
    to_on: date | None
    event_on: date | None
    grade: str
    conditions: str
    marking: str
    urn: str
    number: int
    intelligence_id: UUID

    @property
    def began_on(self) -> date | None:
        """Its first day; of the event, where it has none of its own; None: always.

        Queries that narrow a network by days hold to the same rule.
        """
        return self.from_on or (None if self.to_on else self.event_on)

    @property
    def ended_on(self) -> date | None:
        """Its last day, by the same rule; None: not that anybody knows."""
        return self.to_on or (None if self.from_on else self.event_on)


@dataclass(frozen=True, slots=True)
class Network:
    """A subject, what lies around it, and how much of that this is.

    ``nodes`` begin with the subject; ``total`` counts its links, of which ``shown``
    are among ``edges``, from ``start`` on. ``left_out`` counts the edges that may not
    leave the organisation, where it is to be taken out. ``is_cut`` where those around
    have more links with each other than are shown.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    total: int
    has_more: bool
    start: int
    shown: int
    left_out: int = 0
    is_cut: bool = False

    @property
    def root(self) -> Node:
        return self.nodes[0]

    @property
    def has_groups(self) -> bool:
        """Whether groups and bridges say anything: not where all hangs on the root."""
        return self.root.group is not None


def in_short(sentence: str) -> str:
    """The sentence of a link without what it links."""
    return sentence.format(one="…", other="…").strip("… ")
