"""What is typed to ask for an archive."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.models import ArchiveKind
from unhidden.investigations.models.schedules import PAPER_LANGUAGES
from unhidden.ui import forms


class ArchiveForm(forms.Form):
    kind = forms.OneOf(
        label=_("What should leave?"),
        hint=_(
            "The sensitive schedule leaves by itself, sealed to one recipient."
            " It is never part of the other."
        ),
        choices=ArchiveKind.choices,
        missing=_("Select what should leave"),
    )
    recipient = forms.Text(
        label=_("For whom?"),
        hint=_("An office, not a person, such as the Crown Prosecution Service."),
        max_length=200,
        missing=_("Enter for whom it is"),
    )
    purpose = forms.Text(
        label=_("What for?"), max_length=200, missing=_("Enter what it is for")
    )
    language = forms.OneOf(
        label=_("Language of the papers"),
        choices=PAPER_LANGUAGES,
        missing=_("Select the language of the papers"),
    )
    recipient_key = forms.Text(
        label=_("Public key of the recipient"),
        hint=_(
            "Only for the sensitive schedule: 64 letters and figures that the"
            " recipient made with “unhidden archive new-key”. Have them read to you."
        ),
        max_length=80,
        required=False,
    )

    has_media = forms.Tick(
        label=_("Photographs and files of the exhibits go along"),
        hint=_("They are a file of their own, beside the archive."),
        required=False,
    )

    def __init__(self, *args: Any, may_ask_sensitive: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_ask_sensitive:
            self.offer("kind", [(ArchiveKind.OPEN, ArchiveKind.OPEN.label)])
            del self.fields["recipient_key"]

    def clean_has_media(self) -> bool:
        """Nothing goes along with what is sensitive."""
        is_open = self.cleaned_data.get("kind") == ArchiveKind.OPEN
        return is_open and bool(self.cleaned_data["has_media"])

    def clean_recipient_key(self) -> str:
        """Without spaces, in small letters; none for what is not sensitive."""
        if self.cleaned_data.get("kind") != ArchiveKind.SENSITIVE:
            return ""
        typed: str = self.cleaned_data["recipient_key"]
        return "".join(typed.lower().split())
