"""The questions that every visit is asked, in the order of the page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms
from unhidden.visits.models import EntryBasis, InterpreterUse, VisitOutcome
from unhidden.visits.rules.consistency import MOST_PEOPLE


class VisitQuestions(forms.Form):
    """What does not depend on the premises."""

    purpose_told = forms.LongText(
        label=_("What you told the people there"),
        hint=_(
            "The purpose of the visit, in the words you used. If nobody was there, "
            "leave what was planned."
        ),
        missing=_("Enter what you told the people there"),
        rows=4,
        max_length=4000,
    )
    entry_basis = forms.OneOf(
        label=_("How you went in"),
        choices=EntryBasis.choices,
        reveals={EntryBasis.CONSENT: "consent_by", EntryBasis.POWER: "power"},
        missing=_("Select how you went in"),
    )
    consent_by = forms.Text(
        label=_("Who agreed"),
        hint=_("Their role, such as manager or tenant. Not their name."),
        missing=_("Enter the role of the person who agreed"),
        required=False,
        autocomplete="off",
    )
    power = forms.Text(
        label=_("Which power"),
        hint=_("For example, PACE 1984 section 17"),
        missing=_("Enter the power you used"),
        required=False,
        autocomplete="off",
    )
    on = forms.Day(
        label=_("Date of the visit"), missing=_("Enter the date of the visit")
    )
    starts_at = forms.TimeOfDay(
        label=_("Start"),
        hint=_("For example, 9:30am or 14:30"),
        missing=_("Enter the time you started"),
        autocomplete="off",
    )
    ends_at = forms.TimeOfDay(
        label=_("End"), missing=_("Enter the time you ended"), autocomplete="off"
    )
    interpreter = forms.OneOf(
        label=_("Interpreter"),
        hint=_("Never a friend, a relative or a colleague of the person."),
        choices=InterpreterUse.choices,
        missing=_("Select whether you used an interpreter"),
    )
    outcome = forms.PickOne(
        label=_("Outcome"),
        hint=_("The most serious one that fits"),
        choices=VisitOutcome.choices,
        missing=_("Select the outcome of the visit"),
    )
    spoken_to = forms.Count(
        label=_("People spoken to"),
        maximum=MOST_PEOPLE,
        missing=_("Enter how many people you spoke to, or 0"),
        autocomplete="off",
    )
    leaflets = forms.Count(
        label=_("Leaflets left"),
        maximum=MOST_PEOPLE,
        missing=_("Enter how many leaflets you left, or 0"),
        autocomplete="off",
    )
    notices = forms.Count(
        label=_("Notices served"),
        maximum=MOST_PEOPLE,
        initial=0,
        missing=_("Enter how many notices were served, or 0"),
        autocomplete="off",
    )
    arrests = forms.Count(
        label=_("People arrested"),
        maximum=MOST_PEOPLE,
        initial=0,
        missing=_("Enter how many people were arrested, or 0"),
        autocomplete="off",
    )
    follow_up_on = forms.Day(label=_("Follow-up visit"), required=False)
    narrative = forms.LongText(
        label=_("What happened"),
        hint=_(
            "No names of possible victims here, and nothing that could tell who "
            "they are."
        ),
        rows=8,
        required=False,
    )
