"""The groups of candidates as a page shows them: their places, and how each stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.targets.forms.filters import STATES
from unhidden.operations.targets.queries.cards import CandidateCard, GroupCard
from unhidden.ui.parts import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group with its places as a table; None where it has none."""

    group: GroupCard
    table: Table | None


def list_group_lines(
    operation: OperationView,
    groups: Iterable[GroupCard],
    candidates: Iterable[CandidateCard],
) -> list[GroupLine]:
    """Each group with where its places are, their kinds, and how they stand."""
    card_of = {one.id: one for one in candidates}
    return [
        GroupLine(group, _table(operation, group, [card_of[key] for key in members]))
        for group in groups
        for members in [[key for key in group.members if key in card_of]]
    ]


def _table(
    operation: OperationView, group: GroupCard, cards: list[CandidateCard]
) -> Table | None:
    if not cards:
        return None
    columns = [
        Column(_("Place")),
        Column(_("Council")),
        Column(_("Kind of visit")),
        Column(_("State")),
    ]
    rows = [
        (
            Cell(
                one.premises,
                url=reverse("operations:candidate", args=[operation.id, one.id]),
            ),
            one.council,
            ", ".join(each.kind_label for each in one.options) or _("To decide"),
            STATES[one.planning_state],
        )
        for one in cards
    ]
    return Table(group.name, columns, rows, is_caption_hidden=True)
