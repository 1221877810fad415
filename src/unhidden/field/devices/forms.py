"""What a phone says of itself when it is enrolled."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from unhidden.field.devices.actions import NewDevice
from unhidden.field.models import UnlockKind
from unhidden.ui import forms

_KEY, _SIGNATURE = 32, 64


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
