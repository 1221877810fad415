"""How somebody narrows the list of their cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.models import NrmState
from unhidden.safeguarding.overview.rules import (
    ALL,
    BY_DEADLINE,
    BY_NEWEST,
    BY_REFERENCE,
    CLOSED,
    DORMANT,
    OPEN,
    OVERDUE,
    CaseSearch,
)
from unhidden.ui import forms


class CaseSearchForm(forms.Form):
    marks_optional = False

    stands = forms.OneOf(
        label=_("Which cases"),
        choices=(
            (OPEN, _("Open")),
            (OVERDUE, _("With something overdue")),
            (DORMANT, _("At rest until a day")),
            (CLOSED, _("Closed")),
            (ALL, _("All")),
        ),
        required=False,
        initial=OPEN,
    )
    state = forms.PickOne(
        label=_("Step of the referral"), choices=NrmState.choices, required=False
    )
    order = forms.OneOf(
        label=_("In which order"),
        choices=(
            (BY_DEADLINE, _("What is due first")),
            (BY_NEWEST, _("Newest first")),
            (BY_REFERENCE, _("By reference")),
        ),
        required=False,
        initial=BY_DEADLINE,
    )

    @property
    def case_search(self) -> CaseSearch:
        """What is asked for; where nothing fits, the open cases."""
        told = self.cleaned_data if self.is_valid() else {}
        return CaseSearch(
            stands=told.get("stands") or OPEN,
            order=told.get("order") or BY_DEADLINE,
            state=told.get("state") or "",
        )


class CaseFindForm(forms.Form):
    """What somebody types may be a name after all: it is sent, and in no address."""

    reference = forms.Text(
        label=_("Reference"),
        hint=_("Part of a case’s reference, or a pseudonym. A name finds nothing."),
        max_length=30,
        autocomplete="off",
    )
