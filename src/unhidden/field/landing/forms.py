"""Which of what landed is listed, and what a file brought."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from unhidden.field.models import SubmissionKind, SubmissionState
from unhidden.ui import forms
from unhidden.ui.parts import ChosenFilter

#: What a submission is, and how it stands, in words.
KINDS: dict[str, Any] = {
    SubmissionKind.ACCOUNT: _("Account of a visit"),
    SubmissionKind.UNFINISHED: _("Draft that was not finished"),
    SubmissionKind.ADDENDUM: _("Addendum"),
    SubmissionKind.CORRECTION: _("Correction"),
    SubmissionKind.STATE: _("State of a visit"),
    SubmissionKind.ALARM: _("Call for help"),
}
STATES: dict[str, Any] = {
    SubmissionState.WAITS: _("Waits for a person"),
    SubmissionState.LANDED: _("Received, not yet worked on"),
    SubmissionState.APPLIED: _("Received and worked on"),
}
_ORDERS: dict[str, Any] = {"": _("Newest first"), "oldest": _("Oldest first")}
_DIGEST = re.compile(r"[0-9a-f]{64}")
#: As many as one file may bring at most: more is no phone's.
MOST_DIGESTS = 200


class LandedFilter(forms.Form):
    """What to look for; what there is not is passed over."""

    marks_optional = False

    state = forms.PickOne(
        label=_("How it stands"), choices=STATES.items(), required=False, blank=_("All")
    )
    kind = forms.PickOne(
        label=_("What it is"), choices=KINDS.items(), required=False, blank=_("All")
    )
    order = forms.PickOne(
        label=_("In which order"),
        choices=[("oldest", _ORDERS["oldest"])],
        required=False,
        blank=_ORDERS[""],
    )

    def __init__(self, given: QueryDict) -> None:
        known = {"state": STATES, "kind": KINDS, "order": _ORDERS}
        super().__init__(
            {name: given[name] for name in known if given.get(name) in known[name]}
        )

    @property
    def filter_values(self) -> dict[str, Any]:
        """The filter as ``queries.list_landed`` takes it."""
        self.is_valid()
        answers = self.cleaned_data
        return {
            "state": answers["state"],
            "kind": answers["kind"],
            "is_oldest_first": answers["order"] == "oldest",
        }

    @property
    def chosen_filters(self) -> list[ChosenFilter]:
        """The filters in force, each with the address that takes it away."""
        labels = {"state": STATES, "kind": KINDS}
        return [
            ChosenFilter(named[self.data[name]], self._drop_filter(name))
            for name, named in labels.items()
            if self.data.get(name)
        ]

    def _drop_filter(self, name: str) -> str:
        query = QueryDict(mutable=True)
        query.update({key: each for key, each in self.data.items() if key != name})
        return f"?{query.urlencode()}"


class BroughtForm(forms.Form):
    """The digests of what a page sent on from a file; a script says them."""

    digests = forms.Hidden()

    def clean_digests(self) -> list[str]:
        digests: list[str] = self.cleaned_data["digests"].split()
        if len(digests) > MOST_DIGESTS or not all(map(_DIGEST.fullmatch, digests)):
            raise ValidationError(_("These are no digests"))
        return digests
