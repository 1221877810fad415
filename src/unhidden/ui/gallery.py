"""Samples of every component, for the gallery page: nothing here is real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms, parts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_KINDS = (
    ("soft", _("Soft visit")),
    ("hotel", _("Hotel visit")),
    ("other", _("Another kind")),
)
_SIGNS = (
    ("sleeps", _("Sleeps where they work")),
    ("papers", _("Somebody else holds their papers")),
    ("none", _("None of these")),
)
_COUNCILS = (("conwy", "Conwy"), ("gwynedd", "Gwynedd"), ("mon", _("Anglesey")))


class SampleForm(forms.Form):
    """One field of each sort."""

    name = forms.Text(
        label=_("Name of the premises"),
        hint=_("As it stands above the door"),
        missing=_("Enter the name of the premises"),
    )
    story = forms.LongText(
        label=_("What was seen"),
        required=False,
        rows=3,
        missing=_("Enter what was seen"),
    )
    on = forms.Day(
        label=_("Date of the visit"),
        hint=_("For example, 17 10 2016"),
        missing=_("Enter the date of the visit"),
    )
    at = forms.TimeOfDay(
        label=_("Start of the visit"),
        hint=_("For example, 9:30am or 14:30"),
        missing=_("Enter the start of the visit"),
    )
    people = forms.Count(
        label=_("People spoken to"), missing=_("Enter how many people"), maximum=500
    )
    fee = forms.Count(label=_("Wage for a week"), prefix="£", required=False, width="5")
    kind = forms.OneOf(
        label=_("Kind of visit"),
        choices=_KINDS,
        hints={"soft": _("An informal talk, by consent")},
        reveals={"other": "other_kind"},
        missing=_("Select the kind of visit"),
    )
    other_kind = forms.Text(
        label=_("Which kind?"), required=False, missing=_("Enter the kind of visit")
    )
    interpreter = forms.YesNo(
        label=_("Was there an interpreter?"), missing=_("Select yes or no")
    )
    council = forms.PickOne(
        label=_("Council"), choices=_COUNCILS, missing=_("Select the council")
    )
    signs = forms.ManyOf(
        label=_("Signs"),
        choices=_SIGNS,
        alone="none",
        missing=_("Select the signs, or “None of these”"),
    )
    phone = forms.Phone(label=_("Phone number"), required=False)
    email = forms.Email(label=_("Email address"), required=False)
    password = forms.Password(label=_("Password"))
    picture = forms.File(label=_("Picture"), required=False)
    agreed = forms.Tick(
        label=_("I have told them why I am here"),
        missing=_("Tick the box when you have told them"),
    )

    def clean(self) -> None:
        if self.cleaned_data.get("kind") == "other":
            self.require("other_kind")


class SampleRow(forms.Form):
    """One of several alike."""

    what = forms.Text(label=_("Vehicle"), missing=_("Enter the vehicle"))


class SampleFilter(forms.Form):
    marks_optional = False

    text = forms.Text(label=_("Name or address"), required=False)
    council = forms.PickOne(label=_("Council"), choices=_COUNCILS, required=False)


@dataclass(frozen=True, slots=True)
class State:
    """The sample form as it looks at one moment."""

    title: StrOrPromise
    form: SampleForm


_FILLED: Mapping[str, object] = {
    "name": "Golchfa Geir y Cŵn",
    "story": "Tŷ gwag, pedwar gwely.",
    "on": date(2016, 10, 17),
    "at": time(14, 30),
    "people": 4,
    "fee": 1200,
    "kind": "other",
    "other_kind": "Market stall",
    "interpreter": True,
    "council": "gwynedd",
    "signs": ["sleeps", "papers"],
    "phone": "01492 000 000",
    "agreed": True,
}
_WRONG: Mapping[str, object] = {
    "wrong-name": "",
    "wrong-on_day": "31",
    "wrong-on_month": "2",
    "wrong-on_year": "2016",
    "wrong-at": "half past",
    "wrong-people": "many",
    "wrong-fee": "x",
    "wrong-kind": "other",
    "wrong-signs": ["sleeps", "none"],
    "wrong-email": "nobody",
}


def states() -> list[State]:
    """The sample form untouched, filled in, and sent with mistakes."""
    return [
        State(_("Empty"), SampleForm(prefix="empty")),
        State(_("Filled in"), SampleForm(prefix="filled", initial=dict(_FILLED))),
        State(_("With errors"), SampleForm(dict(_WRONG), prefix="wrong")),
    ]


def components() -> dict[str, Any]:
    """What the gallery's template shows besides the forms."""
    seen = datetime(2016, 10, 17, 13, 30, tzinfo=UTC)
    return {
        "seen": seen,
        "first": date(2016, 10, 17),
        "last": date(2016, 10, 21),
        "tones": _TONES,
        "summary": [
            parts.Row(_("Premises"), "Golchfa Geir y Cŵn", url="#tags"),
            parts.Row(_("Council"), "Gwynedd", change_url="#tags"),
            parts.Row(_("What was seen"), "Tŷ gwag.\nPedwar gwely."),
        ],
        "table": _table(),
        "events": [
            parts.Event(_("Visit recorded"), seen, by="Nia Hughes"),
            parts.Event(
                _("Report written"), seen, text=_("Two signs seen."), url="#tags"
            ),
        ],
        "chosen": [parts.Chosen("Gwynedd", "?")],
        "filter_form": SampleFilter({"council": "gwynedd"}, prefix="filter"),
        "rows": forms.rows(SampleRow, blank=2)(prefix="vehicle"),
        "places": [
            {"label": _("Overview"), "url": "#tags", "current": True},
            {"label": _("Visits"), "url": "#table", "current": False},
        ],
    }


_TONES = (
    ("neutral", _("Not started")),
    ("new", _("New")),
    ("going", _("Under way")),
    ("good", _("Done")),
    ("warning", _("Due soon")),
    ("urgent", _("Overdue")),
    ("special", _("Sealed")),
)


def _table() -> parts.Table:
    return parts.Table(
        caption=_("Visits of the week"),
        columns=[
            parts.Column(_("Premises")),
            parts.Column(_("Kind of visit")),
            parts.Column(_("Status")),
            parts.Column(_("People spoken to"), is_number=True),
        ],
        rows=[
            [
                parts.Cell("Golchfa Geir y Cŵn", url="#table"),
                _("Soft visit"),
                parts.Cell(_("Done"), tone="good"),
                4,
            ],
            [
                parts.Cell("Gwesty’r Ŷd", url="#table"),
                _("Hotel visit"),
                parts.Cell(_("Overdue"), tone="urgent"),
                0,
            ],
        ],
    )
