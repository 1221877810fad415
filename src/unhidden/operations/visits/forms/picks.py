"""Choosing premises, and planning a visit to each of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.targets.forms.asked import AskedForm
from unhidden.operations.visits.forms.visits import VisitForm
from unhidden.operations.visits.queries.cards import PickedPlace
from unhidden.ui import forms
from unhidden.ui.bound import Option

# More than a page shows: nobody ticks so many by hand.
MOST_AT_ONCE = 100
# The filter beside it has fields of the same names.
PREFIX = "plan"


class PickForm(AskedForm, VisitForm):
    """The places ticked, and what is decided and planned at each of them."""

    premises = forms.ManyOf(
        label=_("Premises to visit"),
        missing=_("Select at least one place to visit"),
        error_messages={
            "invalid_choice": _("Select from the premises shown"),
        },
    )

    authority = forms.Text(
        label=_("Number of the authority"),
        hint=_(
            "For an enforcement visit only: the number of the warrant, or of the "
            "officer’s authorisation"
        ),
        required=False,
        max_length=60,
    )

    field_order = ("premises",)

    def __init__(
        self,
        *args: Any,
        operation: OperationView,
        picks: Sequence[PickedPlace],
        interests: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, operation=operation, prefix=PREFIX, **kwargs)
        self.picks = picks
        self.interests = interests
        ticked = set(list_ticked_premises(self.data))
        known = {key: text for key, text in interests.items() if key in ticked}
        self.offer_asked(self.name_places(known))
        self.offer(
            "premises",
            [
                (str(pick.premises.id), pick.premises.name)
                for pick in picks
                if not pick.is_barred
            ],
        )

    @property
    def rows(self) -> list[tuple[PickedPlace, Option | None, str]]:
        """Each place with its box, if it has one, and who else has an interest."""
        bound: Any = self["premises"]
        boxes = iter(bound.options)
        return [
            (
                pick,
                None if pick.is_barred else next(boxes),
                self.interests.get(pick.premises.id, ""),
            )
            for pick in self.picks
        ]

    def name_places(self, interests: Mapping[UUID, str]) -> dict[UUID, str]:
        """The same words after the name of each place."""
        names = {pick.premises.id: pick.premises.name for pick in self.picks}
        return {key: f"{names[key]}: {text}" for key, text in interests.items()}

    @property
    def premises_ids(self) -> list[UUID]:
        """The places ticked, after ``is_valid()``."""
        return [UUID(key) for key in self.cleaned_data["premises"]]


def list_ticked_premises(data: Mapping[str, Any]) -> list[UUID]:
    """The places ticked in what was posted, whatever the list shows by now."""
    found: list[UUID] = []
    if not isinstance(data, QueryDict):
        return found
    for text in data.getlist(f"{PREFIX}-premises")[:MOST_AT_ONCE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
