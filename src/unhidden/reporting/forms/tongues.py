"""What somebody says who signs for a translation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms


class TranslationReviewForm(forms.Form):
    """Who read the whole of it, and that they did."""

    digest = forms.Hidden()
    reviewer = forms.Text(
        label=_("Who reviewed the translation"),
        hint=_("Their name, and what makes them fit to judge it."),
        missing=_("Enter who reviewed the translation"),
        max_length=200,
    )
    has_read = forms.Tick(
        label=_("They read every text of these pages and stand for it"),
        error_messages={"required": _("Tick the box once they have read every text")},
    )
