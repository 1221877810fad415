"""A line of one's own, and why a line is not needed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.operations.command.queries.owners import OWNERS
from unhidden.ui import forms


class LineForm(forms.Form):
    """What is to be done by when, and by whom."""

    title = forms.Text(
        label=_("What is to be done"), missing=_("Enter what is to be done")
    )
    due_on = forms.Day(label=_("Day"), missing=_("Enter the day"))
    owner = forms.PickOne(
        label=_("Owner"), choices=OWNERS, missing=_("Select an owner")
    )


class LineOwnerForm(forms.Form):
    """Who owns a line."""

    owner = forms.PickOne(
        label=_("Owner"), choices=OWNERS, missing=_("Select an owner")
    )


class NotNeededForm(forms.Form):
    """Why a line is not needed."""

    note = forms.Text(
        label=_("Why it is not needed"),
        missing=_("Enter why it is not needed"),
        max_length=300,
    )
