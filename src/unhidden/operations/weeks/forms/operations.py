"""What a planner types about an operation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.weeks import rules
from unhidden.operations.weeks.actions.operations import NewOperation, OperationChange
from unhidden.ui import forms


class OperationChangeForm(forms.Form):
    """Names, aims and days."""

    name_en = forms.Text(
        label=_("Name in English"),
        hint=_("For example, Autumn week of action"),
        missing=_("Enter the name in English"),
        max_length=120,
    )
    name_cy = forms.Text(
        label=_("Name in Welsh"),
        hint=_("Its results are published under both names"),
        missing=_("Enter the name in Welsh"),
        max_length=120,
    )
    aims = forms.LongText(
        label=_("Aims"),
        hint=_("What the week is for, in a few plain sentences"),
        missing=_("Enter the aims of the operation"),
        rows=4,
        max_length=4000,
    )
    starts_on = forms.Day(
        label=_("First day"),
        hint=_("For example, 17 10 2016"),
        missing=_("Enter the first day"),
    )
    ends_on = forms.Day(
        label=_("Last day"),
        hint=_("For example, 21 10 2016"),
        missing=_("Enter the last day"),
    )

    def clean(self) -> None:
        first = self.cleaned_data.get("starts_on")
        last = self.cleaned_data.get("ends_on")
        if first is None or last is None:
            return
        if last < first:
            self.add_error(
                "ends_on", _("The last day must be the first day or after it")
            )
        elif rules.is_too_long(first, last):
            self.add_error(
                "ends_on",
                _("An operation lasts no longer than %(days)s days")
                % {"days": rules.LONGEST_DAYS},
            )

    @property
    def change(self) -> OperationChange:
        """What was typed, after ``is_valid()``."""
        return OperationChange(**self.cleaned_data)


class OperationForm(OperationChangeForm):
    """The same, and who leads."""

    lead = forms.PickOne(
        label=_("Organisation that leads"),
        hint=_("It takes part like a partner: its people may join the teams"),
        missing=_("Select the organisation that leads"),
    )

    field_order = ("name_en", "name_cy", "lead", "aims", "starts_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "lead",
            [(str(row.id), row.name) for row in agencies.list_organisation_names()],
        )

    def new(self, *, is_synthetic: bool) -> NewOperation:
        """What was typed, after ``is_valid()``."""
        typed = dict(self.cleaned_data)
        lead_id = UUID(typed.pop("lead"))
        return NewOperation(**typed, lead_id=lead_id, is_synthetic=is_synthetic)


def as_typed(operation: OperationView) -> dict[str, object]:
    """The operation as it would be typed into ``OperationChangeForm``."""
    return {
        name: getattr(operation, name)
        for name in ("name_en", "name_cy", "aims", "starts_on", "ends_on")
    }
