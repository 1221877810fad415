"""What is typed and sent of photographs and acquired data."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.exhibits.actions.files import NewAcquisition
from unhidden.ui import forms

_MOST_BYTES = 2**50


class PhotoForm(forms.Form):
    file = forms.FileUpload(
        label=_("The photograph"),
        hint=_(
            "Up to 25 MB. We keep a copy without what the file tells of who made it, "
            "and where."
        ),
        missing=_("Select a file"),
        accept="image/*",
    )


class AcquisitionForm(forms.Form):
    """Data up to what a page takes, or the digest of what lies elsewhere."""

    file = forms.FileUpload(
        label=_("The data, up to 25 MB"),
        hint=_(
            "Where this page’s script runs, up to 4 GB: it comes in parts, and goes on "
            "where it stood if it breaks off. Longer data stays where it lies: enter "
            "its name, size and SHA-256."
        ),
        required=False,
    )
    name = forms.Text(
        label=_("Name of the data, if it stays elsewhere"),
        hint=_("The name alone, without a folder."),
        required=False,
        max_length=300,
    )
    size = forms.Count(
        label=_("Its length in bytes"), required=False, maximum=_MOST_BYTES, width="10"
    )
    digest = forms.Text(
        label=_("Its SHA-256, as the tool wrote it"), required=False, max_length=200
    )
    tool = forms.Text(
        label=_("Which tool acquired it"),
        missing=_("Enter which tool acquired it"),
        max_length=120,
    )
    scope = forms.Text(
        label=_("What of the device was acquired"), required=False, max_length=300
    )

    def clean(self) -> dict[str, Any]:
        """The answers; without a file the name, the size and the digest are asked."""
        said = super().clean() or self.cleaned_data
        if not said.get("file") and "file" not in self.errors:
            for name, missing in (
                ("name", _("Select a file, or enter the name of the data")),
                ("size", _("Enter the length in bytes")),
                ("digest", _("Enter the SHA-256")),
            ):
                if said.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, missing)
        return said

    def describe_copy(self, sent_name: str = "") -> NewAcquisition:
        """What was acquired, named as the file that was sent."""
        said = self.cleaned_data
        return NewAcquisition(
            name=sent_name or said["name"], tool=said["tool"], scope=said["scope"]
        )


class UploadForm(forms.Form):
    """What the page's script says of long data before it sends it in parts."""

    name = forms.Text(label=_("Name of the data"), max_length=300)
    size = forms.Count(label=_("Its length in bytes"), maximum=_MOST_BYTES)
    tool = forms.Text(
        label=_("Which tool acquired it"),
        missing=_("Enter which tool acquired it"),
        max_length=120,
    )
    scope = forms.Text(
        label=_("What of the device was acquired"), required=False, max_length=300
    )

    @property
    def as_typed(self) -> NewAcquisition:
        """What was acquired."""
        said = self.cleaned_data
        return NewAcquisition(said["name"], said["tool"], said["scope"])


class PartForm(forms.Form):
    """A part of long data, and after how many bytes it begins."""

    offset = forms.Count(label=_("After how many bytes"), maximum=_MOST_BYTES)
    file = forms.FileUpload(label=_("The part"))


class DigestForm(forms.Form):
    """Nothing is typed of what is kept here."""

    digest = forms.Text(
        label=_("Its SHA-256 now, as the tool wrote it"),
        missing=_("Enter the SHA-256"),
        max_length=200,
    )

    def __init__(self, *args: Any, is_typed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_typed:
            del self.fields["digest"]
