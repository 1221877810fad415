"""A warrant as it was granted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unhidden.operations.targets.actions.warrants import NewWarrant
from unhidden.ui import forms

LAST_MINUTE = datetime.max.time().replace(second=0, microsecond=0)


class WithdrawalForm(forms.Form):
    """Why a warrant that was kept by mistake is taken back."""

    because = forms.Text(
        label=_("Why is it withdrawn?"),
        hint=_("For example, the number was mistyped"),
        missing=_("Enter why it is withdrawn"),
        max_length=200,
    )


class WarrantForm(forms.Form):
    """For which premises, by which act, from when, until when, and how often."""

    premises = forms.PickOne(label=_("Where"), missing=_("Select the premises"))
    act = forms.Text(
        label=_("Act and section"),
        hint=_("For example, Police and Criminal Evidence Act 1984, section 8"),
        missing=_("Enter the Act and the section"),
    )
    number = forms.Text(
        label=_("Number of the warrant"),
        missing=_("Enter the number of the warrant"),
        max_length=60,
    )
    granted_by = forms.Text(
        label=_("Granted by"),
        hint=_("The court, or the magistrate or judge"),
        missing=_("Enter who granted the warrant"),
        max_length=120,
    )
    issued_on = forms.Day(label=_("Granted on"), missing=_("Enter when it was granted"))
    issued_at = forms.TimeOfDay(label=_("Granted at"), missing=_("Enter the hour"))
    expires_on = forms.Day(label=_("Ends on"), missing=_("Enter when it ends"))
    expires_at = forms.TimeOfDay(
        label=_("Ends at"),
        hint=_("Leave it empty for the end of that day"),
        required=False,
    )
    entries = forms.Count(
        label=_("Entries that it allows"),
        hint=_("How often it lets somebody in"),
        minimum=1,
        maximum=100,
        initial=1,
    )

    def __init__(
        self, *args: Any, offered: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("premises", offered)

    @property
    def new_warrant(self) -> NewWarrant:
        """The warrant, after ``is_valid()``."""
        given = self.cleaned_data
        last = given["expires_at"] or LAST_MINUTE
        return NewWarrant(
            premises_id=UUID(given["premises"]),
            act=given["act"],
            number=given["number"],
            granted_by=given["granted_by"],
            issued_at=make_moment(given["issued_on"], given["issued_at"]),
            expires_at=make_moment(given["expires_on"], last),
            entries=given["entries"],
        )


def make_moment(day: date, at: time) -> datetime:
    """The moment of a day and an hour in London."""
    return timezone.make_aware(datetime.combine(day, at))
