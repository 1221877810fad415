"""What is to be hidden, and in which file."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.leaving.forms.uploads import MOST_BYTES
from unhidden.investigations.leaving.rules.redacting import WhatToHide
from unhidden.ui import forms


class RedactionForm(forms.Form):
    number = forms.Count(
        label=_("Number of the item"), missing=_("Enter the number of the item")
    )
    file = forms.FileUpload(
        label=_("The file"),
        hint=_("A PDF of up to 25 MB. It is not kept: the copy is."),
        missing=_("Select a file"),
    )
    terms = forms.LongText(
        label=_("What should be hidden?"),
        hint=_(
            "One on a line: names, numbers, addresses. Each is hidden wherever it"
            " stands, whatever its case, accents and spaces."
        ),
        required=False,
    )
    pages = forms.Text(
        label=_("Pages to hide wholly"),
        hint=_("Such as 2, 5. Use this for anything in a picture or in handwriting."),
        max_length=200,
        required=False,
    )
    is_word_alone = forms.Tick(
        label=_("Hide the words only, not the whole line"),
        hint=_("The width of the black then tells how long the word is."),
        required=False,
    )

    def clean_file(self) -> bytes:
        """What was sent."""
        content: bytes = self.cleaned_data["file"].read()
        if len(content) > MOST_BYTES:
            raise ValidationError(_("The file must be 25 MB or smaller"))
        return content

    def clean_pages(self) -> frozenset[int]:
        """The numbers, from 1."""
        typed = str(self.cleaned_data["pages"]).replace(",", " ").split()
        if not all(each.isascii() and each.isdecimal() for each in typed):
            raise ValidationError(_("Enter numbers of pages, such as 2, 5"))
        return frozenset(int(each) for each in typed)

    @property
    def what_to_hide(self) -> WhatToHide:
        """What is hidden, by a form that is valid."""
        given: dict[str, Any] = self.cleaned_data
        lines = (line.strip() for line in given["terms"].splitlines())
        return WhatToHide(
            terms=tuple(dict.fromkeys(line for line in lines if line)),
            pages=given["pages"],
            is_whole_line=not given["is_word_alone"],
        )
