"""What is typed about outcomes, orders and holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.clocks.forms import offer_people, say_here
from unhidden.investigations.models import (
    OrderEnd,
    OrderKind,
    OutcomeKind,
    RetentionGround,
)
from unhidden.investigations.outcomes.actions.orders import NewOrder, NewOrderEnd
from unhidden.investigations.outcomes.actions.recording import NewOutcome
from unhidden.investigations.outcomes.rules.law import is_in_force, list_offences
from unhidden.investigations.outcomes.rules.orders import OrderDays
from unhidden.ui import forms

if TYPE_CHECKING:
    from datetime import date

_TYPED_ENDS = (
    OrderEnd.DISCHARGED,
    OrderEnd.SUPERSEDED,
    OrderEnd.QUASHED,
    OrderEnd.DECIDED,
)


class SuspectOutcomeForm(forms.Form):
    person = forms.PickOne(label=_("For whom"), missing=_("Select a person"))
    kind = forms.PickOne(
        label=_("What came of it"),
        choices=[
            (kind.value, kind.label)
            for kind in OutcomeKind
            if kind != OutcomeKind.ORDER_MADE
        ],
        missing=_("Select what came of it"),
    )
    offence = forms.PickOne(
        label=_("Offence"),
        hint=_("Of a charge or a conviction."),
        blank=_("None"),
        required=False,
    )
    happened_on = forms.Day(label=_("On which day"), missing=_("Enter the day"))

    def __init__(
        self, *args: Any, law: date, suspects: Mapping[UUID, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", offer_people(suspects))
        self.offer(
            "offence",
            [
                (each.code, f"{say_here(each.label)} · {each.source}")
                for each in list_offences()
                if is_in_force(each, law)
            ],
        )

    @property
    def as_typed(self) -> NewOutcome:
        """What was typed."""
        said = self.cleaned_data
        return NewOutcome(
            UUID(said["person"]), said["kind"], said["happened_on"], said["offence"]
        )


class OrderForm(forms.Form):
    person = forms.PickOne(label=_("Against whom"), missing=_("Select a person"))
    kind = forms.PickOne(
        label=_("Kind of order"),
        choices=OrderKind.choices,
        missing=_("Select the kind of order"),
    )
    reference = forms.Text(
        label=_("Reference"),
        hint=_("The court’s. No names."),
        missing=_("Enter the reference"),
        max_length=60,
        width="20",
    )
    court = forms.Text(
        label=_("Court"), missing=_("Enter the court"), max_length=120, width="20"
    )
    made_on = forms.Day(label=_("Made on"), missing=_("Enter the day"))
    served_on = forms.Day(
        label=_("Served on"),
        hint=_("Leave it empty if it has not been served: you can record that later."),
        required=False,
    )
    until_on = forms.Day(
        label=_("Until"),
        hint=_(
            "Leave it empty if it lasts until further order. An interim order "
            "has an end."
        ),
        required=False,
    )
    travel_until_on = forms.Day(label=_("Ban on travel until"), required=False)

    def __init__(self, *args: Any, suspects: Mapping[UUID, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", offer_people(suspects))

    @property
    def as_typed(self) -> NewOrder:
        """What was typed."""
        said = self.cleaned_data
        days = OrderDays(
            said["made_on"],
            said["served_on"],
            said["until_on"],
            said["travel_until_on"],
        )
        return NewOrder(
            UUID(said["person"]), said["kind"], said["reference"], said["court"], days
        )


class OrderServedForm(forms.Form):
    served_on = forms.Day(label=_("Served on"), missing=_("Enter the day"))


class OrderEndForm(forms.Form):
    reason = forms.PickOne(
        label=_("How it ended"),
        choices=[(end.value, end.label) for end in _TYPED_ENDS],
        missing=_("Select how it ended"),
    )
    ended_on = forms.Day(label=_("On which day"), missing=_("Enter the day"))
    has_consents = forms.Tick(
        label=_(
            "It was discharged early: the defendant and the chief officer consented"
        ),
        required=False,
    )

    @property
    def as_typed(self) -> NewOrderEnd:
        """What was typed."""
        said = self.cleaned_data
        return NewOrderEnd(said["reason"], said["ended_on"], said["has_consents"])


class RetentionHoldForm(forms.Form):
    ground = forms.PickOne(
        label=_("Why everything is kept"),
        choices=[
            (ground.value, ground.label)
            for ground in RetentionGround
            if ground != RetentionGround.ORDER
        ],
        missing=_("Select why everything is kept"),
    )
    reference = forms.Text(
        label=_("Reference"),
        hint=_("Of the appeal, the inquiry or the claim. No names."),
        missing=_("Enter the reference"),
        max_length=60,
        width="20",
    )
