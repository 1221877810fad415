"""Samples of every component, for the gallery page: nothing here is real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django.utils.translation import pgettext_lazy

from unhidden.ui import forms, parts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_KINDS = (
    ("soft", pgettext_lazy("sample", "Soft visit")),
    ("hotel", pgettext_lazy("sample", "Hotel visit")),
    ("other", pgettext_lazy("sample", "Another kind")),
)
_SIGNS = (
    ("sleeps", pgettext_lazy("sample", "Sleeps where they work")),
    ("papers", pgettext_lazy("sample", "Somebody else holds their papers")),
    ("none", pgettext_lazy("sample", "None of these")),
)
_COUNCILS = (
    ("conwy", "Conwy"),
    ("gwynedd", "Gwynedd"),
    ("mon", pgettext_lazy("sample", "Anglesey")),
)


class SampleForm(forms.Form):
    """One field of each sort."""

    name = forms.Text(
        label=pgettext_lazy("sample", "Name of the premises"),
        hint=pgettext_lazy("sample", "As it stands above the door"),
        missing=pgettext_lazy("sample", "Enter the name of the premises"),
    )
    story = forms.LongText(
        label=pgettext_lazy("sample", "What was seen"),
        required=False,
        rows=3,
        missing=pgettext_lazy("sample", "Enter what was seen"),
    )
    on = forms.Day(
        label=pgettext_lazy("sample", "Date of the visit"),
        hint=pgettext_lazy("sample", "For example, 17 10 2016"),
        missing=pgettext_lazy("sample", "Enter the date of the visit"),
    )
    at = forms.TimeOfDay(
        label=pgettext_lazy("sample", "Start of the visit"),
        hint=pgettext_lazy("sample", "For example, 9:30am or 14:30"),
        missing=pgettext_lazy("sample", "Enter the start of the visit"),
    )
    people = forms.Count(
        label=pgettext_lazy("sample", "People spoken to"),
        missing=pgettext_lazy("sample", "Enter how many people"),
        maximum=500,
    )
    fee = forms.Count(
        label=pgettext_lazy("sample", "Wage for a week"),
        prefix="£",
        required=False,
        width="5",
    )
    kind = forms.OneOf(
        label=pgettext_lazy("sample", "Kind of visit"),
        choices=_KINDS,
        hints={"soft": pgettext_lazy("sample", "An informal talk, by consent")},
        reveals={"other": "other_kind"},
        missing=pgettext_lazy("sample", "Select the kind of visit"),
    )
    other_kind = forms.Text(
        label=pgettext_lazy("sample", "Which kind?"),
        required=False,
        missing=pgettext_lazy("sample", "Enter the kind of visit"),
    )
    interpreter = forms.YesNo(
        label=pgettext_lazy("sample", "Was there an interpreter?"),
        missing=pgettext_lazy("sample", "Select yes or no"),
    )
    council = forms.PickOne(
        label=pgettext_lazy("sample", "Council"),
        choices=_COUNCILS,
        missing=pgettext_lazy("sample", "Select the council"),
    )
    signs = forms.ManyOf(
        label=pgettext_lazy("sample", "Signs"),
        choices=_SIGNS,
        alone="none",
        missing=pgettext_lazy("sample", "Select the signs, or “None of these”"),
    )
    phone = forms.Phone(label=pgettext_lazy("sample", "Phone number"), required=False)
    email = forms.Email(label=pgettext_lazy("sample", "Email address"), required=False)
    password = forms.Password(label=pgettext_lazy("sample", "Password"))
    picture = forms.FileUpload(label=pgettext_lazy("sample", "Picture"), required=False)
    agreed = forms.Tick(
        label=pgettext_lazy("sample", "I have told them why I am here"),
        missing=pgettext_lazy("sample", "Tick the box when you have told them"),
    )

    def clean(self) -> None:
        if self.cleaned_data.get("kind") == "other":
            self.require("other_kind")


class SampleRow(forms.Form):
    """One of several alike."""

    what = forms.Text(
        label=pgettext_lazy("sample", "Vehicle"),
        missing=pgettext_lazy("sample", "Enter the vehicle"),
    )


class SampleFilter(forms.Form):
    marks_optional = False

    text = forms.Text(label=pgettext_lazy("sample", "Name or address"), required=False)
    council = forms.PickOne(
        label=pgettext_lazy("sample", "Council"),
        choices=_COUNCILS,
        blank=pgettext_lazy("sample", "Any council"),
        required=False,
    )


@dataclass(frozen=True, slots=True)
class GalleryState:
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


def list_gallery_states() -> list[GalleryState]:
    """The sample form untouched, filled in, and sent with mistakes."""
    return [
        GalleryState(pgettext_lazy("sample", "Empty"), SampleForm(prefix="empty")),
        GalleryState(
            pgettext_lazy("sample", "Filled in"),
            SampleForm(prefix="filled", initial=dict(_FILLED)),
        ),
        GalleryState(
            pgettext_lazy("sample", "With errors"),
            SampleForm(dict(_WRONG), prefix="wrong"),
        ),
    ]


def list_gallery_components() -> dict[str, Any]:
    """What the gallery's template shows besides the forms."""
    seen = datetime(2016, 10, 17, 13, 30, tzinfo=UTC)
    return {
        "seen": seen,
        "first": date(2016, 10, 17),
        "last": date(2016, 10, 21),
        "tones": _TONES,
        "summary": [
            parts.SummaryRow(
                pgettext_lazy("sample", "Premises"), "Golchfa Geir y Cŵn", url="#tags"
            ),
            parts.SummaryRow(
                pgettext_lazy("sample", "Council"), "Gwynedd", change_url="#tags"
            ),
            parts.SummaryRow(
                pgettext_lazy("sample", "What was seen"), "Tŷ gwag.\nPedwar gwely."
            ),
        ],
        "table": _table(),
        "events": [
            parts.TimelineEvent(
                pgettext_lazy("sample", "Visit recorded"), seen, by="Nia Hughes"
            ),
            parts.TimelineEvent(
                pgettext_lazy("sample", "Report written"),
                seen,
                text=pgettext_lazy("sample", "Two signs seen."),
                url="#tags",
            ),
        ],
        "chosen": [parts.ChosenFilter("Gwynedd", "?")],
        "filter_form": SampleFilter({"council": "gwynedd"}, prefix="filter"),
        "rows": forms.make_repeated_rows(SampleRow, blank=2)(prefix="vehicle"),
        "places": [
            {
                "label": pgettext_lazy("sample", "Overview"),
                "url": "#tags",
                "current": True,
            },
            {
                "label": pgettext_lazy("sample", "Visits"),
                "url": "#table",
                "current": False,
            },
        ],
    }


_TONES = (
    ("neutral", pgettext_lazy("sample", "Not started")),
    ("new", pgettext_lazy("sample", "New")),
    ("going", pgettext_lazy("sample", "Under way")),
    ("good", pgettext_lazy("sample", "Done")),
    ("warning", pgettext_lazy("sample", "Due soon")),
    ("urgent", pgettext_lazy("sample", "Overdue")),
    ("special", pgettext_lazy("sample", "Sealed")),
)


def _table() -> parts.Table:
    return parts.Table(
        caption=pgettext_lazy("sample", "Visits of the week"),
        columns=[
            parts.Column(pgettext_lazy("sample", "Premises")),
            parts.Column(pgettext_lazy("sample", "Kind of visit")),
            parts.Column(pgettext_lazy("sample", "Status")),
            parts.Column(pgettext_lazy("sample", "People spoken to"), is_number=True),
        ],
        rows=[
            [
                parts.Cell("Golchfa Geir y Cŵn", url="#table"),
                pgettext_lazy("sample", "Soft visit"),
                parts.Cell(pgettext_lazy("sample", "Done"), tone="good"),
                4,
            ],
            [
                parts.Cell("Gwesty’r Ŷd", url="#table"),
                pgettext_lazy("sample", "Hotel visit"),
                parts.Cell(pgettext_lazy("sample", "Overdue"), tone="urgent"),
                0,
            ],
        ],
    )
