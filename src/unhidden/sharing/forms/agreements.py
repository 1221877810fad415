"""What somebody types who makes or signs an agreement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import DOMAINS_OF_PURPOSE, Category, Domain, Purpose
from unhidden.agencies import queries as agencies
from unhidden.sharing.actions.agreements import NewAgreement, NewDocument
from unhidden.sharing.models import LegalBasis
from unhidden.sharing.queries.agreements import AgreementView
from unhidden.ui import forms

# What partners share records of, and may see for a purpose of theirs.
SHAREABLE = (
    Domain.SAFEGUARDING_CASE,
    Domain.INTELLIGENCE,
    Domain.VISIT,
    Domain.INVESTIGATION,
)
PURPOSES = [
    choice
    for choice in Purpose.choices
    if not DOMAINS_OF_PURPOSE[Purpose(choice[0])].isdisjoint(SHAREABLE)
]
CATEGORIES = [
    choice for choice in Category.choices if choice[0] != Category.OPERATIONAL
]


class AgreementForm(forms.Form):
    title = forms.Text(
        label=_("Title"), missing=_("Enter a title"), max_length=200, autocomplete="off"
    )
    parties = forms.ManyOf(
        label=_("With which organisations?"),
        hint=_("Yours is a party, too. Each signs by a person of its own."),
        missing=_("Select the other parties"),
    )
    domains = forms.ManyOf(
        label=_("Which records does it cover?"),
        choices=[(each.value, each.label) for each in SHAREABLE],
        missing=_("Select the records it covers"),
    )
    categories = forms.ManyOf(
        label=_("Which data may be shared?"),
        hint=_(
            "Dates, states and deadlines are always shared. Add nothing without need."
        ),
        choices=CATEGORIES,
        required=False,
    )
    purposes = forms.ManyOf(
        label=_("For what may it be used?"),
        hint=_("For nothing else can anybody see what is shared."),
        choices=PURPOSES,
        missing=_("Select what it may be used for"),
    )
    legal_basis = forms.OneOf(
        label=_("Legal basis"),
        choices=LegalBasis.choices,
        missing=_("Select the legal basis"),
    )
    legal_words = forms.LongText(
        label=_("How that law applies"),
        hint=_("Sections and conditions. If it is another law, name it."),
        required=False,
        rows=3,
        max_length=2000,
    )
    from_on = forms.Day(label=_("First day"), missing=_("Enter the first day"))
    to_on = forms.Day(label=_("Last day"), missing=_("Enter the last day"))
    review_on = forms.Day(
        label=_("To be reviewed on"), missing=_("Enter the day of its review")
    )

    def __init__(self, *args: Any, own: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [each for each in agencies.list_organisation_names() if each.id != own]
        self.offer("parties", [(str(each.id), each.name) for each in others])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("legal_basis") == LegalBasis.OTHER:
            self.require("legal_words")
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", _("The last day must not be before the first"))
        review = cleaned.get("review_on")
        if review and last and review > last:
            self.add_error("review_on", _("Review it before its last day is over"))
        return cleaned

    @property
    def new(self) -> NewAgreement:
        """The terms as typed, after ``is_valid()``."""
        typed = self.cleaned_data
        return NewAgreement(
            title=typed["title"],
            parties=tuple(UUID(key) for key in typed["parties"]),
            purposes=tuple(typed["purposes"]),
            domains=tuple(typed["domains"]),
            categories=tuple(typed["categories"]),
            legal_basis=typed["legal_basis"],
            legal_words=typed["legal_words"],
            from_on=typed["from_on"],
            to_on=typed["to_on"],
            review_on=typed["review_on"],
        )


def as_typed(view: AgreementView, own: UUID) -> dict[str, object]:
    """An agreement's terms as the form begins with, to change them."""
    return {
        "title": view.card.title,
        "parties": [
            str(each.organisation_id)
            for each in view.card.parties
            if each.organisation_id != own
        ],
        "domains": list(view.domains),
        "categories": list(view.categories),
        "purposes": list(view.purposes),
        "legal_basis": view.legal_basis,
        "legal_words": view.legal_words,
        "from_on": view.card.from_on,
        "to_on": view.card.to_on,
        "review_on": view.card.review_on,
    }


class SignForm(forms.Form):
    version = forms.Hidden()
    read = forms.Tick(
        label=_("I have read it, and may sign it for my organisation"),
        missing=_("Confirm that you have read it and may sign"),
    )


class DocumentForm(forms.Form):
    title = forms.Text(
        label=_("What is it?"),
        hint=_("For example the signed agreement, or its impact assessment."),
        missing=_("Enter what it is"),
        max_length=200,
    )
    kept_at = forms.Text(
        label=_("Where it is kept"),
        hint=_("A reference by which a colleague finds it."),
        missing=_("Enter where it is kept"),
        max_length=300,
    )
    dated_on = forms.Day(label=_("Its date"), missing=_("Enter its date"))

    @property
    def new(self) -> NewDocument:
        """The paper as typed, after ``is_valid()``."""
        return NewDocument(**self.cleaned_data)
