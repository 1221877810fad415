"""To whom a case moves, what passes, and how it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.places import queries as places
from unhidden.safeguarding.models import (
    DeclineReason,
    OfferUrgency,
    SpokenLanguage,
    SupportNeed,
    TransferItem,
)
from unhidden.safeguarding.transfers.actions.moving import NewTransfer
from unhidden.ui import forms


class TransferForm(forms.Form):
    """What the next organisation must know to say yes, and what passes after it has."""

    to_organisation = forms.OneOf(
        label=_("To whom does the case move?"),
        hint=_("Only organisations with which the person agrees that we share."),
        missing=_("Select to whom the case moves"),
    )
    items = forms.ManyOf(
        label=_("What passes?"),
        hint=_(
            "Only what they agreed to. Words that you do not choose stay closed there; "
            "who they are, if you do not choose it, is erased. "
            "Dates, states, deadlines and what they agreed to pass with the case."
        ),
        choices=TransferItem.choices,
        missing=_("Select what passes"),
    )
    words = forms.LongText(
        label=_("What did they agree to?"),
        hint=_("Sealed. The next organisation reads it once you hand the case over."),
        missing=_("Enter what they agreed to"),
        rows=5,
        max_length=10_000,
    )
    urgency = forms.OneOf(
        label=_("How soon do they need somebody?"),
        choices=OfferUrgency.choices,
        missing=_("Select how soon they need somebody"),
    )
    needs = forms.ManyOf(
        label=_("What do they need first?"), choices=SupportNeed.choices, required=False
    )
    language = forms.PickOne(
        label=_("Language they speak"),
        choices=SpokenLanguage.choices,
        missing=_("Select a language"),
    )
    council = forms.PickOne(
        label=_("Area"),
        hint=_("Where support is needed. Leave it out if even that could tell."),
        required=False,
    )

    def __init__(self, *args: Any, agreed: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(agreed.items(), key=lambda item: (item[1], item[0]))
        self.offer("to_organisation", [(str(key), name) for key, name in named])
        councils = places.list_councils()
        self.offer("council", [(each.code, each.name) for each in councils])

    def describe_transfer(self) -> NewTransfer:
        """What was typed."""
        told = self.cleaned_data
        return NewTransfer(
            to_organisation_id=UUID(told["to_organisation"]),
            items=tuple(told["items"]),
            urgency=told["urgency"],
            council_id=told["council"] or None,
            needs=tuple(told["needs"]),
            language=told["language"],
            words=told["words"],
        )


class AcceptTransferForm(forms.Form):
    """Who of the organisation leads the case from then on."""

    worker = forms.OneOf(
        label=_("Who will support this person?"),
        hint=_("They lead the case once it is handed over. Nothing opens before that."),
        missing=_("Select who will support this person"),
    )

    def __init__(
        self, *args: Any, day: date, organisation_id: UUID, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        able = agencies.list_colleagues(day=day, permission="safeguarding.work_case")
        own = [one for one in able if one.organisation_id == organisation_id]
        named = {str(one.person_id): f"{one.name}, {one.role_label}" for one in own}
        self.offer("worker", named.items())


class DeclineTransferForm(forms.Form):
    reason = forms.OneOf(
        label=_("Why can you not take them on?"),
        choices=DeclineReason.choices,
        missing=_("Select why you cannot take them on"),
    )
