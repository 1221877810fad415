"""What is decided of one candidate: pins, order, what a kind takes, what is barred."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.forms import days_offered, teams_offered
from unhidden.operations.frame.queries import choices
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.rosters.queries.choices import (
    list_crew_skills,
    list_languages,
)
from unhidden.operations.targets.actions.groups import NewBar, VisitSettlement
from unhidden.operations.targets.actions.kinds import (
    LEAST_MINUTES,
    MOST_CREWS,
    MOST_CUSTODY,
    MOST_MINUTES,
    OptionTerms,
)
from unhidden.operations.targets.queries.cards import CandidateCard, OptionCard
from unhidden.operations.targets.rules.kinds import ENFORCEMENT, MOST_VALUE
from unhidden.operations.targets.rules.windows import DAY, clock_of
from unhidden.ui import forms


class SettleForm(forms.Form):
    """Pins, each apart; the language to expect; what is visited first."""

    pinned_team = forms.PickOne(label=_("Crew"), blank=_("Any"), required=False)
    pinned_on = forms.PickOne(label=_("Day"), blank=_("Any"), required=False)
    pinned_at = forms.TimeOfDay(
        label=_("Hour"),
        hint=_("For example, 9:30am. Leave it empty for any hour of its window."),
        required=False,
    )
    pinned_people = forms.ManyOf(
        label=_("People who must go"),
        hint=_("None ticked means anybody"),
        required=False,
    )
    after = forms.PickOne(
        label=_("Visited after"), blank=_("No other place"), required=False
    )
    language = forms.PickOne(
        label=_("Language to expect"),
        hint=_(
            "An interpreter is kept for the visit, unless its kind asks the crew that "
            "leads to speak this language"
        ),
        blank=_("None"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        operation: OperationView,
        others: Iterable[CandidateCard],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        people = {
            str(member.person_id): f"{member.name}, {team.name}"
            for team in operation.teams
            for member in team.members
        }
        self.offer("pinned_team", teams_offered(operation))
        self.offer("pinned_on", days_offered(operation))
        self.offer("pinned_people", people.items())
        self.offer("after", [(str(one.id), one.premises) for one in others])
        self.offer("language", list_languages())

    def make_settlement(self, card: CandidateCard) -> VisitSettlement:
        """What was decided, after ``is_valid()``.

        An hour before the window's first is meant on the next day, where it passes
        midnight.
        """
        given = self.cleaned_data
        at, minute = given["pinned_at"], None
        if at is not None:
            minute = at.hour * 60 + at.minute
            if minute < card.window.opens and card.window.passes_midnight:
                minute += DAY
        on = given["pinned_on"]
        return VisitSettlement(
            language=given["language"],
            after_id=_id_of(given["after"]),
            pinned_team_id=_id_of(given["pinned_team"]),
            pinned_on=date.fromisoformat(on) if on else None,
            pinned_at=minute,
            pinned_people=tuple(UUID(key) for key in given["pinned_people"]),
        )


class OptionForm(forms.Form):
    """What a kind of visit brings at one place, and what it takes."""

    value = forms.Count(
        label=_("Value"),
        hint=_("What the visit is worth, up to 1,000"),
        maximum=MOST_VALUE,
    )
    minutes = forms.Count(
        label=_("Minutes there"), minimum=LEAST_MINUTES, maximum=MOST_MINUTES
    )
    lead_skills = forms.ManyOf(label=_("The crew that leads brings"), required=False)
    support_crews = forms.Count(label=_("Supporting crews"), maximum=MOST_CREWS)
    support_skills = forms.ManyOf(
        label=_("Each supporting crew brings"), required=False
    )
    custody = forms.Count(label=_("Places in custody to keep"), maximum=MOST_CUSTODY)
    power = forms.Text(
        label=_("Power of entry"),
        missing=_("Enter the power that the visit enforces by"),
        required=False,
    )
    authority = forms.Text(
        label=_("Number of the authority"),
        missing=_("Enter the number of the authority"),
        required=False,
        max_length=60,
    )

    def __init__(self, *args: Any, option: OptionCard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = option.kind
        for name in ("lead_skills", "support_skills"):
            self.offer(name, list_crew_skills())
        if self.kind != ENFORCEMENT:
            del self.fields["power"], self.fields["authority"]

    def clean(self) -> None:
        if self.kind == ENFORCEMENT:
            self.require("power")
            self.require("authority")

    @property
    def option_terms(self) -> OptionTerms:
        """What was decided, after ``is_valid()``."""
        given = self.cleaned_data
        return OptionTerms(
            value=given["value"],
            minutes=given["minutes"],
            lead_skills=tuple(given["lead_skills"]),
            support_crews=given["support_crews"],
            support_skills=tuple(given["support_skills"]),
            custody=given["custody"],
            power=given.get("power", ""),
            authority=given.get("authority", ""),
        )


class AssignmentBarForm(forms.Form):
    """An assignment that must not be made, and why."""

    team = forms.PickOne(label=_("Crew"), blank=_("Every crew"), required=False)
    on = forms.PickOne(label=_("Day"), blank=_("Every day"), required=False)
    kind = forms.PickOne(
        label=_("Kind of visit"), blank=_("Every kind"), required=False
    )
    reason = forms.Text(label=_("Why?"), missing=_("Enter the reason"))

    def __init__(self, *args: Any, operation: OperationView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("team", teams_offered(operation))
        self.offer("on", days_offered(operation))
        self.offer("kind", choices.kinds_of_visit())

    @property
    def new_bar(self) -> NewBar:
        given = self.cleaned_data
        return NewBar(
            reason=given["reason"],
            team_id=_id_of(given["team"]),
            on=date.fromisoformat(given["on"]) if given["on"] else None,
            kind=given["kind"],
        )


def settled_as_typed(card: CandidateCard) -> dict[str, object]:
    """What is settled of the candidate, as it would be typed into ``SettleForm``."""
    pin = card.pin
    return {
        "pinned_team": str(pin.team_id or ""),
        "pinned_on": pin.on.isoformat() if pin.on else "",
        "pinned_at": clock_of(pin.at) if pin.at is not None else None,
        "pinned_people": [str(key) for key in pin.people],
        "after": str(card.after_id or ""),
        "language": card.language,
    }


def option_as_typed(option: OptionCard) -> dict[str, object]:
    """The kind as it would be typed into ``OptionForm``."""
    support: Sequence[frozenset[str]] = option.crews[1:]
    return {
        "value": option.value,
        "minutes": option.minutes,
        "lead_skills": sorted(option.lead_skills),
        "support_crews": len(support),
        "support_skills": sorted(support[0]) if support else [],
        "custody": option.custody,
        "power": option.power,
        "authority": option.authority,
    }


def _id_of(text: str) -> UUID | None:
    return UUID(text) if text else None
