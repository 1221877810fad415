"""What is typed about debriefs, their actions and checks of outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.agencies.queries import Colleague
from unhidden.operations.debriefs.actions.debriefs import DebriefText, NewHotDebrief
from unhidden.operations.debriefs.queries.cards import DebriefCard
from unhidden.ui import forms

_DAY_HINT = _("For example, 17 10 2016")


class HotDebriefForm(forms.Form):
    """Ten minutes at the end of the day: safe, worked, learnt, urgent."""

    team = forms.PickOne(label=_("Team"), missing=_("Select the team"))
    on = forms.Day(
        label=_("Day"), hint=_("Today or yesterday"), missing=_("Enter the day")
    )
    is_everybody_safe = forms.YesNo(
        label=_("Is everybody safe and well?"),
        missing=_("Select yes if everybody is safe and well"),
    )
    safety = forms.LongText(
        label=_("What happened to whom, and what was done"),
        hint=_("Only if somebody was hurt, in danger or upset. No names of the public"),
        required=False,
        rows=3,
        max_length=2000,
    )
    worked = forms.LongText(
        label=_("What worked"), required=False, rows=3, max_length=2000
    )
    learnt = forms.LongText(
        label=_("What we learnt"), required=False, rows=3, max_length=2000
    )
    urgent = forms.LongText(
        label=_("What cannot wait until tomorrow"),
        hint=_("In danger, use the radio or 999 first"),
        required=False,
        rows=3,
        max_length=2000,
    )

    def __init__(
        self, *args: Any, teams: Iterable[tuple[UUID, str]], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.offer("team", [(str(key), name) for key, name in teams])

    @property
    def new_debrief(self) -> NewHotDebrief:
        """What was typed, after ``is_valid()``."""
        typed = dict(self.cleaned_data)
        return NewHotDebrief(team_id=UUID(typed.pop("team")), **typed)


class DebriefForm(forms.Form):
    """The structured debrief: with partners, without blame, by JESIP's principles."""

    held_on = forms.Day(
        label=_("Held on"), hint=_DAY_HINT, missing=_("Enter the day it was held")
    )
    facilitator = forms.Text(
        label=_("Led by"),
        hint=_("Somebody who did not command the operation"),
        missing=_("Enter who led the debrief"),
        max_length=120,
    )
    present = forms.LongText(
        label=_("Who took part"),
        hint=_("Organisations and roles"),
        missing=_("Enter who took part"),
        rows=3,
        max_length=2000,
    )
    worked = forms.LongText(
        label=_("What worked, and should be done again"),
        missing=_("Enter what worked"),
        max_length=4000,
    )
    improve = forms.LongText(
        label=_("What should be done differently"),
        hint=_("Say what happened and why, not who"),
        missing=_("Enter what should be done differently"),
        max_length=4000,
    )
    co_location = forms.LongText(
        label=_("Co-location: were we in one place when it counted?"),
        required=False,
        rows=2,
        max_length=2000,
    )
    communication = forms.LongText(
        label=_("Communication: was it clear, and in plain words?"),
        required=False,
        rows=2,
        max_length=2000,
    )
    co_ordination = forms.LongText(
        label=_("Co-ordination: did everybody know who did what?"),
        required=False,
        rows=2,
        max_length=2000,
    )
    joint_risk = forms.LongText(
        label=_("Risk: did we understand it together?"),
        required=False,
        rows=2,
        max_length=2000,
    )
    awareness = forms.LongText(
        label=_("Situation: did everybody have the same picture?"),
        required=False,
        rows=2,
        max_length=2000,
    )
    is_for_national_learning = forms.Tick(
        label=_("Others should learn of it: send it to Joint Organisational Learning"),
        required=False,
    )
    revision = forms.Hidden(initial="0")

    @property
    def debrief_text(self) -> DebriefText:
        """What was typed, after ``is_valid()``."""
        typed = dict(self.cleaned_data)
        typed.pop("revision")
        return DebriefText(**typed)

    @property
    def shown_revision(self) -> int:
        """The revision that was shown; 0 where what came is no number."""
        typed = str(self.cleaned_data["revision"])
        return int(typed) if typed.isascii() and typed.isdecimal() else 0


class OwnerForm(forms.Form):
    """Whose it is."""

    owner = forms.PickOne(label=_("Owner"), missing=_("Select the owner"))

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.offer(
            "owner",
            [
                (str(one.person_id), f"{one.name}, {one.organisation}")
                for one in colleagues
            ],
        )

    @property
    def owner_id(self) -> UUID:
        """Who was picked, after ``is_valid()``."""
        return UUID(self.cleaned_data["owner"])


class GiveForm(OwnerForm):
    """Whose it is, and until when it is to be done."""

    due_on = forms.Day(
        label=_("To be done by"), hint=_DAY_HINT, missing=_("Enter a day")
    )


class DebriefActionForm(GiveForm):
    """Something to be done."""

    what = forms.LongText(
        label=_("What is to be done"),
        missing=_("Enter what is to be done"),
        rows=2,
        max_length=1000,
    )
    field_order = ("what", "owner", "due_on")


class DoneForm(forms.Form):
    """What was done."""

    words = forms.LongText(
        label=_("What was done"), missing=_("Enter what was done"), max_length=2000
    )


class OutcomeCheckForm(forms.Form):
    """What came of the operation until now."""

    found = forms.LongText(
        label=_("What came of it"),
        hint=_(
            "Decisions, charges, orders, how those who were found are, as far as their "
            "support may say. Numbers and no names"
        ),
        missing=_("Enter what came of it, or that nothing did"),
        max_length=4000,
    )
    again_on = forms.Day(
        label=_("Look again on"),
        hint=_("Leave it empty if nothing is open"),
        required=False,
    )


def as_typed(card: DebriefCard | None) -> dict[str, object]:
    """The debrief as it would be typed into ``DebriefForm``; nothing before it is."""
    if card is None:
        return {}
    return {
        "held_on": card.held_on,
        "facilitator": card.facilitator,
        "present": card.present,
        "worked": card.worked,
        "improve": card.improve,
        "is_for_national_learning": card.is_for_national_learning,
        "revision": str(card.revision),
        **dict(card.principles),
    }
