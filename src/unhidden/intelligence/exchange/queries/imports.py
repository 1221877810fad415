"""What a file would bring in: which of it is here, and the places it names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.exchange.rules.imports import (
    ImportFault,
    ImportProblem,
    ReadFile,
    ReadLink,
    ReadRow,
)
from unhidden.intelligence.models import IntelligenceReport
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.places import queries as places


@dataclass(frozen=True, slots=True)
class Here:
    """A report that was imported before."""

    id: UUID
    urn: str


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """A row with the id it gets, and the report it became if it is here already."""

    id: UUID
    row: ReadRow
    here: Here | None


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """All of a file; with problems nothing of it may be kept."""

    rows: tuple[IncomingRow, ...]
    problems: tuple[ImportProblem, ...]
    left_out: dict[str, int]

    @property
    def new(self) -> tuple[IncomingRow, ...]:
        """Those that are not here yet."""
        return tuple(each for each in self.rows if each.here is None)

    @property
    def here(self) -> tuple[Here, ...]:
        """Those that are."""
        return tuple(each.here for each in self.rows if each.here is not None)


@query
def looked_at(*, viewer: Actor, file: ReadFile) -> ImportPreview:
    """Hold what was read against what is here and against the register of premises."""
    viewer.must("intelligence.import_reports")
    if file.problems:
        return ImportPreview((), file.problems, file.left_out)
    here = _here(id_of(viewer, row) for row in file.rows)
    problems: list[ImportProblem] = []
    found: dict[str, list[tuple[UUID, str]]] = {}
    rows = []
    for row in file.rows:
        placed, wrong = _placed(row, found, viewer)
        problems += wrong
        key = id_of(viewer, row)
        rows.append(IncomingRow(key, placed, here.get(key)))
    if problems:
        return ImportPreview((), tuple(problems), file.left_out)
    return ImportPreview(tuple(rows), (), file.left_out)


def id_of(viewer: Actor, row: ReadRow) -> UUID:
    """The same for the same reference in the same organisation, whatever file it is in.

    So a file that is imported twice is kept once.
    """
    reference = " ".join(row.reference.split()).casefold()
    return uuid5(viewer.organisation, f"import {reference}")


def _here(ids: Iterable[UUID]) -> dict[UUID, Here]:
    rows = IntelligenceReport.objects.filter(id__in=list(ids)).order_by("urn", "id")
    return {key: Here(key, urn) for key, urn in rows.values_list("id", "urn")}


def _placed(
    row: ReadRow, found: dict[str, list[tuple[UUID, str]]], viewer: Actor
) -> tuple[ReadRow, list[ImportProblem]]:
    """The row with its premises named by id; those it can do without may be missing."""
    wrong: list[ImportProblem] = []
    kept: dict[int, NewMention] = {}
    for number, said in enumerate(row.mentions):
        if said.kind != "premises":
            kept[number] = said
            continue
        if said.text not in found:
            found[said.text] = _looked_for(said.text, viewer)
        places_found = found[said.text]
        if len(places_found) == 1:
            ((key, name),) = places_found
            # What a column looks a place up by is nobody's name for it.
            text = name if row.needs_places else said.text
            kept[number] = replace(said, text=text, premises_id=key)
        elif row.needs_places:
            why = (
                ImportFault.PLACE_UNCLEAR if places_found else ImportFault.PLACE_UNKNOWN
            )
            wrong.append(ImportProblem(why, row.line, said.text))
    return _without_gaps(row, kept), wrong


def _looked_for(text: str, viewer: Actor) -> list[tuple[UUID, str]]:
    """Premises with every one of these words; two are as good as many."""
    cards = places.search_premises(viewer=viewer, text=text, limit=2).cards
    return [(card.id, card.name) for card in cards]


def _without_gaps(row: ReadRow, kept: dict[int, NewMention]) -> ReadRow:
    """The row with these mentions, and the links whose ends are both among them."""
    at = {number: place for place, number in enumerate(kept)}
    links = tuple(
        ReadLink(at[one.left], at[one.right], one.kind, one.from_on, one.to_on)
        for one in row.links
        if one.left in at and one.right in at
    )
    return replace(row, mentions=tuple(kept.values()), links=links)
