"""What a partner, a caller or a visit told us, as a colleague takes it down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.access.records import new_id
from unhidden.reporting import queries as reporting
from unhidden.reporting.actions import ReportAnswers
from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm

LONGEST, LONG, SHORT, LINE = 15_000, 4_000, 1_000, 100
_TYPED = ("what", "where", "town", "postcode", "when", "who", "vehicles", "phones")
_TAKEN_DOWN = ("caller_name", "caller_contact", "their_reference")


class EnterForm(DeskForm):
    """``answers()`` gives what is sealed, after ``is_valid()``."""

    key = forms.Hidden(required=False)
    came_by = forms.OneOf(label=_("How did it come?"), missing=_("Select how it came"))
    language = forms.OneOf(
        label=_("In which language was it said?"),
        missing=_("Select the language"),
        choices=[("en", _("English")), ("cy", _("Welsh"))],
        is_inline=True,
    )
    danger_now = forms.Tick(label=_("Someone is in danger now"), required=False)
    about_child = forms.Tick(
        label=_("Somebody involved is under 18, or could be"), required=False
    )
    is_self = forms.Tick(
        label=_("The person it is happening to said it themselves"), required=False
    )
    what = forms.LongText(
        label=_("What was said"),
        hint=_("As it was said, in their own words where you can."),
        missing=_("Enter what was said"),
        rows=8,
        max_length=LONGEST,
    )
    signs = forms.ManyOf(
        label=_("Strong signs that they spoke of"),
        hint=_("One of them asks for the same day. Select all that fit, or none."),
        required=False,
    )
    where = forms.LongText(
        label=_("Address, or how to find it"),
        hint=_("The house number or the name of the place first."),
        required=False,
        rows=2,
        max_length=SHORT,
    )
    town = forms.Text(
        label=_("Town or village"), required=False, width="20", max_length=LINE
    )
    postcode = forms.Text(
        label=_("Postcode"), required=False, width="10", max_length=LINE
    )
    area = forms.PickOne(label=_("Council area"), required=False)
    topic = forms.PickOne(label=_("Kind of exploitation"), required=False)
    when = forms.LongText(label=_("When"), required=False, rows=2, max_length=SHORT)
    who = forms.LongText(label=_("People"), required=False, rows=3, max_length=LONG)
    vehicles = forms.LongText(
        label=_("Vehicles"), required=False, rows=2, max_length=SHORT
    )
    phones = forms.LongText(
        label=_("Phones and websites"), required=False, rows=2, max_length=SHORT
    )
    caller_name = forms.Text(
        label=_("Who said it"),
        hint=_("Sealed with the rest. Leave it out if they want no name kept."),
        required=False,
        max_length=LINE,
    )
    caller_contact = forms.Text(
        label=_("How to reach them"),
        hint=_("Only if they agreed to be called back, and when it is safe."),
        required=False,
        max_length=LINE,
    )
    their_reference = forms.Text(
        label=_("Their own reference"),
        hint=_("For example the number of the incident, the referral or the visit."),
        required=False,
        width="20",
        max_length=LINE,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", str(new_id()))
        self.offer("came_by", reporting.ways_to_enter())
        self.offer("signs", reporting.strong_signs())
        self.offer("area", reporting.areas_to_choose())
        self.offer("topic", reporting.topics_to_choose())

    def clean_key(self) -> UUID:
        """The page's own key, so that it counts once; a new one for what is none."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return new_id()

    def answers(self) -> ReportAnswers:
        said = self.cleaned_data
        names = (*_TYPED, *_TAKEN_DOWN, "area", "topic")
        return ReportAnswers(
            **{name: said[name] for name in names},
            sign_codes=tuple(said["signs"]),
            # A box that is left alone is no No.
            about_child=said["about_child"] or None,
            danger_now=said["danger_now"] or None,
            who_you_are="self" if said["is_self"] else "",
        )
