"""Rules of contact, and places of safety."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.operations.board.queries import choices
from unhidden.operations.board.rules import ContactPeriod
from unhidden.ui import forms


class ContactRuleForm(forms.Form):
    """How often crews on one kind of visit are heard from."""

    kind = forms.PickOne(
        label=_("Kind of visit"), missing=_("Select the kind of visit")
    )
    period = forms.Count(
        label=_("After how many minutes is a crew overdue?"),
        missing=_("Enter after how many minutes a crew is overdue"),
        minimum=5,
        maximum=480,
        width="3",
    )
    warning = forms.Count(
        label=_("After how many minutes is there a warning?"),
        hint=_("Fewer than those after which it is overdue"),
        missing=_("Enter after how many minutes to warn"),
        minimum=1,
        maximum=479,
        width="3",
    )
    told = forms.OneOf(label=_("Who is told?"), missing=_("Select who is told"))
    further = forms.Count(
        label=_("After how many further minutes is Silver told, too?"),
        hint=_("Counted from when it is overdue, or from when somebody followed it up"),
        missing=_("Enter after how many further minutes Silver is told"),
        minimum=1,
        maximum=240,
        width="3",
    )
    heard_by = forms.OneOf(
        label=_("What counts as heard from?"),
        missing=_("Select what counts as heard from"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", choices.list_kinds())
        self.offer("told", choices.list_posts())
        self.offer("heard_by", choices.list_signs_of_life())

    @property
    def chosen_period(self) -> ContactPeriod:
        """What was decided, after ``is_valid()``."""
        typed = self.cleaned_data
        return ContactPeriod(
            typed["period"],
            typed["warning"],
            typed["told"],
            typed["heard_by"],
            typed["further"],
        )


class PlaceManagerForm(forms.Form):
    """Who declares what room a place of safety has."""

    manager = forms.PickOne(
        label=_("Manager"),
        hint=_("Somebody who holds the post of manager of a place of safety"),
        missing=_("Select who manages the place"),
    )

    def __init__(
        self, *args: Any, people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("manager", people)

    @property
    def manager_id(self) -> UUID:
        """Who was chosen, after ``is_valid()``."""
        return UUID(self.cleaned_data["manager"])


class SafetyPlaceForm(PlaceManagerForm):
    """A place of safety, and who declares what room it has."""

    name = forms.Text(
        label=_("Name of the place"),
        hint=_("As people call it. No address."),
        missing=_("Enter the name of the place"),
        max_length=120,
    )
    field_order = ("name", "manager")
