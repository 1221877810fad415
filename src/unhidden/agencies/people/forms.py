"""What an administrator types about a colleague."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Role
from unhidden.agencies import queries
from unhidden.agencies.models import Language
from unhidden.ui import forms

CLEARANCES = [
    ("0", _("0: nothing but what every colleague may know")),
    ("1", _("1: ordinary records")),
    ("2", _("2: sensitive records")),
    ("3", _("3: the most sensitive records")),
]


def _role() -> forms.PickOne:
    return forms.PickOne(
        label=_("Role"), choices=Role.choices, missing=_("Select a role")
    )


def _organisation() -> forms.PickOne:
    return forms.PickOne(label=_("Organisation"), missing=_("Select an organisation"))


def _clearance() -> forms.OneOf:
    return forms.OneOf(
        label=_("Clearance"),
        hint=_(
            "How sensitive a record they may see, once something lets them in to it"
        ),
        choices=CLEARANCES,
        initial="1",
        missing=_("Select a clearance"),
    )


def _password(label: Any) -> forms.Password:
    return forms.Password(
        label=label,
        hint=_(
            "At least 12 characters. Tell it to them in person. It is good for one"
            " sign-in within seven days: then they choose their own."
        ),
        missing=_("Enter a password"),
        autocomplete="new-password",
        validators=[validate_password],
    )


def _organisations() -> list[tuple[str, str]]:
    return [(str(row.id), row.name) for row in queries.list_organisation_names()]


class PersonForm(forms.Form):
    name = forms.Text(label=_("Name"), max_length=120, missing=_("Enter a name"))
    email = forms.Email(label=_("E-mail address"), missing=_("Enter an e-mail address"))
    organisation = _organisation()
    role = _role()
    clearance = _clearance()
    language = forms.OneOf(
        label=_("Language of their pages"),
        choices=Language.choices,
        missing=_("Select a language"),
    )
    password = _password(_("First password"))
    is_somebody_else = forms.Tick(
        label=_(
            "I have checked: this is somebody else with a name that looks the same"
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organisation", _organisations())
        self.looks_like = ""

    @property
    def shown_fields(self) -> list[BoundField]:
        """Whether it is somebody else is asked when it matters, and not before."""
        asks = self.looks_like or self.data.get("is_somebody_else")
        return [
            field
            for field in super().shown_fields
            if asks or field.name != "is_somebody_else"
        ]

    def say_what_is_wrong(self, field: str, who: str) -> None:
        """Name whom the new person looks like; a name may be checked, no address."""
        self.looks_like = who if field == "name" else ""
        said = _("This looks like somebody who is here already: %(who)s")
        self.add_error(field, said % {"who": who})


class EngagementRequest(TypedDict):
    """What is asked for, as ``engage`` takes it."""

    organisation_id: UUID
    role: str
    clearance: int
    from_on: date
    to_on: date | None


class EngagementForm(forms.Form):
    organisation = _organisation()
    role = _role()
    clearance = _clearance()
    from_on = forms.Day(label=_("First day"), missing=_("Enter the first day"))
    to_on = forms.Day(
        label=_("Last day"),
        hint=_("Leave it empty if it is not known"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organisation", _organisations())

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", _("The last day cannot be before the first"))
        return self.cleaned_data

    @property
    def asked(self) -> EngagementRequest:
        """What ``engage`` takes."""
        given = self.cleaned_data
        return {
            "organisation_id": UUID(given["organisation"]),
            "role": given["role"],
            "clearance": int(given["clearance"]),
            "from_on": given["from_on"],
            "to_on": given["to_on"],
        }


class PasswordForm(forms.Form):
    password = _password(_("New password"))


class SearchForm(forms.Form):
    marks_optional = False
    text = forms.Text(label=_("Name or e-mail address"), required=False)
