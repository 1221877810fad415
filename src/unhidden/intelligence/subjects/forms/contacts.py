"""What was done about a contact."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.models import ContactState
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm


class ContactForm(DeskForm):
    state = forms.OneOf(
        label=_("What have you done?"),
        missing=_("Select what you have done"),
        choices=[
            (ContactState.CONTACTED.value, _("We have contacted them")),
            (ContactState.CLOSED.value, _("It is settled: close it")),
        ],
    )
    outcome = forms.LongText(
        label=_("What came of it?"),
        hint=_("Whom you spoke to and what you agreed. Nothing of their intelligence."),
        missing=_("Enter what came of it"),
        rows=3,
        max_length=2000,
    )
