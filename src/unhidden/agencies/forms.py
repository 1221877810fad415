"""What an administrator types about a colleague."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Role
from unhidden.agencies import queries
from unhidden.agencies.models import Language
from unhidden.ui import forms


class PersonForm(forms.Form):
    name = forms.Text(label=_("Name"), max_length=120, missing=_("Enter a name"))
    email = forms.Email(label=_("E-mail address"), missing=_("Enter an e-mail address"))
    organisation = forms.PickOne(
        label=_("Organisation"), missing=_("Select an organisation")
    )
    role = forms.PickOne(
        label=_("Role"), choices=Role.choices, missing=_("Select a role")
    )
    language = forms.OneOf(
        label=_("Language of their pages"),
        choices=Language.choices,
        missing=_("Select a language"),
    )
    password = forms.Password(
        label=_("First password"),
        hint=_("At least 12 characters. Tell it to them in person."),
        missing=_("Enter a first password"),
        autocomplete="new-password",
        validators=[validate_password],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "organisation", [(str(row.id), row.name) for row in queries.organisations()]
        )
