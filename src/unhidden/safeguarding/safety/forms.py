"""What the keeper of a register types."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.safety import rules
from unhidden.safeguarding.safety.queries import asked
from unhidden.ui import forms

_LONG = {"needs", "health_note", "note"}


class OnceForm(forms.Form):
    """A form that its page numbers, so that pressing twice does nothing twice."""

    once = forms.Hidden(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = str(uuid4())

    def clean_once(self) -> UUID:
        try:
            return UUID(self.cleaned_data["once"])
        except ValueError:
            return uuid4()


class RegisterForm(OnceForm):
    """Of which night, and where: what is typed here is sealed."""

    night = forms.Day(label=_("Which night?"), hint=_("The day on which it begins."))
    place = forms.Text(
        label=_("What do you call the place?"),
        hint=_("Sealed: only those who keep this register read it."),
        missing=_("Enter what you call the place"),
        max_length=200,
        autocomplete="off",
    )


class RegisterEntryForm(OnceForm):
    """An entry: only the number, and what happened, have to be said."""

    number = forms.Count(
        label=_("Number on the wristband"),
        hint=_("Four digits at most. Give the same number in each later entry."),
        missing=_("Enter the number on the wristband"),
        minimum=1,
        maximum=rules.MOST_NUMBER,
    )
    happened = forms.OneOf(
        label=asked.LABELS["happened"],
        choices=asked.list_answers("happened"),
        missing=_("Select what you write down"),
    )
    on = forms.Day(label=_("Day"), required=False)
    at = forms.TimeOfDay(label=_("Hour"), required=False)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = now
        for code in rules.CHOICES:
            if code != "happened":
                self.fields[code] = _make_field(code)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("happened", "").startswith("follow_up_"):
            self.require("reached")
        moment = self._read_moment()
        if moment is not None and moment > self._now:
            raise ValidationError(_("This is later than now: correct the day or hour"))
        self.cleaned_data["moment"] = moment
        return self.cleaned_data

    def _read_moment(self) -> datetime | None:
        on, hour = self.cleaned_data.get("on"), self.cleaned_data.get("at")
        if hour is None:
            return None
        day = on or timezone.localdate(self._now)
        return datetime.combine(day, hour, LONDON)

    @property
    def typed_answers(self) -> dict[str, str]:
        """The answers that were given, by their codes."""
        found = {code: self.cleaned_data.get(code) for code in rules.CHOICES}
        return {
            code: text for code, text in found.items() if text and code != "happened"
        }


def _make_field(code: str) -> Any:
    told: dict[str, Any] = {
        "label": asked.LABELS[code],
        "hint": asked.HINTS.get(code, ""),
        "required": False,
    }
    if code in asked.ANSWERS:
        return forms.OneOf(choices=asked.list_answers(code), **told)
    if code in _LONG:
        return forms.LongText(rows=3, max_length=rules.LONGEST_TEXT, **told)
    return forms.Text(max_length=200, autocomplete="off", **told)


class KeeperForm(forms.Form):
    """A colleague who is to keep the register, too."""

    person = forms.PickOne(
        label=_("Who keeps it with you?"), missing=_("Select a colleague")
    )
    fingerprint = forms.Text(
        label=_("The words of their keys, as they read them out"),
        hint=_("Only where your organisation has finished the set-up of these keys."),
        required=False,
        max_length=200,
        autocomplete="off",
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", [(str(id_), name) for id_, name in people])


class DayForm(forms.Form):
    """The day whose evening conference was held."""

    day = forms.Day(
        label=_("Of which day was the evening conference held?"),
        hint=_("The number cannot be told a second time, or taken back."),
    )

    @property
    def chosen_day(self) -> date:
        found: date = self.cleaned_data["day"]
        return found
