"""Putting reports aside as spam, and bringing them back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from unhidden.desk.forms.triages import CalledForm
from unhidden.intelligence.forms import version_of
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm

ONE, ALL = "one", "all"


class SpamForm(CalledForm):
    field_order = ("number", "no_call", "reason")

    number = forms.Hidden(required=False)
    reason = forms.LongText(
        label=_("Why?"),
        hint=_("Colleagues read this. Leave out anything that points to the person."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=1000,
    )

    def clean_number(self) -> int:
        """How many of a lane the person saw; 0, which is never right, for none."""
        return version_of(self.cleaned_data["number"])


class BackForm(DeskForm):
    """``others`` were put aside together with it; there may be none."""

    which = forms.OneOf(
        label=_("Which reports?"), missing=_("Select which reports"), initial=ALL
    )
    reason = forms.LongText(
        label=_("Why?"),
        hint=_("Colleagues read this. Leave out anything that points to the person."),
        missing=_("Enter the reason"),
        rows=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, others: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not others:
            del self.fields["which"]
            return
        every = ngettext(
            "It, and %(others)s that was put aside with it",
            "It, and %(others)s that were put aside with it",
            others,
        )
        self.offer(
            "which",
            [(ALL, every % {"others": others}), (ONE, _("This report alone"))],
        )

    @property
    def is_for_all(self) -> bool:
        """Whether those that were put aside with it come back, too."""
        return self.cleaned_data.get("which") == ALL
