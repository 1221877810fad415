"""A decision on the National Decision Model, an addendum, and a narrower list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.decision_log.actions.decisions import NewDecision
from unhidden.decision_log.models import AddendumKind
from unhidden.decision_log.queries.decisions import DUE, OPEN, LogFilter
from unhidden.lib.working_days import LONDON
from unhidden.ui import forms
from unhidden.ui.kept_words import CheckedForm, DeskForm

REJECTED = (1, 2, 3)


def _option(number: int) -> forms.Text:
    label = {
        1: _("First option rejected"),
        2: _("Second option rejected"),
        3: _("Third option rejected"),
    }
    return forms.Text(label=label[number], required=False, max_length=300)


def _reason() -> forms.Text:
    return forms.Text(
        label=_("Why it was rejected"),
        missing=_("Enter why this option was rejected"),
        required=False,
        max_length=1000,
    )


class DecisionForm(CheckedForm):
    """The six headings, the options rejected, when it was decided and is reviewed."""

    entry = forms.Hidden()
    title = forms.Text(
        label=_("Decision"),
        hint=_("What was decided, in one line"),
        missing=_("Enter what was decided"),
    )
    decided_on = forms.Day(
        label=_("Day of the decision"), missing=_("Enter the day of the decision")
    )
    decided_time = forms.TimeOfDay(
        label=_("Time of the decision"),
        hint=_("For example, 10:40"),
        missing=_("Enter the time of the decision"),
    )
    values = forms.LongText(
        label=_("Code of Ethics and values"),
        hint=_("The centre of the model: how the decision keeps to them"),
        missing=_("Enter how the decision keeps to the Code of Ethics"),
    )
    information = forms.LongText(
        label=_("Information"),
        hint=_("What is happening, what is known of it, and what is not known"),
        missing=_("Enter what is known"),
    )
    threat_and_risk = forms.LongText(
        label=_("Threat and risk"),
        hint=_("Who may be harmed, how likely that is, and the working strategy"),
        missing=_("Enter the threat and the risk"),
    )
    powers_and_policy = forms.LongText(
        label=_("Powers and policy"),
        hint=_("Which powers, policies and legislation apply"),
        missing=_("Enter which powers and policy apply"),
    )
    options = forms.LongText(
        label=_("Options"),
        hint=_("What could be done, and what was chosen"),
        missing=_("Enter the options"),
    )
    option_1, reason_1 = _option(1), _reason()
    option_2, reason_2 = _option(2), _reason()
    option_3, reason_3 = _option(3), _reason()
    action_and_review = forms.LongText(
        label=_("Action and review"),
        hint=_("Who does what by when, and what will show whether it worked"),
        missing=_("Enter the action and how it is reviewed"),
    )
    review_on = forms.Day(
        label=_("Day of the review"),
        hint=_("Leave it empty if the decision needs no review"),
        required=False,
        missing=_("Enter the day of the review"),
    )
    review_time = forms.TimeOfDay(
        label=_("Time of the review"),
        required=False,
        missing=_("Enter the time of the review"),
    )

    addressed_to = forms.ManyOf(
        label=_("Who reads it, beside those who read the whole log"),
        required=False,
    )

    def __init__(
        self, *args: Any, parts: Iterable[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = list(parts)
        self.offer("addressed_to", offered)
        if not offered:
            del self.fields["addressed_to"]

    def clean(self) -> None:
        _require_both(self, "review_on", "review_time")
        for number in REJECTED:
            if self.cleaned_data.get(f"option_{number}"):
                self.require(f"reason_{number}")
            elif self.cleaned_data.get(f"reason_{number}"):
                self.add_error(f"option_{number}", _("Enter the option rejected"))

    @property
    def new_decision(self) -> NewDecision:
        """What was typed, after ``is_valid()``."""
        typed = self.cleaned_data
        return NewDecision(
            id=UUID(typed["entry"]),
            decided_at=datetime.combine(
                typed["decided_on"], typed["decided_time"], LONDON
            ),
            review_at=_moment(typed["review_on"], typed["review_time"]),
            rejected=tuple(
                (typed[f"option_{number}"], typed[f"reason_{number}"])
                for number in REJECTED
                if typed[f"option_{number}"]
            ),
            addressed_to=tuple(typed.get("addressed_to", ())),
            **{
                name: typed[name]
                for name in (
                    "title",
                    "information",
                    "threat_and_risk",
                    "powers_and_policy",
                    "options",
                    "action_and_review",
                    "values",
                )
            },
        )


class AddendumForm(DeskForm):
    """What is to be added to a decision; the decision itself stays as it is."""

    entry = forms.Hidden()
    kind = forms.OneOf(
        label=_("What it is"),
        choices=AddendumKind.choices,
        missing=_("Select what it is"),
        hints={
            AddendumKind.CORRECTION: _("The decision stays as it was written"),
            AddendumKind.REVIEW: _("Whether the decision still holds, and why"),
        },
    )
    text = forms.LongText(label=_("Addendum"), missing=_("Enter the addendum"))
    review_on = forms.Day(
        label=_("Day of the next review"),
        hint=_("After a review only. Leave it empty if there is no other review"),
        required=False,
        missing=_("Enter the day of the next review"),
    )
    review_time = forms.TimeOfDay(
        label=_("Time of the next review"),
        required=False,
        missing=_("Enter the time of the next review"),
    )

    def clean(self) -> None:
        _require_both(self, "review_on", "review_time")

    @property
    def review_at(self) -> datetime | None:
        """When the next review is, after ``is_valid()``."""
        typed = self.cleaned_data
        return _moment(typed["review_on"], typed["review_time"])


class LogFilterForm(forms.Form):
    """Which decisions to show; what is not offered is passed over."""

    marks_optional = False
    review = forms.PickOne(
        label=_("Review"),
        blank=_("All decisions"),
        required=False,
        choices=[
            (OPEN, _("Still to be reviewed")),
            (DUE, _("Review is due")),
        ],
    )
    author = forms.PickOne(label=_("Author"), blank=_("Everybody"), required=False)

    def __init__(
        self, *args: Any, authors: Iterable[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(key), name) for key, name in authors]
        self.offer("author", names)

    @property
    def wanted_filter(self) -> LogFilter:
        """What was asked for, without what is not offered."""
        self.is_valid()
        author = self.cleaned_data.get("author")
        return LogFilter(
            review=self.cleaned_data.get("review", ""),
            author_id=UUID(author) if author else None,
        )


def _require_both(form: forms.Form, day: str, clock: str) -> None:
    """A day needs a time, and a time a day."""
    if form.cleaned_data.get(day):
        form.require(clock)
    if form.cleaned_data.get(clock):
        form.require(day)


def _moment(day: date | None, clock: time | None) -> datetime | None:
    return datetime.combine(day, clock, LONDON) if day and clock else None
