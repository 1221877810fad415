"""What is typed to ask for an investigation, to answer, and to open one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.investigations.frame.queries import InvestigationCard
from unhidden.investigations.models import OriginKind
from unhidden.investigations.origins import queries
from unhidden.investigations.origins.actions.bringing import NewOrigin
from unhidden.ui import forms


class OpenForm(forms.Form):
    title = forms.Text(
        label=_("Title"),
        hint=_("Name the place or the conduct, never a possible victim."),
        missing=_("Enter a title"),
        max_length=200,
    )
    grounds = forms.LongText(
        label=_("Grounds"),
        hint=_("What the visit found that calls for an investigation."),
        missing=_("Enter the grounds"),
        rows=5,
        max_length=5000,
    )


class OpenOtherForm(OpenForm):
    """The same where no visit found it."""

    grounds = forms.LongText(
        label=_("Grounds"),
        hint=_("What calls for an investigation. No words of a source."),
        missing=_("Enter the grounds"),
        rows=5,
        max_length=5000,
    )


class _AsksInvestigators(forms.Form):
    """Whose investigators are asked."""

    to = forms.PickOne(
        label=_("Whose investigators"), missing=_("Select whose investigators")
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = queries.who_investigates(day=day)
        self.offer("to", [(str(key), name) for key, name in found.items()])
        self.order_fields(["to", "title", "grounds"])


class InvestigationRequestForm(_AsksInvestigators, OpenForm):
    """What a visit found."""


class DeskRequestForm(_AsksInvestigators, OpenOtherForm):
    """What the desk found."""


class DeclineForm(forms.Form):
    reason = forms.LongText(
        label=_("Why there will be no investigation"),
        hint=_("Whoever asked reads it."),
        missing=_("Enter why there will be no investigation"),
        rows=4,
        max_length=2000,
    )


class _NamesReferral(forms.Form):
    reference = forms.Text(
        label=_("Their reference"),
        missing=_("Enter their reference"),
        max_length=80,
        width="20",
    )
    reason = forms.LongText(
        label=_("Who referred it, and why"),
        hint=_("The organisation, never a possible victim. The whole team reads it."),
        missing=_("Enter who referred it, and why"),
        rows=3,
        max_length=2000,
    )

    @property
    def as_typed(self) -> NewOrigin:
        """What was typed."""
        said = self.cleaned_data
        return NewOrigin(
            OriginKind.REFERRAL, None, said["reference"].strip(), said["reason"].strip()
        )


class OriginReferralForm(_NamesReferral):
    """A referral that comes to an investigation that is there."""


class OpenReferralForm(_NamesReferral, OpenOtherForm):
    """A referral that opens one."""


class IntoForm(forms.Form):
    """One of one's own investigations that take rows."""

    into = forms.PickOne(
        label=_("Investigation"), missing=_("Select one of your investigations")
    )

    def __init__(
        self, *args: Any, own: Sequence[InvestigationCard], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("into", [(str(one.id), f"{one.urn}, {one.title}") for one in own])

    @property
    def investigation_id(self) -> UUID:
        """Which one."""
        return UUID(self.cleaned_data["into"])


class BringForm(IntoForm):
    reason = forms.Text(
        label=_("Why it belongs there"),
        hint=_("The whole team reads it. No words of a source, no names."),
        missing=_("Enter why it belongs there"),
        max_length=300,
    )
