"""What is asked to find exhibits."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.exhibits.queries.exhibits import (
    GONE,
    IN_CUSTODY,
    WITH_GAP,
    ExhibitFilter,
)
from unhidden.investigations.exhibits.rules.moments import moment_in_london
from unhidden.investigations.models import ExhibitKind
from unhidden.ui import forms

_STATES = (
    (IN_CUSTODY, _("In custody")),
    (WITH_GAP, _("With a gap")),
    (GONE, _("Returned, destroyed or lost")),
)


class ExhibitFilterForm(forms.Form):
    marks_optional = False
    words = forms.Text(
        label=_("Reference or words"),
        hint=_("Type it, or read its label with a hand scanner."),
        required=False,
        max_length=80,
    )
    kind = forms.PickOne(
        label=_("Kind"),
        choices=ExhibitKind.choices,
        blank=_("Every kind"),
        required=False,
    )
    state = forms.PickOne(
        label=_("Show"), choices=_STATES, blank=_("Everything"), required=False
    )

    @property
    def as_filter(self) -> ExhibitFilter:
        """What to list; everything where it says nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        return ExhibitFilter(
            words=said.get("words") or "",
            kind=said.get("kind") or "",
            state=said.get("state") or "",
        )


class WhenForm(forms.Form):
    marks_optional = False
    on = forms.Day(label=_("Day"), required=False)
    at = forms.TimeOfDay(label=_("Time"), required=False)

    @property
    def typed_moment(self) -> datetime | None:
        """The moment that was asked for; none before it is."""
        if not self.is_valid():
            return None
        said = self.cleaned_data
        if said.get("on") is None or said.get("at") is None:
            return None
        return moment_in_london(said["on"], said["at"])


class ScanForm(forms.Form):
    marks_optional = False
    exhibits = forms.LongText(
        label=_("References or labels"),
        hint=_(
            "One on each line. Type them, or read their labels with a hand scanner."
        ),
        required=False,
        rows=5,
        max_length=20_000,
    )
