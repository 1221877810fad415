"""The name of a group of candidates."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms


class GroupNameForm(forms.Form):
    """How people call the group."""

    name = forms.Text(
        label=_("Name of the group"),
        missing=_("Enter the name of the group"),
        max_length=60,
    )
