"""What is typed about exhibits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.exhibits.actions.leaving import NewLeaving
from unhidden.investigations.exhibits.actions.moving import (
    PASSES,
    FoundExhibit,
    NewMove,
)
from unhidden.investigations.exhibits.actions.registering import NewExhibit
from unhidden.investigations.exhibits.rules.custody import LEAVES
from unhidden.investigations.exhibits.rules.moments import moment_in_london
from unhidden.investigations.exhibits.rules.references import read_references
from unhidden.investigations.models import ExhibitKind, MovePurpose, SeizurePower
from unhidden.ui import forms

_HAND = 120
_SEAL = 30
_PURPOSES = dict(MovePurpose.choices)
_TWICE = _("Select a colleague or enter somebody else, not both")


def _read_moment(form: forms.Form, name: str) -> datetime:
    said = form.cleaned_data
    return moment_in_london(said[f"{name}_on"], said[f"{name}_at"])


def _read_lines(text: str) -> tuple[str, ...]:
    return tuple(each.strip()[:_HAND] for each in text.splitlines() if each.strip())


class HandForm(forms.Form):
    """Whoever receives an exhibit: a colleague, who confirms it, or as typed."""

    typed: ClassVar[str] = "to_holder"
    nobody: ClassVar[Any] = _("Enter who receives them, or select a colleague")

    def __init__(
        self, *args: Any, team: Mapping[UUID, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((team or {}).items(), key=lambda each: each[1])
        self.offer("receiver", [(str(key), name) for key, name in named])

    def clean(self) -> dict[str, Any]:
        """The answers; one hand is named, one way."""
        said = super().clean() or self.cleaned_data
        if self.typed in self.errors or "receiver" in self.errors:
            return said
        if bool(said.get(self.typed)) == bool(said.get("receiver")):
            is_twice = bool(said.get("receiver"))
            self.add_error(self.typed, _TWICE if is_twice else self.nobody)
        return said

    @property
    def typed_hand(self) -> dict[str, Any]:
        """The account of a colleague; or whether it is somebody outside."""
        said = self.cleaned_data
        receiver = UUID(said["receiver"]) if said["receiver"] else None
        return {
            "receiver": receiver,
            "is_outside": receiver is None and said["is_outside"],
        }


def _pick_colleague() -> forms.PickOne:
    return forms.PickOne(
        label=_("Or a colleague of the team who receives it"),
        hint=_("They are asked to confirm it themselves."),
        choices=[],
        required=False,
    )


def _tick_outside() -> forms.Tick:
    return forms.Tick(
        label=_("Somebody outside, who has signed for it on paper"), required=False
    )


class RegisterExhibitForm(HandForm):
    typed = "holder"
    nobody = _("Enter who or what holds it now, or select a colleague")

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
        hint=_(
            "Where in the building or the vehicle, such as: kitchen, second drawer."
        ),
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
        required=False,
        max_length=_HAND,
    )
    receiver = _pick_colleague()
    is_outside = _tick_outside()
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
    def as_typed(self) -> NewExhibit:
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
            **self.typed_hand,
            **{name: said[name] for name in named},
        )


class MoveForm(HandForm):
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
        required=False,
        max_length=_HAND,
    )
    receiver = _pick_colleague()
    is_outside = _tick_outside()
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
    def as_typed(self) -> NewMove:
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
            **self.typed_hand,
        )


class FoundForm(HandForm):
    typed = "holder"
    nobody = _("Enter who or what holds it now, or select a colleague")

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
        label=_("Who or what holds it now"), required=False, max_length=_HAND
    )
    receiver = _pick_colleague()
    is_outside = _tick_outside()
    seal = forms.Text(
        label=_("Number of the seal or bag that is on it now"),
        required=False,
        max_length=_SEAL,
        width="10",
    )
    condition = forms.Text(label=_("Condition"), required=False, max_length=200)

    @property
    def as_typed(self) -> FoundExhibit:
        """Where it is, and the gap before."""
        said = self.cleaned_data
        return FoundExhibit(
            holder=said["holder"],
            found_at=_read_moment(self, "found"),
            missing_from=_read_moment(self, "missing"),
            why=said["why"],
            seal=said["seal"],
            condition=said["condition"],
            **self.typed_hand,
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
    def as_typed(self) -> NewLeaving:
        """How it leaves."""
        said = self.cleaned_data
        return NewLeaving(said["purpose"], said["to_holder"], said["authority"])


class HandAnswerForm(forms.Form):
    """Which moves one answers for, and whether they were so."""

    moves = forms.ManyOf(label=_("Which moves?"), missing=_("Select the moves"))
    is_so = forms.OneOf(
        label=_("Did these moves happen as recorded?"),
        choices=[("yes", _("Yes, I confirm it")), ("no", _("No, that was not so"))],
        missing=_("Select whether they did"),
    )

    def __init__(
        self, *args: Any, moves: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("moves", moves)
