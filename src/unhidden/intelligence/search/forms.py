"""The search box, and searches that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm


class FindForm(forms.Form):
    """Whatever is typed can be looked for: nothing is refused but for its length."""

    marks_optional = False

    text = forms.Text(
        label=_("What are you looking for?"),
        hint=_(
            "A name in any script, a phone number or its last digits, a number plate"
            " with ? for what was not seen, an e-mail address or account, a place, a"
            " reference, or words"
        ),
        required=False,
        autocomplete="off",
        max_length=200,
    )


class SameAsForm(forms.Form):
    """Whom or what a subject may be the same as, by whatever is known of them."""

    marks_optional = False

    text = forms.Text(
        label=_("What is it the same as?"),
        hint=_(
            "A name, a phone number, a number plate, an e-mail address, an address or"
            " words. For a person, a number or a plate also finds whoever is linked to"
            " it"
        ),
        missing=_("Enter a name, a number, a number plate or an address"),
        autocomplete="off",
        max_length=200,
    )


_REASON = forms.LongText(
    label=_("Why do you need it?"),
    hint=_("You read it again after 12 months, when you decide whether to keep it."),
    missing=_("Enter the reason"),
    rows=3,
    max_length=1000,
)


class SaveForm(DeskForm):
    name = forms.Text(
        label=_("What do you call it?"), missing=_("Enter a name"), max_length=80
    )
    reason = _REASON


class RenewForm(DeskForm):
    reason = _REASON


class SeenResultsForm(forms.Form):
    """The ids that stood on the page whose button was pressed."""

    seen_ids = fields.CharField(max_length=100_000, required=False)

    def clean_seen_ids(self) -> list[UUID]:
        """Whatever is no id is passed over: it was not on the page."""
        return list(_ids(self.cleaned_data["seen_ids"]))

    @property
    def seen(self) -> list[UUID]:
        found: list[UUID] = self.cleaned_data["seen_ids"]
        return found


def _ids(text: str) -> Iterator[UUID]:
    for word in text.split():
        try:
            yield UUID(word)
        except ValueError:
            continue
