"""A place that the desk proposes because of a report."""

from __future__ import annotations

from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.operations.targets.queries.sources import (
    find_places_to_propose,
    list_open_operations,
)
from unhidden.ui import forms


class ProposalForm(forms.Form):
    """Which operation, and which of the premises that were found."""

    operation = forms.PickOne(label=_("Operation"), missing=_("Select the operation"))
    premises = forms.OneOf(
        label=_("Place"),
        missing=_("Select the place"),
        error_messages={"invalid_choice": _("Select from the places shown")},
    )

    def __init__(
        self, data: QueryDict | None, *, viewer: Actor, given: QueryDict
    ) -> None:
        super().__init__(data)
        self.text = given.get("text", "").strip()
        self.found: list[tuple[str, str]] = [
            (str(card.id), ", ".join(filter(None, (card.name, card.address))))
            for card in find_places_to_propose(viewer=viewer, text=self.text)
        ]
        self.offer("operation", list_open_operations(viewer=viewer))
        self.offer("premises", self.found)

    @property
    def operation_id(self) -> UUID:
        return UUID(self.cleaned_data["operation"])

    @property
    def premises_id(self) -> UUID:
        return UUID(self.cleaned_data["premises"])

    @property
    def is_searched(self) -> bool:
        """Whether somebody asked for a place by its words."""
        return bool(self.text)
