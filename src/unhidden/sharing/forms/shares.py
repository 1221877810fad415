"""What somebody types who shares a record, or answers for their organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import DOMAINS_OF_PURPOSE, Domain, Purpose
from unhidden.sharing.actions.shares import NewShare
from unhidden.sharing.forms.agreements import CATEGORIES, PURPOSES
from unhidden.sharing.models import SharingGround, SharingUrgency
from unhidden.sharing.queries.agreements import SharingChoice
from unhidden.ui import forms

CONSENT, GROUND = "consent", "ground"


class ShareReasonForm(forms.Form):
    reason = forms.Text(label=_("Why?"), missing=_("Enter the reason"), max_length=300)


class ShareForm(forms.Form):
    under = forms.OneOf(
        label=_("With whom, under which agreement?"),
        missing=_("Select with whom"),
    )
    categories = forms.ManyOf(
        label=_("What do they need to see?"),
        hint=_(
            "Dates, states and deadlines are always shared. Add nothing without need."
        ),
        choices=CATEGORIES,
        required=False,
    )
    purposes = forms.ManyOf(
        label=_("For what?"), missing=_("Select what it may be used for")
    )
    until_on = forms.Day(
        label=_("Until and including"), missing=_("Enter the last day of sharing")
    )
    basis = forms.OneOf(label=_("Why may it be shared?"), missing=_("Select why"))
    ground = forms.PickOne(
        label=_("Ground"),
        hint=_("Only if it does not rest on what the person agreed to."),
        choices=SharingGround.choices,
        required=False,
        missing=_("Select the ground"),
    )
    ground_words = forms.LongText(
        label=_("What makes it necessary"),
        required=False,
        rows=3,
        max_length=2000,
        missing=_("Enter what makes it necessary"),
    )
    authoriser = forms.PickOne(
        label=_("Colleague who authorised it"),
        hint=_("Somebody other than you."),
        required=False,
        missing=_("Select who authorised it"),
    )
    urgency = forms.OneOf(
        label=_("How soon is an answer needed?"),
        choices=SharingUrgency.choices,
        missing=_("Select how soon"),
    )
    area = forms.Text(
        label=_("Area"),
        hint=_("A town or county; no address."),
        missing=_("Enter the area"),
        max_length=80,
        width="20",
    )
    needs = forms.LongText(
        label=_("What is needed"),
        hint=_("They read this before they accept. Name nobody and no place to find."),
        missing=_("Enter what is needed"),
        rows=3,
        max_length=1000,
    )
    language = forms.Text(
        label=_("Language"), required=False, max_length=40, width="20"
    )
    is_safe_to_contact = forms.YesNo(
        label=_("Is it safe to contact the person?"),
        missing=_("Select whether contact is safe"),
    )

    def __init__(
        self,
        *args: Any,
        domain: str,
        choices: Sequence[SharingChoice],
        authorisers: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "under",
            [
                (f"{one.agreement_id}/{one.organisation_id}", one.label)
                for one in choices
            ],
        )
        self.offer(
            "purposes",
            [one for one in PURPOSES if domain in DOMAINS_OF_PURPOSE[Purpose(one[0])]],
        )
        self.offer("basis", _reasons(domain))
        self.offer("authoriser", authorisers)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("basis") == GROUND:
            for name in ("ground", "ground_words", "authoriser"):
                self.require(name)
        return cleaned

    @property
    def new(self) -> NewShare:
        """What is to be shared, after ``is_valid()``."""
        typed = self.cleaned_data
        agreement, receiver = typed["under"].split("/")
        by_consent = typed["basis"] == CONSENT
        return NewShare(
            agreement_id=UUID(agreement),
            to_organisation_id=UUID(receiver),
            categories=tuple(typed["categories"]),
            purposes=tuple(typed["purposes"]),
            until_on=typed["until_on"],
            urgency=typed["urgency"],
            area=typed["area"],
            needs=typed["needs"],
            language=typed["language"],
            is_safe_to_contact=typed["is_safe_to_contact"],
            by_consent=by_consent,
            ground="" if by_consent else typed["ground"],
            ground_words="" if by_consent else typed["ground_words"],
            authorised_by_id=None if by_consent else UUID(typed["authoriser"]),
        )


def _reasons(domain: str) -> list[tuple[str, Any]]:
    """Only who a case is about can consent to what is shared of it."""
    ground = (GROUND, _("Another ground, which a colleague authorised"))
    agreed = (CONSENT, _("The person agreed to support and to this"))
    return [agreed, ground] if domain == Domain.SAFEGUARDING_CASE else [ground]


class PeopleForm(forms.Form):
    people = forms.ManyOf(
        label=_("Who will work on it?"),
        hint=_("Only they will see it."),
        missing=_("Select who will work on it"),
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("people", people)

    @property
    def chosen(self) -> list[UUID]:
        return [UUID(key) for key in self.cleaned_data["people"]]
