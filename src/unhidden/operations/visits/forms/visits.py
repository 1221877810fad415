"""What a planner decides about visits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.forms import days_offered, teams_offered
from unhidden.operations.frame.queries import choices
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.targets.forms.asked import AskedForm
from unhidden.operations.visits.actions.plans import VisitPlan
from unhidden.operations.visits.queries.cards import PlannedVisitCard
from unhidden.ui import forms

ENFORCEMENT = "enforcement"
# What each kind is for, in words that can be said at the door.
PURPOSES: dict[str, Promise] = {
    "soft": _("To talk with owners and staff, leave leaflets and say how to get help."),
    "hotel": _("To talk with hotel staff about the signs and how to report a concern."),
    "safeguarding": _(
        "To see that the people inside are well and to offer them help. Nobody is "
        "there to arrest them."
    ),
    "enforcement": _(
        "To inspect the premises under the power named, and to see that the people "
        "who work there are well."
    ),
}


def _purpose(kind: str) -> forms.LongText:
    return forms.LongText(
        label=_("Purpose, in words that can be said at the door"),
        missing=_("Enter the purpose of the visit"),
        required=False,
        initial=PURPOSES[kind],
        rows=3,
        max_length=1000,
    )


class VisitForm(forms.Form):
    """What kind of visit, what for, on which day and by whom.

    Each kind has a purpose of its own, offered in plain words and free to change.
    """

    kind = forms.OneOf(
        label=_("Kind of visit"),
        missing=_("Select the kind of visit"),
        hints={
            "soft": _("Invited in or from outside. At least two people."),
            "hotel": _("With the staff of a hotel. At least two people."),
            "safeguarding": _(
                "For the sake of those inside. At least two people, one of them from "
                "a charity."
            ),
            "enforcement": _(
                "By a power. At least two people, one of them from the police or a "
                "law-enforcement partner."
            ),
        },
        reveals={
            "soft": "purpose_soft",
            "hotel": "purpose_hotel",
            "safeguarding": "purpose_safeguarding",
            "enforcement": "purpose_enforcement",
        },
    )
    purpose_soft = _purpose("soft")
    purpose_hotel = _purpose("hotel")
    purpose_safeguarding = _purpose("safeguarding")
    purpose_enforcement = _purpose("enforcement")
    power = forms.Text(
        label=_("Power of entry"),
        hint=_(
            "For an enforcement visit only: the Act and the section, or the warrant"
        ),
        missing=_("Enter the power that the enforcement visit goes in by"),
        required=False,
    )
    authority = forms.Text(
        label=_("Number of the authority"),
        hint=_(
            "For an enforcement visit only: the number of the warrant, or of the "
            "officer’s authorisation. It may wait until a team is named."
        ),
        required=False,
        max_length=60,
    )
    on = forms.PickOne(label=_("Day"), missing=_("Select the day of the visit"))
    team = forms.PickOne(
        label=_("Team"),
        hint=_("A visit may wait for its team until the operation starts"),
        required=False,
    )

    def __init__(self, *args: Any, operation: OperationView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kind", choices.kinds_of_visit())
        self.offer("on", days_offered(operation))
        self.offer("team", teams_offered(operation))

    def clean(self) -> None:
        kind = self.cleaned_data.get("kind")
        if kind:
            self.require(f"purpose_{kind}")
        if kind == ENFORCEMENT:
            self.require("power")

    @property
    def plan(self) -> VisitPlan:
        """What was decided, after ``is_valid()``."""
        chosen = self.cleaned_data
        return VisitPlan(
            kind=chosen["kind"],
            purpose=chosen[f"purpose_{chosen['kind']}"],
            power=chosen["power"],
            authority=chosen["authority"],
            on=date.fromisoformat(chosen["on"]),
            starts_at=chosen.get("starts_at"),
            team_id=UUID(chosen["team"]) if chosen["team"] else None,
        )


class ChangeVisitForm(AskedForm, VisitForm):
    """The same for one visit, with its hour and the teams that come along.

    ``asked`` are its premises in words, where a team is sent and none was, and somebody
    else has an interest.
    """

    starts_at = forms.TimeOfDay(
        label=_("Start"),
        hint=_("For example, 9:30am. Leave it empty for any time of the day."),
        required=False,
    )
    support = forms.ManyOf(
        label=_("Teams that come along"),
        hint=_("Not the team that leads: they do the visit with it"),
        required=False,
    )

    field_order = (
        *("kind", "purpose_soft", "purpose_hotel", "purpose_safeguarding"),
        *("purpose_enforcement", "power", "authority", "on", "starts_at", "team"),
        *("support", "asked"),
    )

    def __init__(
        self,
        *args: Any,
        operation: OperationView,
        asked: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, operation=operation, **kwargs)
        self.offer_asked(asked)
        self.fields["asked"].required = False  # a visit may go on waiting for a team
        if not asked:
            del self.fields["asked"]
        self.offer("support", teams_offered(operation))
        if len(operation.teams) < 2:
            del self.fields["support"]

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("support") and not self.cleaned_data.get("team"):
            self.add_error("team", _("Select the team that leads the visit"))

    @property
    def support_ids(self) -> list[UUID]:
        """The teams that come along, after ``is_valid()``."""
        return [UUID(key) for key in self.cleaned_data.get("support", ())]


def as_typed(visit: PlannedVisitCard) -> dict[str, object]:
    """The visit as it would be typed into ``ChangeVisitForm``."""
    return {
        "kind": visit.kind,
        f"purpose_{visit.kind}": visit.purpose,
        "power": visit.power,
        "authority": visit.authority,
        "on": visit.on.isoformat(),
        "starts_at": visit.starts_at,
        "team": str(visit.team_id) if visit.team_id else "",
        "support": [str(one.id) for one in visit.support],
    }
