"""What is confirmed and chosen before anything leaves a case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.models import (
    ExportPurpose,
    HoldingsStepCode,
    OutsideReceiver,
)
from unhidden.safeguarding.people.forms.despite import DespiteForm
from unhidden.ui import forms

_PAPER_LANGUAGES = (("en", _("English")), ("cy", _("Welsh")))
_TICKS = (
    ("name", _("Name")),
    ("born", _("Date of birth")),
    ("supported_by", _("Supported by")),
    ("reference", _("Home Office reference")),
    ("state", _("Referral to the NRM")),
    ("support", _("Agrees to support")),
)


class OwnPageForm(DespiteForm):
    language = forms.OneOf(
        label=_("Language of the page"),
        hint=_("In another language: read it to the person with an interpreter."),
        choices=_PAPER_LANGUAGES,
        missing=_("Select the language of the page"),
    )
    is_asked_for = forms.Tick(
        label=_("The person asked for this page"),
        missing=_("Print it only when the person asks for it"),
    )
    is_talked_over = forms.Tick(
        label=_("We talked about who may find it, and where it will be kept"),
        missing=_("Talk first about who may find it"),
    )


class TickedPageForm(forms.Form):
    outside = forms.OneOf(
        label=_("For whom?"),
        choices=[
            (each.value, each.label)
            for each in (OutsideReceiver.HOSPITAL, OutsideReceiver.COURT)
        ],
        missing=_("Select for whom"),
    )
    ticked = forms.ManyOf(
        label=_("What may they see?"),
        hint=_("Only what the person agreed to show. Nothing else stands on the page."),
        choices=_TICKS,
        missing=_("Select what they may see"),
    )
    language = forms.OneOf(
        label=_("Language of the page"),
        choices=_PAPER_LANGUAGES,
        missing=_("Select the language of the page"),
    )
    is_agreed = forms.Tick(
        label=_("The person agreed to show exactly this"),
        missing=_("Ask the person first"),
    )


class AskHoldingsForm(forms.Form):
    organisation = forms.PickOne(
        label=_("Which organisation?"),
        hint=_(
            "A letter tells them that you support this person. "
            "Ask only where the person wants that."
        ),
        missing=_("Select the organisation"),
    )

    def __init__(
        self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organisation", choices)


class HoldingsStepForm(forms.Form):
    code = forms.OneOf(
        label=_("What happened?"),
        choices=HoldingsStepCode.choices,
        missing=_("Select what happened"),
    )
    on = forms.Day(label=_("On which day?"), missing=_("Enter the day"))


class CaseExportForm(forms.Form):
    purpose = forms.OneOf(
        label=_("For what?"),
        choices=ExportPurpose.choices,
        missing=_("Select for what"),
    )
    is_apart = forms.Tick(
        label=_("I will not put it together with names"),
        missing=_("Confirm that you will not put it together with names"),
    )


#: As the organisation that answers says it of itself.
_HOW = [
    (HoldingsStepCode.ANSWERED, _("In full: everything that we hold")),
    (HoldingsStepCode.PARTLY, _("In part: something is left out")),
    (HoldingsStepCode.NOTHING_HELD, _("We hold nothing about this person")),
    (HoldingsStepCode.REFUSED, _("We refuse")),
]


class HoldingsAnswerForm(forms.Form):
    how = forms.OneOf(
        label=_("How do you answer?"),
        choices=_HOW,
        missing=_("Select how you answer"),
    )
    words = forms.LongText(
        label=_("What your organisation holds"),
        hint=_(
            "Only what your own organisation holds, where it came from, who was given "
            "it and how long it is kept. Of a refusal: why, and how to complain."
        ),
        missing=_("Enter what your organisation holds"),
        max_length=15_000,
        rows=12,
    )
    is_redacted = forms.Tick(
        label=_("I left out what would put somebody else in danger"), required=False
    )
    is_read = forms.Tick(
        label=_("I have read all of it before it goes"),
        missing=_("Read it before it goes"),
    )


class InvolvedForm(forms.Form):
    organisation = forms.PickOne(
        label=_("Which organisation?"),
        hint=_("It is told nothing: the list is for who supports this person."),
        missing=_("Select the organisation"),
    )
    day = forms.Day(label=_("Since when?"), missing=_("Enter the day"))

    def __init__(
        self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organisation", choices)


class InvolvedEndForm(forms.Form):
    day = forms.Day(label=_("Until when?"), missing=_("Enter the day"))
