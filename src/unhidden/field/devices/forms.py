"""What a phone says of itself when it is enrolled, and what people say of phones."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from unhidden.field.devices.actions import NewDevice
from unhidden.field.devices.rules import DeviceStanding
from unhidden.field.models import DeviceRule, UnlockKind
from unhidden.ui import forms
from unhidden.ui.parts import ChosenFilter

_KEY, _SIGNATURE = 32, 64
STANDINGS = {
    DeviceStanding.WAITS: _("Waits to be approved"),
    DeviceStanding.READY: _("May go out"),
    DeviceStanding.LOST: _("Reported lost"),
    DeviceStanding.ENDED: _("Handed back"),
}


class EnrolForm(forms.Form):
    """Sent by the app, from its own page; every value is a phone's, none is typed."""

    public_key = forms.Hidden()
    challenge = forms.Hidden()
    signature = forms.Hidden()
    name = forms.Hidden()
    unlock = forms.Hidden()
    persistent = forms.Hidden()

    def clean_public_key(self) -> bytes:
        return _read_hex(self.cleaned_data["public_key"], _KEY)

    def clean_signature(self) -> bytes:
        return _read_hex(self.cleaned_data["signature"], _SIGNATURE)

    def clean_unlock(self) -> str:
        unlock: str = self.cleaned_data["unlock"]
        if unlock not in UnlockKind.values:
            raise ValidationError(unlock)
        return unlock

    @property
    def new_device(self) -> NewDevice:
        """The phone, of a form that is valid."""
        said = self.cleaned_data
        return NewDevice(
            public_key=said["public_key"],
            challenge=said["challenge"],
            signature=said["signature"],
            name=said["name"],
            unlock=said["unlock"],
            is_persistent=said["persistent"] == "1",
        )


def _read_hex(text: str, size: int) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError as error:
        raise ValidationError(text) from error
    if len(found) != size:
        raise ValidationError(text)
    return found


class LostForm(forms.Form):
    """How a phone was lost, for whoever has to judge what it may tell."""

    reason = forms.Text(
        label=_("What happened?"),
        hint=_("Where and when it was last seen, and whether it was locked"),
        missing=_("Enter what happened to the phone"),
        max_length=200,
    )


class RuleForm(forms.Form):
    """Which phones of the organisation may go out."""

    devices = forms.OneOf(
        label=_("Which phones may take visits along?"),
        choices=DeviceRule.choices,
        hints={
            DeviceRule.OFF: _("Visits are recorded on this site alone."),
            DeviceRule.APPROVED: _(
                "Their owner enrols them, and an administrator approves."
            ),
            DeviceRule.PERSONAL: _(
                "Nobody compares words: whoever signs in on a phone may take visits "
                "along on it."
            ),
        },
        missing=_("Select which phones may take visits along"),
    )


class DeviceFilter(forms.Form):
    """Which phones to list; a standing that there is not is passed over."""

    marks_optional = False

    text = forms.Text(
        label=_("Search"),
        hint=_("Name of the phone or of its owner"),
        required=False,
        spellcheck=False,
    )
    standing = forms.PickOne(
        label=_("How it stands"),
        choices=STANDINGS.items(),
        required=False,
        blank=_("All"),
    )

    def __init__(self, given: QueryDict) -> None:
        standing = given.get("standing", "")
        known = {"standing": standing} if standing in STANDINGS else {}
        super().__init__({"text": given.get("text", ""), **known})

    @property
    def filter_values(self) -> dict[str, Any]:
        """The filter as ``queries.list_devices`` takes it."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}

    @property
    def chosen_filters(self) -> list[ChosenFilter]:
        """The filters in force, each with the address that takes it away."""
        asked = self.filter_values
        labels = {"text": asked["text"], "standing": STANDINGS.get(asked["standing"])}
        found = []
        for name, label in labels.items():
            if label:
                query = QueryDict(mutable=True)
                query.update({k: v for k, v in asked.items() if v and k != name})
                found.append(ChosenFilter(label, f"?{query.urlencode()}"))
        return found
