"""What a phone asks for, and whom a planner names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unhidden.field.tasking.queries.cards import ReceiverOption
from unhidden.ui import forms


class PhoneForm(forms.Form):
    """Sent by the app: which phone, and how far it knows which keys."""

    device = forms.Hidden()
    known = forms.Hidden(required=False)

    def clean_device(self) -> UUID:
        return _read_id(self.cleaned_data["device"])

    def clean_known(self) -> dict[UUID, int]:
        said = self.cleaned_data["known"] or ""
        found: dict[UUID, int] = {}
        for each in filter(None, said.split(",")):
            team, _colon, number = each.partition(":")
            if not (number.isascii() and number.isdecimal() and len(number) < 10):
                raise ValidationError(said)
            found[_read_id(team)] = int(number)
        return found


class TakeForm(PhoneForm):
    """The same with the shifts that it takes along."""

    shifts = forms.Hidden()

    def clean_shifts(self) -> frozenset[UUID]:
        return frozenset(map(_read_id, self.cleaned_data["shifts"].split(",")))


class ReceiverForm(forms.Form):
    team = forms.PickOne(
        label=_("Who receives what is told in confidence"),
        missing=_("Select who receives it"),
    )

    def __init__(
        self, *args: Any, options: Iterable[ReceiverOption], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("team", [(str(one.team_id), one.name) for one in options])


def _read_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise ValidationError(text) from error
