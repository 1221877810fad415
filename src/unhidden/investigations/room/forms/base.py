"""What every form of the room has: it is sent once, and looks twice at contacts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unhidden.lib import languages
from unhidden.lib.sent_numbers import read_number
from unhidden.lib.working_days import LONDON
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm

if TYPE_CHECKING:
    from django.forms import BoundField


class IncidentForm(DeskForm):
    """A form whose words are looked at once for how somebody is reached."""

    looked = forms.Tick(
        label=_("I have looked at it again, and it stays as it is"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "looked"])

    @property
    def shown_fields(self) -> list[BoundField]:
        """The fields; the question whether one looked again only where it is asked."""
        is_asked = "looked" in self.data or "looked" in self.errors
        return [
            field
            for field in super().shown_fields
            if field.name != "looked" or is_asked
        ]

    @property
    def is_looked_at(self) -> bool:
        """Whether whoever typed it has looked at it again."""
        return bool(self.cleaned_data.get("looked"))


class SentOnceForm(IncidentForm):
    """A form by which something is entered once, however often it is sent."""

    entry = forms.Hidden(required=False, initial=lambda: str(uuid4()))

    @property
    def entry_id(self) -> UUID:
        """What came with the form."""
        try:
            return UUID(self.cleaned_data["entry"])
        except ValueError:
            return uuid4()


class StepForm(IncidentForm):
    """A form that takes something a step on from where the page showed it."""

    seen = forms.Hidden(required=False)

    def show_seen(self, count: int) -> None:
        """Ask again, having shown so many steps."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # as it was posted
        data["seen"] = str(count)
        self.data = data

    @property
    def seen_count(self) -> int:
        """How many steps the page showed; -1 for what is no number."""
        number = read_number(self.cleaned_data["seen"])
        return -1 if number is None else number


def name_languages() -> Iterable[tuple[str, str]]:
    """The languages to choose from, in the language of the page."""
    return languages.list_languages(get_language() or "en")


def join_moment(day: date | None, clock: time | None) -> datetime | None:
    """The moment in London of a day and a time."""
    return datetime.combine(day, clock, LONDON) if day and clock else None


def require_both(form: forms.Form, day: str, clock: str) -> None:
    """A day needs a time, and a time a day."""
    if form.cleaned_data.get(day):
        form.require(clock)
    if form.cleaned_data.get(clock):
        form.require(day)
