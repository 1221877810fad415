"""Passwords that somebody types about their own account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from unhidden.agencies.models import Person
from unhidden.ui import forms


class ChangePasswordForm(forms.Form):
    marks_optional = False
    old = forms.Password(
        label=_("Password until now"),
        missing=_("Enter the password you have now"),
        autocomplete="current-password",
    )
    new = forms.Password(
        label=_("New password"),
        hint=_("At least 12 characters: a few words that do not belong together"),
        missing=_("Enter a new password"),
        autocomplete="new-password",
    )
    again = forms.Password(
        label=_("New password again"),
        missing=_("Enter the new password again"),
        autocomplete="new-password",
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.person)
        return new

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "again" in given and given.get("new") not in (None, given["again"]):
            self.add_error("again", _("This is not the same as the new password"))
        if given.get("new") and given.get("new") == given.get("old"):
            self.add_error("new", _("Choose a password that you have not had"))
        return given


class UnlockForm(forms.Form):
    marks_optional = False
    password = forms.Password(
        label=_("Password"),
        hint=_(
            "If somebody gave you a new password, the one before it: that is what opens"
            " your keys"
        ),
        missing=_("Enter a password"),
        autocomplete="current-password",
    )


class NewKeysForm(forms.Form):
    marks_optional = False
    password = forms.Password(
        label=_("Your password"),
        hint=_("It will open the new keys"),
        missing=_("Enter your password"),
        autocomplete="current-password",
    )
    understood = forms.Tick(
        label=_("I understand that my old keys are lost for ever"),
    )
