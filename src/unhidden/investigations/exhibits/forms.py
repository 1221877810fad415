"""What is typed about exhibits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.exhibits.actions.files import NewAcquisition
from unhidden.investigations.exhibits.actions.leaving import NewLeaving
from unhidden.investigations.exhibits.actions.moving import (
    PASSES,
    FoundExhibit,
    NewMove,
)
from unhidden.investigations.exhibits.actions.registering import NewExhibit
from unhidden.investigations.exhibits.queries.exhibits import (
    GONE,
    IN_CUSTODY,
    WITH_GAP,
    ExhibitFilter,
)
from unhidden.investigations.exhibits.rules.custody import LEAVES
from unhidden.investigations.exhibits.rules.moments import moment_in_london
from unhidden.investigations.exhibits.rules.references import read_references
from unhidden.investigations.models import ExhibitKind, MovePurpose, SeizurePower
from unhidden.ui import forms

_HAND = 120
_SEAL = 30
_PURPOSES = dict(MovePurpose.choices)
_STATES = (
    (IN_CUSTODY, _("In custody")),
    (WITH_GAP, _("With a gap")),
    (GONE, _("Returned, destroyed or lost")),
)
_MOST_BYTES = 2**50


def _read_moment(form: forms.Form, name: str) -> datetime:
    said = form.cleaned_data
    return moment_in_london(said[f"{name}_on"], said[f"{name}_at"])


def _read_lines(text: str) -> tuple[str, ...]:
    return tuple(each.strip()[:_HAND] for each in text.splitlines() if each.strip())


class ExhibitFilterForm(forms.Form):
    marks_optional = False
    words = forms.Text(
        label=_("Reference or words"),
        hint=_("Type it, or read its label with a hand scanner."),
        required=False,
        max_length=80,
    )
    kind = forms.PickOne(
        label=_("Kind"),
        choices=ExhibitKind.choices,
        blank=_("Every kind"),
        required=False,
    )
    state = forms.PickOne(
        label=_("Show"), choices=_STATES, blank=_("Everything"), required=False
    )

    @property
    def asked(self) -> ExhibitFilter:
        """What to list; everything where it says nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        return ExhibitFilter(
            words=said.get("words") or "",
            kind=said.get("kind") or "",
            state=said.get("state") or "",
        )


class RegisterExhibitForm(forms.Form):
    reference = forms.Text(
        label=_("Reference"),
        hint=_("Initials of who produced it and a running number, such as AB/1."),
        missing=_("Enter the reference"),
        max_length=80,
        width="10",
    )
    parent = forms.Text(
        label=_("Reference of what it is a part of"),
        required=False,
        max_length=80,
        width="10",
    )
    kind = forms.PickOne(
        label=_("Kind"), choices=ExhibitKind.choices, missing=_("Select the kind")
    )
    description = forms.Text(
        label=_("Description"),
        hint=_("What it is. No names, telephone numbers or addresses of people."),
        missing=_("Describe the exhibit"),
        max_length=300,
    )
    found_at = forms.Text(
        label=_("Where it was found"),
        hint=_("The place in the place, such as: kitchen, second drawer."),
        missing=_("Enter where it was found"),
        max_length=200,
    )
    found_by = forms.Text(
        label=_("Found by"), missing=_("Enter who found it"), max_length=_HAND
    )
    seized_by = forms.Text(
        label=_("Taken by"), missing=_("Enter who took it"), max_length=_HAND
    )
    seized_on = forms.Day(label=_("Day"))
    seized_at = forms.TimeOfDay(label=_("Time"))
    power = forms.PickOne(
        label=_("By which power"),
        choices=SeizurePower.choices,
        missing=_("Select by which power"),
    )
    holder = forms.Text(
        label=_("Who or what holds it now"),
        hint=_("A person, or a place such as Store A."),
        missing=_("Enter who or what holds it now"),
        max_length=_HAND,
    )
    seal = forms.Text(
        label=_("Number of the seal or bag"),
        required=False,
        max_length=_SEAL,
        width="10",
    )
    owner = forms.Text(label=_("Owner, if known"), required=False, max_length=_HAND)
    sensitive = forms.Tick(
        label=_("What is in it may distress, or must not be seen by all"),
        required=False,
    )

    @property
    def new(self) -> NewExhibit:
        """The exhibit that was described."""
        said = self.cleaned_data
        named = ("kind", "description", "found_at", "found_by", "seized_by", "power")
        return NewExhibit(
            reference=said["reference"],
            seized_at=_read_moment(self, "seized"),
            holder=said["holder"],
            seal=said["seal"],
            owner=said["owner"],
            parent=said["parent"],
            is_sensitive_content=said["sensitive"],
            **{name: said[name] for name in named},
        )


class MoveForm(forms.Form):
    """One move of many; what could not be read as a reference is told by its words."""

    exhibits = forms.LongText(
        label=_("Exhibits"),
        hint=_(
            "One on each line. Type them, or read their labels with a hand scanner."
        ),
        missing=_("Enter at least one exhibit"),
        rows=5,
        max_length=20_000,
    )
    purpose = forms.PickOne(
        label=_("What for"),
        choices=[(each, _PURPOSES[each]) for each in PASSES],
        missing=_("Select what for"),
    )
    from_holder = forms.Text(
        label=_("Handed over by"),
        hint=_("Who or what holds them now, as their record says."),
        missing=_("Enter who hands them over"),
        max_length=_HAND,
    )
    to_holder = forms.Text(
        label=_("Received by"),
        hint=_("A person, or a place such as Store A."),
        missing=_("Enter who receives them"),
        max_length=_HAND,
    )
    moved_on = forms.Day(label=_("Day"))
    moved_at = forms.TimeOfDay(label=_("Time"))
    seal = forms.Text(
        label=_("Number of the new seal or bag"),
        hint=_("Only where one exhibit was opened or sealed again."),
        required=False,
        max_length=_SEAL,
        width="10",
    )
    condition = forms.Text(label=_("Condition"), required=False, max_length=200)
    witnesses = forms.LongText(
        label=_("Witnesses"),
        hint=_("One on each line."),
        required=False,
        rows=2,
        max_length=1_000,
    )

    def __init__(self, *args: Any, urn: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._urn = urn

    def clean_exhibits(self) -> list[str]:
        """The references; raises ValidationError with what is none."""
        found, unread = read_references(self.cleaned_data["exhibits"], urn=self._urn)
        if unread:
            raise ValidationError(
                _("No exhibit’s reference or label: %(unread)s"),
                params={"unread": ", ".join(unread)},
            )
        return found

    @property
    def new(self) -> NewMove:
        """The move that was described."""
        said = self.cleaned_data
        return NewMove(
            moved_at=_read_moment(self, "moved"),
            from_holder=said["from_holder"],
            to_holder=said["to_holder"],
            purpose=said["purpose"],
            seal=said["seal"],
            condition=said["condition"],
            witnesses=_read_lines(said["witnesses"]),
        )


class FoundForm(forms.Form):
    missing_on = forms.Day(label=_("Day until which it is known where it was"))
    missing_at = forms.TimeOfDay(label=_("Time until which it is known"))
    why = forms.LongText(
        label=_("Why nobody can say where it was"),
        hint=_("It stays in the record, and every list of its custody shows it."),
        missing=_("Enter why nobody can say where it was"),
        rows=3,
        max_length=2_000,
    )
    found_on = forms.Day(label=_("Day on which it was found"))
    found_at = forms.TimeOfDay(label=_("Time at which it was found"))
    holder = forms.Text(
        label=_("Who or what holds it now"),
        missing=_("Enter who or what holds it now"),
        max_length=_HAND,
    )
    seal = forms.Text(
        label=_("Number of the seal or bag that is on it now"),
        required=False,
        max_length=_SEAL,
        width="10",
    )
    condition = forms.Text(label=_("Condition"), required=False, max_length=200)

    @property
    def new(self) -> FoundExhibit:
        """Where it is, and the gap before."""
        said = self.cleaned_data
        return FoundExhibit(
            holder=said["holder"],
            found_at=_read_moment(self, "found"),
            missing_from=_read_moment(self, "missing"),
            why=said["why"],
            seal=said["seal"],
            condition=said["condition"],
        )


class LeavingForm(forms.Form):
    purpose = forms.OneOf(
        label=_("How does it leave custody?"),
        choices=[(each, _PURPOSES[each]) for each in _PURPOSES if each in LEAVES],
        missing=_("Select how it leaves custody"),
    )
    to_holder = forms.Text(
        label=_("To whom, or where"),
        missing=_("Enter to whom, or where"),
        max_length=_HAND,
    )
    authority = forms.Text(
        label=_("On whose authority"),
        missing=_("Enter on whose authority"),
        max_length=200,
    )

    @property
    def new(self) -> NewLeaving:
        """How it leaves."""
        said = self.cleaned_data
        return NewLeaving(said["purpose"], said["to_holder"], said["authority"])


class WhenForm(forms.Form):
    marks_optional = False
    on = forms.Day(label=_("Day"), required=False)
    at = forms.TimeOfDay(label=_("Time"), required=False)

    @property
    def moment(self) -> datetime | None:
        """The moment that was asked for; none before it is."""
        if not self.is_valid():
            return None
        said = self.cleaned_data
        if said.get("on") is None or said.get("at") is None:
            return None
        return moment_in_london(said["on"], said["at"])


class ScanForm(forms.Form):
    marks_optional = False
    exhibits = forms.LongText(
        label=_("References or labels"),
        hint=_(
            "One on each line. Type them, or read their labels with a hand scanner."
        ),
        required=False,
        rows=5,
        max_length=20_000,
    )


class PhotoForm(forms.Form):
    file = forms.FileUpload(
        label=_("The photograph"),
        hint=_(
            "Up to 25 MB. We keep a copy without what the file tells of who made it, "
            "and where."
        ),
        missing=_("Select a file"),
        accept="image/*",
    )


class AcquisitionForm(forms.Form):
    """Data up to what a page takes, or the digest of what lies elsewhere."""

    file = forms.FileUpload(
        label=_("The data, up to 25 MB"),
        hint=_("Longer data stays where it lies: enter its name, size and SHA-256."),
        required=False,
    )
    name = forms.Text(
        label=_("Name of the data, if it stays elsewhere"),
        hint=_("The name alone, without a folder."),
        required=False,
        max_length=300,
    )
    size = forms.Count(
        label=_("Its length in bytes"), required=False, maximum=_MOST_BYTES, width="10"
    )
    digest = forms.Text(
        label=_("Its SHA-256, as the tool wrote it"), required=False, max_length=200
    )
    tool = forms.Text(
        label=_("Which tool acquired it"),
        missing=_("Enter which tool acquired it"),
        max_length=120,
    )
    scope = forms.Text(
        label=_("What of the device was acquired"), required=False, max_length=300
    )

    def clean(self) -> dict[str, Any]:
        """The answers; without a file the name, the size and the digest are asked."""
        said = super().clean() or self.cleaned_data
        if not said.get("file") and "file" not in self.errors:
            for name, missing in (
                ("name", _("Select a file, or enter the name of the data")),
                ("size", _("Enter the length in bytes")),
                ("digest", _("Enter the SHA-256")),
            ):
                if said.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, missing)
        return said

    def describe(self, sent_name: str = "") -> NewAcquisition:
        """What was acquired, named as the file that was sent."""
        said = self.cleaned_data
        return NewAcquisition(
            name=sent_name or said["name"], tool=said["tool"], scope=said["scope"]
        )


class DigestForm(forms.Form):
    """Nothing is typed of what is kept here."""

    digest = forms.Text(
        label=_("Its SHA-256 now, as the tool wrote it"),
        missing=_("Enter the SHA-256"),
        max_length=200,
    )

    def __init__(self, *args: Any, is_typed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_typed:
            del self.fields["digest"]
