"""What people can do, when they are away, and rules of rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.operations.rosters.actions.people import NewRestRule
from unhidden.operations.rosters.queries import choices
from unhidden.ui import forms

_MINUTES = 60
_A_DAY = 24


class SkillForm(forms.Form):
    skill = forms.PickOne(label=_("Skill or language"), missing=_("Select a skill"))
    expires_on = forms.Day(
        label=_("Last day on which it counts"),
        hint=_("Leave it empty if it does not expire."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("skill", choices.list_skills())


class AbsenceForm(forms.Form):
    kind = forms.OneOf(label=_("Why?"), missing=_("Select why"), is_inline=True)
    from_on = forms.Day(label=_("First day"), missing=_("Enter the first day"))
    to_on = forms.Day(label=_("Last day"), missing=_("Enter the last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", choices.kinds_of_absence())


class RestRuleForm(forms.Form):
    """An organisation's own rule of rest."""

    organisation = forms.PickOne(
        label=_("Organisation"), missing=_("Select an organisation")
    )
    source = forms.Text(
        label=_("Where the rule stands"),
        hint=_("For example, Volunteer handbook, section 4"),
        missing=_("Enter where the rule stands"),
    )
    from_on = forms.Day(
        label=_("In force since"), missing=_("Enter since when it is in force")
    )
    rest_hours = forms.Count(
        label=_("Hours of rest between shifts"), required=False, maximum=_A_DAY
    )
    longest_hours = forms.Count(
        label=_("Longest shift in hours"), required=False, minimum=1, maximum=_A_DAY
    )
    break_after_hours = forms.Count(
        label=_("Hours of work after which a break is due"),
        required=False,
        maximum=_A_DAY,
    )
    break_minutes = forms.Count(
        label=_("Minutes of break"),
        missing=_("Enter how long the break is"),
        required=False,
        maximum=240,
    )
    is_checked = forms.Tick(
        label=_("I have compared this with its source today"), required=False
    )

    def __init__(
        self, *args: Any, organisations: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organisation", organisations)

    def clean(self) -> None:
        if self.cleaned_data.get("break_after_hours"):
            self.require("break_minutes")

    @property
    def typed_rule(self) -> NewRestRule:
        """What was typed, after ``is_valid()``."""
        typed = self.cleaned_data
        longest = typed["longest_hours"]
        return NewRestRule(
            organisation_id=UUID(typed["organisation"]),
            source=typed["source"],
            from_on=typed["from_on"],
            rest_minutes=(typed["rest_hours"] or 0) * _MINUTES,
            break_after_minutes=(typed["break_after_hours"] or 0) * _MINUTES,
            break_minutes=typed["break_minutes"] or 0,
            longest_minutes=longest * _MINUTES if longest else None,
            is_checked=typed["is_checked"],
        )


class LastDayForm(forms.Form):
    to_on = forms.Day(
        label=_("Last day on which the rule holds"), missing=_("Enter the last day")
    )
