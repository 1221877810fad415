"""Narrowing a list, and choosing what to write about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.models import ReportOrigin
from unhidden.intelligence.risk.queries import risks
from unhidden.places import queries as places
from unhidden.ui import forms
from unhidden.ui.choices import options_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class RiskFilter(forms.Form):
    marks_optional = False

    band = forms.PickOne(label=_("Risk"), required=False, blank=_("Any"))
    kind = forms.PickOne(label=_("Kind of premises"), required=False, blank=_("Any"))
    council = forms.PickOne(label=_("Council"), required=False, blank=_("Any"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("band", risks.list_bands())
        self.offer("kind", places.list_premises_kinds())
        self.offer("council", [(row.code, row.name) for row in places.list_councils()])

    @property
    def chosen(self) -> dict[str, str]:
        """What the list is narrowed to; a filter that makes no sense is left out."""
        self.is_valid()
        names = ("band", "kind", "council")
        return {name: self.cleaned_data.get(name, "") for name in names}

    @property
    def chosen_labels(self) -> list[tuple[str, StrOrPromise]]:
        """The filters in force, by name, with the words of what was chosen."""
        return [
            (name, dict(options_of(self.fields[name]))[value])
            for name, value in self.chosen.items()
            if value
        ]


class OriginForm(forms.Form):
    """The first question before writing: it decides which grades are offered."""

    origin = forms.OneOf(
        label=_("How did you come to know it?"),
        missing=_("Select how you came to know it"),
        choices=[
            (ReportOrigin.OFFICER.value, _("I saw or heard it myself")),
            (ReportOrigin.PARTNER.value, _("A partner organisation told me")),
        ],
        hints={
            ReportOrigin.PARTNER.value: _(
                "For example a charity worker, a landlord or a council officer"
            )
        },
    )
