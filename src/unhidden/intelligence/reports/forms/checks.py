"""What a second person finds in an item."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.forms import version_of
from unhidden.intelligence.models import SourceClue
from unhidden.intelligence.reports.rules.checks import ItemVersion, NewCheck
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm


class SecondCheckForm(DeskForm):
    """``seen`` is how the item stood when the page was shown."""

    seen = forms.Hidden()
    confirmed = forms.ManyOf(
        label=_("What you have checked"),
        hint=_("Could the people it is about guess who said this?"),
        choices=SourceClue.choices,
        required=False,
        missing=_("Tick each line once you have checked it"),
    )
    is_sound = forms.YesNo(
        label=_("May it leave your organisation as it is written?"),
        missing=_("Select whether it may leave"),
        reveals={"yes": "confirmed", "no": "reason"},
        hints={
            "yes": _("Its conditions still hold for whoever gets it."),
            "no": _("It stays here, and its writer reads why."),
        },
    )
    reason = forms.LongText(
        label=_("Why not?"),
        hint=_("Needed if it may not leave. Do not say who the source is."),
        required=False,
        missing=_("Enter the reason"),
        rows=3,
        max_length=2000,
    )

    def clean(self) -> None:
        chosen = self.cleaned_data
        if chosen.get("is_sound") is False:
            self.require("reason")
        if chosen.get("is_sound") and len(chosen.get("confirmed", ())) < len(
            SourceClue
        ):
            missing = self.fields["confirmed"].error_messages["required"]
            self.add_error("confirmed", missing)

    @property
    def stood(self) -> ItemVersion:
        """What was seen; what was tampered with never stands."""
        parts = str(self.cleaned_data["seen"]).split("-")
        version, things, checks = map(version_of, [*parts, "", ""][:3])
        return ItemVersion(version, things, checks)

    @property
    def found(self) -> NewCheck:
        """The check as typed, after ``is_valid()``."""
        typed = self.cleaned_data
        return NewCheck(typed["is_sound"], tuple(typed["confirmed"]), typed["reason"])
