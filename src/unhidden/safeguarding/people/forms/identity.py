"""Who somebody is, as far as they told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.people.actions.identity import SurvivorIdentity
from unhidden.safeguarding.people.forms.versions import clean_version, renew_version
from unhidden.ui import forms


class IdentityForm(forms.Form):
    """``seen`` is the version that the form was opened on."""

    name = forms.Text(
        label=_("Name, as they wish to be called"),
        missing=_("Enter a name"),
        max_length=200,
        autocomplete="off",
    )
    full_name = forms.Text(
        label=_("Full name, as they told it"),
        required=False,
        max_length=200,
        autocomplete="off",
    )
    other_names = forms.LongText(
        label=_("Other names"),
        hint=_("One to a line: names of before, in another script, that others use."),
        required=False,
        rows=3,
        max_length=1000,
    )
    born = forms.Text(
        label=_("Date of birth, or what is known of it"),
        required=False,
        max_length=100,
        width="20",
        autocomplete="off",
    )
    contact = forms.LongText(
        label=_("What they told of reaching them"),
        hint=_(
            "Kept with who they are. Ways that are safe to use have a page of their "
            "own, and no others are used."
        ),
        required=False,
        rows=3,
        max_length=1000,
    )
    seen = forms.Hidden()

    def __init__(self, *args: Any, seen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = str(seen)

    clean_seen = clean_version
    renew_seen = renew_version

    @property
    def told_identity(self) -> SurvivorIdentity:
        """What was typed, once it is valid."""
        told = {**self.cleaned_data}
        told.pop("seen")
        return SurvivorIdentity(**told)
