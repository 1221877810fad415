"""What those who publish or disclose type."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.oversight.actions.disclosures import NewDisclosure
from unhidden.oversight.models import ConsentKnowledge
from unhidden.sharing.queries import LegalBasis
from unhidden.ui import forms


class ExactForm(forms.Form):
    source_en = forms.Text(
        label=_("Where it was published, in English"),
        hint=_("For example: North Wales Police, news release of 26 October 2016"),
        missing=_("Enter where it was published, in English"),
        max_length=300,
    )
    source_cy = forms.Text(
        label=_("Where it was published, in Welsh"),
        missing=_("Enter where it was published, in Welsh"),
        max_length=300,
    )


class PublishForm(forms.Form):
    slug = forms.Text(
        label=_("Address of the page"),
        hint=_("Small letters, numbers and hyphens, for example: october-2016"),
        missing=_("Enter an address for the page"),
        max_length=60,
        width="20",
        validators=[
            RegexValidator(
                r"^[a-z0-9]+(-[a-z0-9]+)*$",
                _("The address may hold small letters, numbers and hyphens only"),
            )
        ],
    )
    english = forms.LongText(
        label=_("Statement in English"),
        missing=_("Enter the statement in English"),
        rows=6,
        max_length=5000,
    )
    welsh = forms.LongText(
        label=_("Statement in Welsh"),
        missing=_("Enter the statement in Welsh"),
        rows=6,
        max_length=5000,
    )
    corrected_en = forms.Text(
        label=_("What it corrects, in English"),
        hint=_("Only where results of this week were published before"),
        required=False,
        max_length=300,
    )
    corrected_cy = forms.Text(
        label=_("What it corrects, in Welsh"), required=False, max_length=300
    )


class WithdrawForm(forms.Form):
    because_en = forms.Text(
        label=_("Reason in English"),
        missing=_("Enter the reason in English"),
        max_length=300,
    )
    because_cy = forms.Text(
        label=_("Reason in Welsh"),
        missing=_("Enter the reason in Welsh"),
        max_length=300,
    )


class DiscloseForm(forms.Form):
    lead = forms.PickOne(
        label=_("Investigator who will lead"),
        missing=_("Select the investigator who will lead"),
    )
    title = forms.Text(
        label=_("Title of the investigation"),
        hint=_("Name the place or the conduct, never the survivor."),
        missing=_("Enter a title"),
        max_length=200,
    )
    what = forms.LongText(
        label=_("What is disclosed"),
        hint=_(
            "Only what is needed, in your own words. Nothing else of the case passes."
        ),
        missing=_("Enter what is disclosed"),
        rows=6,
        max_length=5000,
    )
    basis = forms.OneOf(
        label=_("Lawful basis"),
        choices=LegalBasis.choices,
        missing=_("Select the lawful basis"),
    )
    lawful_basis = forms.Text(
        label=_("How it applies"),
        hint=_("The section and what makes it necessary, or the name of another law."),
        missing=_("Enter how the lawful basis applies"),
        max_length=200,
    )
    knowledge = forms.OneOf(
        label=_("What does the survivor know?"),
        hint=_("What is told, to whom and why."),
        choices=ConsentKnowledge.choices,
        missing=_("Select what the survivor knows"),
    )
    reason = forms.LongText(
        label=_("Why it is told without their agreement"),
        required=False,
        rows=3,
        max_length=2000,
        missing=_("Enter why it is told without their agreement"),
    )
    authoriser = forms.PickOne(
        label=_("Who authorised it"),
        hint=_("Somebody else who answers for survivors, and does not investigate."),
        required=False,
        missing=_("Select who authorised it"),
    )

    def __init__(self, *args: Any, day: date, viewer: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = agencies.list_colleagues(
            day=day, permission="safeguarding.manage_team"
        )
        others = [one for one in answer if one.person_id != viewer]
        self.offer(
            "authoriser",
            [(str(one.person_id), f"{one.name}, {one.organisation}") for one in others],
        )
        able = agencies.list_colleagues(day=day, permission="investigations.see_own")
        self._organisations = {str(one.person_id): one.organisation_id for one in able}
        self.offer(
            "lead",
            [(str(one.person_id), f"{one.name}, {one.organisation}") for one in able],
        )

    @property
    def organisation(self) -> UUID:
        """The organisation of the chosen investigator."""
        return self._organisations[self.cleaned_data["lead"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("knowledge") in {
            ConsentKnowledge.TOLD,
            ConsentKnowledge.NOT_TOLD,
        }:
            self.require("reason")
            self.require("authoriser")
        return cleaned

    @property
    def new(self) -> NewDisclosure:
        """What is to be told, after ``is_valid()``."""
        typed = self.cleaned_data
        agreed = typed["knowledge"] == ConsentKnowledge.AGREED
        return NewDisclosure(
            title=typed["title"],
            what=typed["what"],
            basis=typed["basis"],
            lawful_basis=typed["lawful_basis"],
            knowledge=typed["knowledge"],
            organisation_id=self.organisation,
            lead_id=UUID(typed["lead"]),
            reason="" if agreed else typed["reason"],
            authorised_by_id=None if agreed else UUID(typed["authoriser"]),
        )
