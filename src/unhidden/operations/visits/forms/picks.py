"""Choosing premises, and planning a visit to each of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.visits.forms.visits import VisitForm
from unhidden.operations.visits.queries.cards import PickedPlace
from unhidden.ui import forms
from unhidden.ui.bound import Option

# More than a page shows: nobody ticks so many by hand.
MOST_AT_ONCE = 100
# The filter beside it has fields of the same names.
PREFIX = "plan"


class PickForm(VisitForm):
    """The places ticked, and what is planned at each of them."""

    premises = forms.ManyOf(
        label=_("Premises to visit"),
        missing=_("Select at least one place to visit"),
        error_messages={
            "invalid_choice": _("Select from the premises shown"),
        },
    )

    field_order = ("premises",)

    def __init__(
        self,
        *args: Any,
        operation: OperationView,
        picks: Sequence[PickedPlace],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, operation=operation, prefix=PREFIX, **kwargs)
        self.picks = picks
        self.offer(
            "premises",
            [
                (str(pick.premises.id), pick.premises.name)
                for pick in picks
                if not pick.is_barred
            ],
        )

    @property
    def rows(self) -> list[tuple[PickedPlace, Option | None]]:
        """Each place with its box, if it has one."""
        bound: Any = self["premises"]
        boxes = iter(bound.options)
        return [(pick, None if pick.is_barred else next(boxes)) for pick in self.picks]

    @property
    def premises_ids(self) -> list[UUID]:
        """The places ticked, after ``is_valid()``."""
        return [UUID(key) for key in self.cleaned_data["premises"]]


def list_ticked_premises(data: QueryDict) -> list[UUID]:
    """The places ticked in what was posted, whatever the list shows by now."""
    found: list[UUID] = []
    for text in data.getlist(f"{PREFIX}-premises")[:MOST_AT_ONCE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
