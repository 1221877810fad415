"""Judging two mentions, parting a subject, and taking a decision back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.intelligence.models import MatchVerdict
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm

_REASON = forms.LongText(
    label=_("Why?"),
    hint=_("Colleagues read this beside the decision, also when it is undone."),
    missing=_("Enter the reason"),
    rows=3,
    max_length=2000,
)
_NONE = _("Select at least one mention")


class JudgeForm(DeskForm):
    verdict = forms.OneOf(
        label=_("Are they the same?"),
        missing=_("Select whether they are the same"),
        choices=[
            (each.value, each.label)
            for each in (MatchVerdict.SAME, MatchVerdict.DIFFERENT, MatchVerdict.UNSURE)
        ],
        hints={
            MatchVerdict.SAME: _("They become one subject. Nothing is rewritten."),
            MatchVerdict.DIFFERENT: _("They are not suggested to each other again."),
            MatchVerdict.UNSURE: _("They stay two, and stay on the list."),
        },
    )
    reason = _REASON


class _SeveralForm(DeskForm):
    """Mentions to choose from, and the reason."""

    reason = _REASON
    field_order = ("mentions", "reason")

    def __init__(self, *args: Any, mentions: Iterable[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offer("mentions", mentions)

    @property
    def chosen(self) -> list[UUID]:
        """The mentions that were chosen."""
        return [UUID(each) for each in self.cleaned_data["mentions"]]


class JoinForm(_SeveralForm):
    mentions = forms.ManyOf(label=_("Which mentions are the same?"), missing=_NONE)


class SplitForm(_SeveralForm):
    mentions = forms.ManyOf(
        label=_("Which mentions are of somebody or something else?"), missing=_NONE
    )


class UndoForm(DeskForm):
    reason = _REASON
