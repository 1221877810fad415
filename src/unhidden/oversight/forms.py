"""What those who publish or disclose type."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
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
        hint=_("Only what the survivor agreed to tell, in your own words."),
        missing=_("Enter what is disclosed"),
        rows=6,
        max_length=5000,
    )
    lawful_basis = forms.Text(
        label=_("Lawful basis"),
        missing=_("Enter the lawful basis"),
        max_length=200,
    )
    told = forms.Tick(
        label=_("The survivor knows what is told, to whom and why"),
        missing=_("Confirm that the survivor knows"),
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = agencies.colleagues(day=day, permission="investigations.see_own")
        self._organisations = {str(one.person_id): one.organisation_id for one in able}
        self.offer(
            "lead",
            [(str(one.person_id), f"{one.name}, {one.organisation}") for one in able],
        )

    @property
    def organisation(self) -> UUID:
        """The organisation of the chosen investigator."""
        return self._organisations[self.cleaned_data["lead"]]
