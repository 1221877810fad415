"""What a planner writes into a brief."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.operations.briefing import rules
from unhidden.operations.briefing.queries.drafts import BriefDraftView
from unhidden.operations.briefing.queries.sheets import LABELS
from unhidden.operations.briefing.queries.sheets_of_phrases import (
    list_phrase_languages,
)
from unhidden.ui import forms

_POLICE_ALONE = _("Only police and law enforcement read this")
_HINTS = {
    "history": _POLICE_ALONE,
    "occupants": _POLICE_ALONE,
    "facts": _(
        "Everybody who goes reads this: dogs, weapons, exits, illness. Nothing that "
        "shows who told us"
    ),
    "risks": _(
        "Everybody who goes reads this: what may happen to people, and what is done "
        "about it. Nothing that shows who told us"
    ),
    "secrecy": _POLICE_ALONE,
    "hours": _("From the roster. If that changes later, change it here too"),
    "bring": _("The place of safety, its manager and the number to call first"),
    "radio": _("Channel, call signs, the controller’s number, how often to call in"),
}
_LANGUAGES = _("Languages of the phrase sheet")
_LINE = 70


def _count_rows(words: str) -> int:
    """As many lines as the words take on a wide page, from three to ten."""
    taken = sum(1 + len(line) // _LINE for line in words.splitlines())
    return min(max(taken, 3), 10)


class BriefForm(forms.Form):
    """The texts in one language, and with them the languages of the phrase sheet.

    Drafts are kept unfinished: nothing is required before the brief is issued.
    """

    def __init__(self, *args: Any, draft: BriefDraftView, language: str, **kw: Any):
        super().__init__(*args, **kw)
        for field in rules.FIELDS:
            words = draft.words[language].get(field.code, "")
            self.fields[field.code] = forms.LongText(
                label=LABELS[field.code],
                hint=_HINTS.get(field.code, ""),
                initial=words,
                required=False,
                rows=_count_rows(words),
                max_length=1200,
            )
        self.fields["languages"] = forms.ManyOf(
            label=_LANGUAGES,
            hint=_("Up to four: what people inside may speak"),
            choices=list_phrase_languages(),
            initial=list(draft.languages),
            required=False,
        )
        self.fields["revision"] = forms.Hidden(initial=str(draft.revision))

    marks_optional = False

    @property
    def typed_words(self) -> dict[str, str]:
        """The texts by code, after ``is_valid()``."""
        return {code: self.cleaned_data[code] for code in rules.CODES}

    @property
    def picked_languages(self) -> list[str]:
        return list(self.cleaned_data["languages"])

    @property
    def shown_revision(self) -> int:
        """The revision that was shown; 0 where what came is no number."""
        typed = str(self.cleaned_data["revision"])
        return int(typed) if typed.isascii() and typed.isdecimal() else 0


class BriefSubjectForm(forms.Form):
    """Whom a new brief is for: a team, or everybody."""

    team = forms.PickOne(
        label=_("Brief for"), missing=_("Select a team or the whole operation")
    )

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.offer("team", [("all", _("The whole operation")), *teams])

    @property
    def team_id(self) -> UUID | None:
        """The team that was picked; None for the whole operation."""
        picked = self.cleaned_data["team"]
        return None if picked == "all" else UUID(picked)
