"""Ways to reach somebody safely, how to speak with them, and with whom they belong."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unhidden.safeguarding.models import (
    CommunicationNeed,
    ContactRoute,
    ExclusionReason,
    InterpreterGender,
    PersonLinkKind,
    SpokenLanguage,
)
from unhidden.safeguarding.people.actions.contact import WEEK, NewSafeContact
from unhidden.safeguarding.people.actions.speaking import NewSpeaking
from unhidden.safeguarding.people.forms.versions import clean_version, renew_version
from unhidden.ui import forms

DAYS = [(str(day), name) for day, name in enumerate(WEEK)]
_PSEUDONYM = re.compile(r"NW-P-[0-9A-F]{5}-[0-9A-F]{5}")


class SafeContactForm(forms.Form):
    route = forms.OneOf(
        label=_("Which way did they say is safe?"),
        choices=ContactRoute.choices,
        missing=_("Select which way is safe"),
    )
    address = forms.Text(
        label=_("Number, address or person"),
        hint=_("Sealed: only this case’s team can read it."),
        missing=_("Enter the number, address or person"),
        max_length=300,
        autocomplete="off",
    )
    days = forms.ManyOf(
        label=_("On which days?"), choices=DAYS, missing=_("Select the days")
    )
    opens = forms.TimeOfDay(
        label=_("From"), hint=_("For example, 18:00"), missing=_("Enter an hour")
    )
    closes = forms.TimeOfDay(
        label=_("Until"),
        hint=_("The same hour twice means at any hour."),
        missing=_("Enter an hour"),
    )
    to_say = forms.Text(
        label=_("Words to say first"),
        hint=_("So that they know that it is you, and nobody else learns it."),
        required=False,
        max_length=300,
        autocomplete="off",
    )
    never = forms.LongText(
        label=_("Words never to use"),
        hint=_("One to a line. A message that holds one is refused."),
        required=False,
        rows=3,
        max_length=600,
    )
    told_on = forms.Day(
        label=_("When did they say so?"), missing=_("Enter when they said so")
    )

    @property
    def new_contact(self) -> NewSafeContact:
        told = {**self.cleaned_data}
        days = tuple(int(each) for each in told.pop("days"))
        return NewSafeContact(days=days, **told)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in ("opens", "closes"):
            if isinstance(told.get(name), time):
                told[name] = told[name].replace(second=0, microsecond=0)
        return told


class CheckContactForm(forms.Form):
    route = forms.OneOf(
        label=_("How do you want to reach them now?"),
        choices=ContactRoute.choices,
        missing=_("Select how you want to reach them"),
    )
    text = forms.LongText(
        label=_("What will you say or write?"),
        hint=_("It is compared with their words, and not kept."),
        missing=_("Enter what you will say or write"),
        rows=4,
        max_length=5000,
    )


class SpeakingForm(forms.Form):
    language = forms.PickOne(
        label=_("Language they wish to speak"),
        choices=SpokenLanguage.choices,
        missing=_("Select a language"),
    )
    needs = forms.ManyOf(
        label=_("What helps them to understand?"),
        choices=CommunicationNeed.choices,
        required=False,
    )
    is_interpreter_offered = forms.YesNo(
        label=_("Did you offer an interpreter, now or again?"),
        hint=_("Never somebody who came with them."),
        missing=_("Select whether you offered an interpreter"),
    )
    is_interpreter_wanted = forms.OneOf(
        label=_("Do they want one?"),
        choices=(("yes", _("Yes")), ("no", _("No")), ("", _("Not yet decided"))),
        required=False,
    )
    interpreter_gender = forms.OneOf(
        label=_("Who should interpret?"),
        choices=InterpreterGender.choices,
        missing=_("Select who should interpret"),
    )
    seen = forms.Hidden()

    clean_seen = clean_version
    renew_seen = renew_version

    @property
    def new_speaking(self) -> NewSpeaking:
        told = self.cleaned_data
        wanted = {"yes": True, "no": False}.get(told["is_interpreter_wanted"])
        return NewSpeaking(
            language=told["language"],
            needs=tuple(told["needs"]),
            interpreter_gender=told["interpreter_gender"],
            is_interpreter_offered=told["is_interpreter_offered"],
            is_interpreter_wanted=wanted,
        )


class ExcludeInterpreterForm(forms.Form):
    name = forms.Text(
        label=_("Name of the interpreter"),
        hint=_("Sealed: only this case’s team can read it."),
        missing=_("Enter the name of the interpreter"),
        max_length=200,
        autocomplete="off",
    )
    reason = forms.OneOf(
        label=_("Why should they not be asked?"),
        choices=ExclusionReason.choices,
        missing=_("Select why they should not be asked"),
    )


class PersonLinkForm(forms.Form):
    pseudonym = forms.Text(
        label=_("Pseudonym of the other person"),
        hint=_("Such as NW-P-3F2A9-1BC04: whoever supports them tells it to you."),
        missing=_("Enter the pseudonym of the other person"),
        max_length=30,
        width="20",
        autocomplete="off",
    )
    kind = forms.OneOf(
        label=_("Who are they to this person?"),
        choices=PersonLinkKind.choices,
        missing=_("Select who they are to this person"),
    )
    agreed_on = forms.Day(
        label=_("When did the person agree that the other’s team sees it?"),
        missing=_("Enter when they agreed"),
    )

    def clean_pseudonym(self) -> str:
        told = str(self.cleaned_data["pseudonym"]).strip().upper()
        if not _PSEUDONYM.fullmatch(told):
            raise ValidationError(_("Enter a pseudonym like NW-P-3F2A9-1BC04"))
        return told
