"""Deciding on a group that a batch proposes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm

SAME, APART, LATER = "same", "apart", "later"
_FEWEST = 2


class GroupForm(DeskForm):
    """Which of the mentions, and what of them; a reason where something is decided."""

    # The one is needed only with some of the answers to the other.
    marks_optional = False

    mentions = forms.ManyOf(
        label=_("Which mentions do you decide on?"),
        missing=_("Select at least two mentions"),
        required=False,
    )
    verdict = forms.OneOf(
        label=_("Are they the same?"),
        missing=_("Select whether they are the same"),
        choices=[
            (SAME, _("All that are selected are the same")),
            (APART, _("No two that are selected are the same")),
            (LATER, _("Decide later")),
        ],
        hints={
            SAME: _("They become one subject. Nothing is rewritten."),
            APART: _("They are not suggested to each other again."),
            LATER: _("You see this group again in two weeks. Others see it as before."),
        },
    )
    reason = forms.LongText(
        label=_("Why?"),
        hint=_("Colleagues read this beside the decision, also when it is undone."),
        missing=_("Enter the reason"),
        required=False,
        rows=3,
        max_length=2000,
    )

    def __init__(
        self, *args: Any, mentions: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("mentions", mentions)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("verdict") in {SAME, APART}:
            self.require("reason")
            self.require("mentions")
            chosen = self.cleaned_data.get("mentions") or []
            if len(chosen) < _FEWEST and "mentions" not in self.errors:
                field = self.fields["mentions"]
                self.add_error("mentions", field.error_messages["required"])
        return self.cleaned_data

    @property
    def chosen_mentions(self) -> list[UUID]:
        """The mentions that were chosen."""
        return [UUID(each) for each in self.cleaned_data["mentions"]]
