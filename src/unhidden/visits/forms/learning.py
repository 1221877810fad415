"""What a visit taught us, graded for the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.access.records import new_id
from unhidden.intelligence.actions import NewMention
from unhidden.ui import forms
from unhidden.visits.actions.learnings import VisitLesson
from unhidden.visits.queries.cards import VisitView

if TYPE_CHECKING:
    from django.http import QueryDict

_LONGEST = 200
_MENTIONS = {"people": "person", "vehicles": "vehicle", "phones": "phone"}


class LearningForm(forms.Form):
    """One thing learnt; ``learning()`` gives it after ``is_valid()``."""

    key = forms.Hidden(required=False)
    text = forms.LongText(
        label=_("What the desk should know"),
        hint=_(
            "In your own plain words. Leave out who told you, and never name a "
            "possible victim."
        ),
        missing=_("Enter what the desk should know"),
    )
    sign_codes = forms.ManyOf(
        label=_("Signs you saw that belong to this"), required=False
    )
    raw = forms.LongText(
        label=_("What was seen and said, as it was"),
        hint=_(
            "Sealed: only you and those who triage for your organisation can open it."
        ),
        missing=_("Enter what was seen and said"),
    )
    provenance = forms.LongText(
        label=_("How you know"),
        hint=_("Sealed as well. Say where you stood, or who told you."),
        missing=_("Enter how you know"),
        rows=3,
    )
    told_by = forms.Text(
        label=_("Who told you?"),
        hint=_(
            "A name, a phone number or an e-mail address. Sealed as well. Leave it"
            " empty if it was you, and never name a possible victim."
        ),
        required=False,
        autocomplete="off",
    )
    source = forms.OneOf(
        label=_("Grade of the source"),
        choices=[
            ("1", _("1 Reliable")),
            ("2", _("2 Untested")),
            ("3", _("3 Not reliable")),
        ],
        hints={"1": _("For example, the team itself")},
        missing=_("Select the grade of the source"),
    )
    assessment = forms.OneOf(
        label=_("Grade of the information"),
        choices=[
            ("A", _("A Known directly to the source")),
            ("B", _("B Known indirectly but corroborated")),
            ("C", _("C Known indirectly")),
            ("D", _("D Not known")),
            ("E", _("E Suspected to be false")),
        ],
        hints={"A": _("The team saw or heard it itself")},
        missing=_("Select the grade of the information"),
    )
    handling = forms.OneOf(
        label=_("Handling"),
        choices=[
            ("P", _("P Lawful sharing permitted")),
            ("C", _("C Lawful sharing permitted with conditions")),
        ],
        reveals={"C": "conditions"},
        missing=_("Select the handling"),
    )
    conditions = forms.LongText(
        label=_("Conditions"),
        missing=_("Enter at least one condition"),
        required=False,
        rows=3,
    )
    people = forms.LongText(
        label=_("People to look into"),
        hint=_("One a line. Never a possible victim."),
        required=False,
        rows=2,
    )
    vehicles = forms.LongText(
        label=_("Vehicles"),
        hint=_("Registration numbers, one a line"),
        required=False,
        rows=2,
    )
    phones = forms.LongText(
        label=_("Phone numbers"), hint=_("One a line"), required=False, rows=2
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        view: VisitView,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(view) | dict(initial or {}))
        if view.seen:
            self.offer("sign_codes", [(sign.code, sign.phrase) for sign in view.seen])
        else:
            del self.fields["sign_codes"]

    def clean(self) -> None:
        if self.cleaned_data.get("handling") == "C":
            self.require("conditions")
        for name in _MENTIONS:
            if any(len(line) > _LONGEST for line in self._lines(name)):
                self.add_error(name, _("Use 200 characters or fewer on each line"))

    def learning(self) -> VisitLesson:
        """What was typed."""
        given = self.cleaned_data
        return VisitLesson(
            text=given["text"],
            raw=given["raw"],
            provenance=given["provenance"],
            source=given["source"],
            assessment=given["assessment"],
            handling=given["handling"],
            conditions=given["conditions"] if given["handling"] == "C" else "",
            sign_codes=tuple(given.get("sign_codes", ())),
            mentions=tuple(
                NewMention(kind=kind, text=line)
                for name, kind in _MENTIONS.items()
                for line in self._lines(name)
            ),
            told_by=given["told_by"],
            id=_key(given["key"]),
        )

    def _lines(self, name: str) -> list[str]:
        lines = self.cleaned_data.get(name, "").splitlines()
        return [line.strip() for line in lines if line.strip()]


def _initial(view: VisitView) -> dict[str, object]:
    """Graded as one's own observation, for those who were there."""
    initial: dict[str, object] = {
        "key": str(new_id()),
        "handling": "C",
        "sign_codes": [sign.code for sign in view.seen],
    }
    if view.is_own:
        initial |= {
            "source": "1",
            "assessment": "A",
            "provenance": gettext("Seen and heard by the team during the visit."),
        }
    if view.kind == "safeguarding":
        initial["conditions"] = gettext(
            "Learnt at a safeguarding visit. Not for immigration enforcement. Ask the "
            "safeguarding lead before any other use."
        )
    return initial


def _key(text: str) -> UUID | None:
    """The key the page was given; none when it is not one."""
    try:
        return UUID(text)
    except ValueError:
        return None
