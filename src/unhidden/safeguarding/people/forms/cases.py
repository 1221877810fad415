"""By which door somebody came, who supports them, and to whom they are offered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.places import queries as places
from unhidden.safeguarding.models import (
    CaseHolder,
    CaseWayIn,
    DeclineReason,
    OfferUrgency,
    SpokenLanguage,
    SupportNeed,
    SurvivorAgeGroup,
)
from unhidden.safeguarding.people.actions.offers import NewOffer
from unhidden.safeguarding.people.actions.opening import NewCase
from unhidden.ui import forms

# Somebody found at a visit is offered from the visit.
OTHER_WAYS = [each for each in CaseWayIn.choices if each[0] != CaseWayIn.VISIT]


class _WorkerForm(forms.Form):
    """Names a colleague of the organisation who supports people today."""

    worker = forms.OneOf(
        label=_("Who will support this person?"),
        hint=_("The case belongs to your organisation and to nobody else."),
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

    @property
    def worker_id(self) -> UUID:
        return UUID(self.cleaned_data["worker"])


class OpenCaseForm(_WorkerForm):
    """A case of one's own organisation, by any door but a visit."""

    way_in = forms.OneOf(
        label=_("How did they come to you?"),
        choices=OTHER_WAYS,
        missing=_("Select how they came to you"),
    )
    age_group = forms.OneOf(
        label=_("Are they an adult?"),
        choices=SurvivorAgeGroup.choices,
        missing=_("Select whether they are an adult"),
    )
    field_order = ("way_in", "age_group", "worker")

    def describe_case(self, same_person_as: UUID | None) -> NewCase:
        """What was typed; of a case's person, or of somebody new."""
        told = self.cleaned_data
        return NewCase(told["way_in"], told["age_group"], same_person_as=same_person_as)


class AcceptOfferForm(_WorkerForm):
    """Who of the organisation supports somebody that is accepted."""


class OfferForm(forms.Form):
    """What an organisation must know to say yes; codes alone, which name nobody."""

    way_in = forms.OneOf(
        label=_("How did they come to you?"),
        choices=OTHER_WAYS,
        missing=_("Select how they came to you"),
    )
    age_group = forms.OneOf(
        label=_("Are they an adult?"),
        choices=SurvivorAgeGroup.choices,
        missing=_("Select whether they are an adult"),
    )
    to_organisation = forms.OneOf(
        label=_("Whom do you ask to support them?"),
        hint=_("A supervisor there accepts, and names who will support them."),
        missing=_("Select whom you ask"),
    )
    urgency = forms.OneOf(
        label=_("How soon do they need somebody?"),
        choices=OfferUrgency.choices,
        missing=_("Select how soon they need somebody"),
    )
    held_by = forms.OneOf(
        label=_("Who looks after them until then?"),
        choices=CaseHolder.choices,
        missing=_("Select who looks after them until then"),
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
    is_safe_to_contact = forms.YesNo(
        label=_("Did they say that they may be contacted?"),
        missing=_("Select whether they may be contacted"),
    )

    def __init__(
        self,
        *args: Any,
        accepting: Mapping[UUID, str],
        is_from_visit: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to_organisation", _by_name(accepting))
        councils = places.list_councils()
        self.offer("council", [(each.code, each.name) for each in councils])
        if is_from_visit:
            del self.fields["way_in"], self.fields["age_group"]

    def describe_offer(self, possible_victim_id: UUID | None) -> NewOffer:
        """What was typed, of somebody found at a visit or not."""
        told = self.cleaned_data
        new = NewCase(
            way_in=told.get("way_in", CaseWayIn.VISIT),
            age_group=told.get("age_group", ""),
            possible_victim_id=possible_victim_id,
        )
        return NewOffer(
            new=new,
            to_organisation_id=UUID(told["to_organisation"]),
            urgency=told["urgency"],
            council_id=told["council"] or None,
            needs=tuple(told["needs"]),
            language=told["language"],
            is_safe_to_contact=told["is_safe_to_contact"],
            held_by=told["held_by"],
        )


class DeclineOfferForm(forms.Form):
    reason = forms.OneOf(
        label=_("Why can you not take them on?"),
        choices=DeclineReason.choices,
        missing=_("Select why you cannot take them on"),
    )


class NextOfferForm(forms.Form):
    to_organisation = forms.OneOf(
        label=_("Whom do you ask next?"), missing=_("Select whom you ask")
    )

    def __init__(
        self, *args: Any, accepting: Mapping[UUID, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to_organisation", _by_name(accepting))


def _by_name(accepting: Mapping[UUID, str]) -> Iterable[tuple[str, str]]:
    named = sorted(accepting.items(), key=lambda item: (item[1], item[0]))
    return [(str(key), name) for key, name in named]
