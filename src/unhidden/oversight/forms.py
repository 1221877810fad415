"""What those who publish or disclose type."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.oversight.actions.disclosures import NewDisclosure, ToldItem
from unhidden.oversight.models import CompelledGround, ToldGround, ToldKind
from unhidden.ui import forms

MOST_ITEMS = 6
_KINDS = [each for each in ToldKind.choices if each[0] != ToldKind.REASON]


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
    """Up to six things, each of a kind and in words that were read to the person."""

    receiver = forms.PickOne(
        label=_("Whose investigators?"),
        hint=_(
            "They see what is told only once they have taken it into an investigation."
        ),
        missing=_("Select whose investigators"),
    )
    is_read_back = forms.Tick(
        label=_(
            "Each of these was read to the person in their language, and they agree "
            "that exactly this is told"
        ),
        required=False,
    )
    ground = forms.PickOne(
        label=_("Ground, if it is told without their agreement"),
        hint=_(
            "Leave it empty if they agree. With a ground, a colleague who decides "
            "about the case must agree as well, by themselves."
        ),
        choices=ToldGround.choices,
        required=False,
    )
    reason = forms.LongText(
        label=_("Why it is told without their agreement"),
        hint=_("Sealed: it stays with the case."),
        required=False,
        rows=3,
        max_length=2000,
        missing=_("Enter why it is told without their agreement"),
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = agencies.list_colleagues(day=day, permission="investigations.open")
        named = {str(one.organisation_id): one.organisation for one in able}
        self.offer("receiver", sorted(named.items(), key=lambda one: one[1]))
        for number in range(1, MOST_ITEMS + 1):
            self.fields[f"kind_{number}"] = forms.PickOne(
                label=_("%(number)s. What is it about?") % {"number": number},
                choices=_KINDS,
                required=False,
                missing=_("Select what it is about"),
            )
            self.fields[f"words_{number}"] = forms.LongText(
                label=_("%(number)s. What is told") % {"number": number},
                required=False,
                rows=3,
                max_length=2000,
                missing=_("Enter what is told"),
            )
        self.order_fields(
            [
                "receiver",
                *(
                    f"{part}_{number}"
                    for number in range(1, MOST_ITEMS + 1)
                    for part in ("kind", "words")
                ),
                "is_read_back",
                "ground",
                "reason",
            ]
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in range(1, MOST_ITEMS + 1):
            pair = (f"kind_{number}", f"words_{number}")
            if any(cleaned.get(name) for name in pair) or number == 1:
                for name in pair:
                    self.require(name)
        if cleaned.get("ground"):
            self.require("reason")
        return cleaned

    @property
    def new(self) -> NewDisclosure:
        """What is to be told, after ``is_valid()``."""
        typed = self.cleaned_data
        items = [
            ToldItem(typed[f"kind_{number}"], typed[f"words_{number}"])
            for number in range(1, MOST_ITEMS + 1)
            if typed[f"words_{number}"]
        ]
        return NewDisclosure(
            receiver_id=UUID(typed["receiver"]),
            items=items,
            is_read_back=typed["is_read_back"],
            ground=typed["ground"],
            reason=typed["reason"] if typed["ground"] else "",
        )


class TakeDisclosureForm(forms.Form):
    """Into which investigation of one's own it goes, or what a new one is called."""

    into = forms.PickOne(
        label=_("Into which investigation?"),
        hint=_("Leave it empty to open a new one."),
        required=False,
    )
    title = forms.Text(
        label=_("Title of the new investigation"),
        hint=_("Name the place or the conduct, never the survivor."),
        required=False,
        missing=_("Enter a title"),
        max_length=200,
    )

    def __init__(
        self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("into", choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("into"):
            self.require("title")
        return cleaned

    @property
    def investigation_id(self) -> UUID | None:
        """The chosen investigation; None for a new one."""
        chosen = self.cleaned_data["into"]
        return UUID(chosen) if chosen else None


class UseForm(forms.Form):
    ground = forms.OneOf(
        label=_("Which law compels it?"),
        choices=CompelledGround.choices,
        missing=_("Select which law compels it"),
    )
