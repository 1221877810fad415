"""What a member of the public may tell us: every question of the journey."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unhidden.reporting.queries import choices
from unhidden.reporting.queries import choices as choices_queries
from unhidden.reporting.queries.offered import SignsOfSection
from unhidden.reporting.rules import points
from unhidden.reporting.rules.answers import (
    LINE,
    LONG,
    LONGEST_OWN_WORDS,
    SHORT,
    TEXTS,
    ReportAnswers,
    clean_text,
)
from unhidden.reporting.rules.journey import GENERAL, signs_of
from unhidden.ui import forms
from unhidden.ui.choices import NO, YES


def clean_posted_data(sent: QueryDict) -> QueryDict:
    """What was sent, with every character readable: nothing in it can break a page."""
    copy = sent.copy()
    for name, values in sent.lists():
        copy.setlist(name, [clean_text(str(value)) for value in values])
    return copy


class IsThere(forms.YesNo):
    """Yes or no to "is there …?": Welsh answers each kind of question differently."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.choices = (
            (YES, pgettext_lazy("there is", "Yes")),
            (NO, pgettext_lazy("there is", "No")),
        )


class CountedText(forms.LongText):
    """Free text that says how far over its end it is; never kept by a browser."""

    default_error_messages = {
        "max_length": _(
            "Use %(limit_value)d characters or fewer. You used %(show_value)d."
        )
    }

    def __init__(self, *, max_length: int, rows: int, **options: Any) -> None:
        super().__init__(
            max_length=max_length,
            rows=rows,
            required=False,
            autocomplete="off",
            **options,
        )


class PlaceOnMap(forms.Text):
    """What the map's script wrote: a point as it is kept, or nothing.

    No page lets anybody type one, so what is no point is left out without a word.
    """

    def clean(self, value: Any) -> str:
        return points.round_point_text(value)


class ReportForm(forms.Form):
    """All questions, or ``only`` those of a step; none must be answered.

    Each label is a question that can stand as the heading of a page.
    """

    marks_optional = False

    danger_now = IsThere(
        label=_("Are you in danger now, or is somebody else?"),
        hint=_("Somebody is hurt, is about to be hurt, or is being taken away."),
        required=False,
    )
    who_you_are = forms.OneOf(
        label=_("Which of these are you?"), choices=choices.TELLERS, required=False
    )
    needs = forms.ManyOf(
        label=_("What would help you most?"),
        hint=_("Select all that fit, or none."),
        choices=choices.NEEDS,
        required=False,
    )
    your_part = forms.OneOf(
        label=_("What is it about?"), choices=choices.PARTS, required=False
    )
    your_place = forms.OneOf(
        label=_("What kind of place is it?"), choices=choices.PLACES, required=False
    )
    your_work = forms.OneOf(
        label=_("What is your work?"), choices=choices.WORK, required=False
    )
    topic = forms.OneOf(
        label=_("Where does it happen, or what is it about?"),
        hint=_("Choose what fits best. It decides which signs we show you next."),
        required=False,
    )
    what = CountedText(
        label=_("What do you know, in your own words?"),
        hint=_(
            "What did you see or hear, or what is happening to you? Write in any "
            "language. Leave out your name if you do not want us to know it."
        ),
        missing=_("Enter what you saw or know, or select at least one sign"),
        max_length=LONGEST_OWN_WORDS,
        rows=8,
    )
    about_child = IsThere(
        label=_("Is anybody involved under 18, or could they be?"), required=False
    )
    town = forms.Text(
        label=_("Town or village"),
        required=False,
        width="20",
        max_length=LINE,
        autocomplete="off",
    )
    postcode = forms.Text(
        label=_("Postcode, if you know it"),
        required=False,
        width="10",
        max_length=LINE,
        autocomplete="off",
    )
    point = PlaceOnMap(label=_("Place on the map"), required=False)
    where = CountedText(
        label=_("Address, or how to find it"),
        hint=_("The name of a place, a street, or what it is next to."),
        max_length=SHORT,
        rows=3,
    )
    area = forms.OneOf(label=_("Which council area is it in?"), required=False)
    timing = forms.OneOf(
        label=_("Is it still going on?"), choices=choices.TIMINGS, required=False
    )
    when = CountedText(
        label=_("When does it happen, or when did it?"),
        hint=_("For example: every morning at about 6, or last Friday evening."),
        max_length=SHORT,
        rows=2,
    )
    who = CountedText(
        label=_("Who is involved?"),
        hint=_(
            "Names or nicknames, how many people, about what age, what they look "
            "like. Say who may be harmed and who may be in control."
        ),
        max_length=LONG,
        rows=4,
    )
    vehicles = CountedText(
        label=_("Are there any vehicles?"),
        hint=_("Make, colour, or any part of a number plate."),
        max_length=SHORT,
        rows=2,
    )
    phones = CountedText(
        label=_("Are there any phone numbers, or names used online?"),
        hint=_("Those of the people you are reporting, not your own."),
        max_length=SHORT,
        rows=2,
    )
    wants_reply = forms.OneOf(
        label=_("Do you want to be able to come back to your report?"),
        choices=(
            (YES, _("Yes, give me seven words to come back with")),
            (NO, _("No, I only want to report")),
        ),
        hints={
            YES: _(
                "With them you can read what the desk says, answer, and add to your "
                "report. We never learn who you are."
            ),
            NO: _("Just as welcome. Nothing leads back to you, and nothing to keep."),
        },
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        sections: Sequence[SignsOfSection],
        only: Collection[str] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        for section in sections:
            self.fields[signs_of(section.code)] = forms.ManyOf(
                label=_("Have you noticed any of these?")
                if section.code == GENERAL
                else section.name,
                hint=_("Select all that fit, or none.")
                if section.code == GENERAL
                else section.intro,
                choices=section.signs,
                required=False,
            )
        self.fields["town"].widget.attrs["list"] = "places"
        self.offer("topic", choices_queries.list_topics(sections))
        self.offer("area", choices_queries.list_areas())
        if only is not None:
            for name in self.fields.keys() - set(only):
                del self.fields[name]

    def answers(self) -> ReportAnswers:
        """What was told, after the fields were checked."""
        said = self.cleaned_data
        chosen = ("who_you_are", "topic", "area", "timing")
        yours = ("your_part", "your_place", "your_work")
        ticked = (codes for name, codes in said.items() if name.startswith("signs_"))
        return ReportAnswers(
            **{name: said.get(name, "") for name in (*TEXTS, "point", *chosen, *yours)},
            sign_codes=tuple(code for codes in ticked for code in codes),
            needs=tuple(said.get("needs", ())),
            about_child=said.get("about_child"),
            danger_now=said.get("danger_now"),
        )
