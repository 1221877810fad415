"""What an administrator types about an organisation."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unhidden.agencies.models import OrganisationKind
from unhidden.ui import forms

_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


class ChangeOrganisationForm(forms.Form):
    name_en = forms.Text(
        label=_("Name in English"), max_length=120, missing=_("Enter the English name")
    )
    name_cy = forms.Text(
        label=_("Name in Welsh"), max_length=120, missing=_("Enter the Welsh name")
    )
    kind = forms.OneOf(
        label=_("Kind"), choices=OrganisationKind.choices, missing=_("Select a kind")
    )


class AddOrganisationForm(ChangeOrganisationForm):
    code = forms.Text(
        label=_("Short name"),
        hint=_("Small letters, numbers and _, like “red_cross”. It never changes."),
        max_length=40,
        missing=_("Enter a short name"),
        width="20",
        spellcheck=False,
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not _CODE.fullmatch(code):
            raise ValidationError(_("Use small letters, numbers and _ only"))
        return code


class FromForm(forms.Form):
    from_on = forms.Day(label=_("First day"), missing=_("Enter the first day"))


class UntilForm(forms.Form):
    to_on = forms.Day(label=_("Last day"), missing=_("Enter the last day"))


class OrganisationSignInForm(forms.Form):
    issuer = forms.Text(
        label=_("Address of the provider (issuer)"),
        hint=_("As the provider gives it, like https://login.example.org"),
        missing=_("Enter the address of the provider"),
        spellcheck=False,
        inputmode="url",
    )
    client_id = forms.Text(
        label=_("Our name with the provider (client ID)"),
        missing=_("Enter our name with the provider"),
        spellcheck=False,
    )
    client_secret = forms.Password(
        label=_("Our secret with the provider (client secret)"),
        hint=_(
            "It is sealed, and never shown again. Leave it empty to keep the old one"
        ),
        required=False,
        autocomplete="off",
    )

    def clean_issuer(self) -> str:
        """An address by which nobody in between reads along."""
        issuer: str = self.cleaned_data["issuer"]
        parts = urlsplit(issuer)
        schemes = {"https", "http"} if settings.IS_DEMONSTRATION else {"https"}
        if parts.scheme not in schemes or not parts.hostname or parts.username:
            raise ValidationError(_("Enter an address that begins with https://"))
        return issuer
