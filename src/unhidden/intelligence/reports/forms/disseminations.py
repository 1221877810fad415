"""To whom an item is given, by which law, and how its conditions are kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.intelligence.forms import version_of
from unhidden.intelligence.models import LawfulBasis
from unhidden.intelligence.reports.rules.disseminations import NewDissemination
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm, not_too_high

ANOTHER = "another"


class DisseminationForm(DeskForm):
    """``seen`` is the version of the grade when the page was shown."""

    key = forms.Hidden()
    seen = forms.Hidden()
    recipient = forms.PickOne(
        label=_("Which organisation is given it?"),
        missing=_("Select the organisation"),
    )
    recipient_name = forms.Text(
        label=_("Its name, if it is not in the list"),
        required=False,
        missing=_("Enter the name of the organisation"),
        max_length=200,
        validators=[not_too_high],
    )
    to_person = forms.Text(
        label=_("Who there?"),
        hint=_("A name or a post that answers for it."),
        missing=_("Enter who is given it"),
        max_length=200,
        validators=[not_too_high],
    )
    basis = forms.OneOf(
        label=_("Which law lets you give it?"),
        choices=LawfulBasis.choices,
        missing=_("Select the law"),
    )
    purpose = forms.LongText(
        label=_("What do they need it for?"),
        hint=_("Name the law here if it is another one."),
        missing=_("Enter what they need it for"),
        rows=3,
        max_length=2000,
        validators=[not_too_high],
    )
    is_allowed = forms.YesNo(
        label=_("Do its conditions allow this?"),
        missing=_("Select whether its conditions allow this"),
        reveals={"yes": "kept_by"},
    )
    kept_by = forms.LongText(
        label=_("How are its conditions kept?"),
        hint=_("For example: the originator was asked on 3 May and agreed."),
        required=False,
        missing=_("Enter how its conditions are kept"),
        rows=2,
        max_length=2000,
        validators=[not_too_high],
    )

    def __init__(
        self, *args: Any, own: UUID | None, has_conditions: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4
        others = [
            (str(row.id), row.name)
            for row in agencies.list_organisation_names()
            if row.id != own
        ]
        self.offer("recipient", [*others, (ANOTHER, str(_("Another, named below")))])
        if not has_conditions:
            del self.fields["is_allowed"], self.fields["kept_by"]

    def clean(self) -> None:
        if self.cleaned_data.get("recipient") == ANOTHER:
            self.require("recipient_name")
        if self.cleaned_data.get("is_allowed"):
            self.require("kept_by")

    @property
    def version(self) -> int:
        """The version that was seen; one that was tampered with never stands."""
        return version_of(self.cleaned_data["seen"])

    @property
    def new(self) -> NewDissemination:
        """What is given to whom, after ``is_valid()``."""
        typed = self.cleaned_data
        is_known = typed["recipient"] != ANOTHER
        return NewDissemination(
            key=_key(typed["key"]),
            recipient_id=UUID(typed["recipient"]) if is_known else None,
            recipient_name="" if is_known else typed["recipient_name"],
            to_person=typed["to_person"],
            basis=typed["basis"],
            purpose=typed["purpose"],
            is_allowed=bool(typed.get("is_allowed")),
            kept_by=typed.get("kept_by", ""),
        )


def _key(text: str) -> UUID:
    """A key that was tampered with counts as a new page."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
