"""What a member of the public may tell us."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unhidden.reporting.actions import Answers
from unhidden.reporting.queries import SignsOfSection
from unhidden.reporting.rules.answers import (
    LONGEST_OWN_WORDS,
    Teller,
    readable,
    says_something,
)
from unhidden.ui import forms
from unhidden.ui.bound import BoundField
from unhidden.ui.choices import NO, YES

_LONG = 4000
_SHORT = 1000
_GENERAL = "general"

TELLERS = (
    (Teller.SAW_SOMETHING.value, _("I saw, heard or know something")),
    (Teller.SELF.value, _("It is happening to me, or it happened to me")),
    (Teller.BUSINESS.value, _("I work in or run a business")),
    (Teller.LANDLORD.value, _("I am a landlord, a letting agent or a hotelier")),
    (Teller.CHILD.value, _("I am under 18")),
    (Teller.PROFESSIONAL.value, _("I am a professional, reporting for my work")),
)
_HINTS_FOR_TELLERS = {
    Teller.CHILD.value: _(
        "You have done nothing wrong. You can also talk to Childline, "
        "free and at any hour: 0800 1111."
    ),
    Teller.PROFESSIONAL.value: _(
        "This form is not a referral to the National Referral Mechanism, not a "
        "Duty to Notify, and not your report to the council about a child or an "
        "adult at risk. You still have to make those."
    ),
}


def typed(sent: QueryDict) -> QueryDict:
    """What was sent, with every character readable: nothing in it can break a page."""
    copy = sent.copy()
    for name, values in sent.lists():
        copy.setlist(name, [readable(str(value)) for value in values])
    return copy


class IsThere(forms.YesNo):
    """Yes or no to "is there …?": Welsh answers each kind of question differently."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.choices = (
            (YES, pgettext_lazy("there is", "Yes")),
            (NO, pgettext_lazy("there is", "No")),
        )


class Words(forms.LongText):
    """Free text that says how far over its end it is."""

    default_error_messages = {
        "max_length": _(
            "Use %(limit_value)d characters or fewer. You used %(show_value)d."
        )
    }


class ReportForm(forms.Form):
    """The whole report on one page; only own words or one sign are asked for."""

    marks_optional = False

    form_key = forms.Hidden(required=False)
    danger_now = IsThere(
        label=_("Are you in danger now, or is somebody else?"),
        hints={
            YES: _(
                "Call 999 now, if you can do that safely. We do not read reports "
                "at once, so this form is too slow. You can still send it."
            )
        },
        required=False,
    )
    who_you_are = forms.OneOf(
        label=_("Which of these are you?"),
        choices=TELLERS,
        hints=_HINTS_FOR_TELLERS,
        required=False,
    )
    what = Words(
        label=_("What you know, in your own words"),
        hint=_(
            "What did you see or hear, or what is happening to you? Write in any "
            "language. Leave out your name if you do not want us to know it."
        ),
        missing=_("Enter what you saw or know, or select at least one sign"),
        required=False,
        max_length=LONGEST_OWN_WORDS,
        rows=8,
        autocomplete="off",
    )
    about_child = IsThere(
        label=_("Is anybody involved under 18, or could they be?"), required=False
    )
    where = Words(
        label=_("Where it is"),
        hint=_("An address, the name of a place, or how to find it."),
        required=False,
        max_length=_SHORT,
        rows=2,
        autocomplete="off",
    )
    postcode = forms.Text(
        label=_("Postcode, if you know it"),
        required=False,
        width="10",
        max_length=40,
        autocomplete="off",
    )
    when = Words(
        label=_("When it happens, or when it did"),
        hint=_("For example: every morning at about 6, or last Friday evening."),
        required=False,
        max_length=_SHORT,
        rows=2,
        autocomplete="off",
    )
    who = Words(
        label=_("Who is involved"),
        hint=_(
            "Names or nicknames, how many people, about what age, what they look "
            "like. Say who may be harmed and who may be in control."
        ),
        required=False,
        max_length=_LONG,
        rows=4,
        autocomplete="off",
    )
    vehicles = Words(
        label=_("Vehicles"),
        hint=_("Make, colour, or any part of a number plate."),
        required=False,
        max_length=_SHORT,
        rows=2,
        autocomplete="off",
    )
    phones = Words(
        label=_("Phone numbers or names used online"),
        hint=_("Those of the people you are reporting, not your own."),
        required=False,
        max_length=_SHORT,
        rows=2,
        autocomplete="off",
    )

    def __init__(
        self, data: QueryDict | None = None, *, sections: Sequence[SignsOfSection]
    ) -> None:
        super().__init__(data, initial={"form_key": str(uuid4())})
        self.sections = sections
        for section in sections:
            self.fields[_name(section)] = forms.ManyOf(
                label=_("Have you noticed any of these?")
                if section.code == _GENERAL
                else section.intro,
                choices=section.signs,
                required=False,
            )

    @property
    def general_signs(self) -> list[BoundField]:
        """The signs to show at once."""
        return [self._signs(s) for s in self.sections if s.code == _GENERAL]

    @property
    def other_signs(self) -> list[tuple[str, BoundField]]:
        """The name and the signs of each section to fold away."""
        return [(s.name, self._signs(s)) for s in self.sections if s.code != _GENERAL]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What was typed, as names and values for the hidden fields of a new form."""
        sent = self.data if isinstance(self.data, QueryDict) else QueryDict()
        names = self.fields.keys() - {"form_key"}
        lists = ((name, sent.getlist(name)) for name in sorted(names))
        return [(name, value) for name, values in lists for value in values if value]

    def clean(self) -> dict[str, Any]:
        if "what" not in self.errors and not says_something(self.answers()):
            missing = self.fields["what"].error_messages["required"]
            self.add_error("what", missing)
        return self.cleaned_data

    def key(self) -> UUID:
        """The form's own key; a new one where a browser lost or spoilt it."""
        try:
            return UUID(self.cleaned_data["form_key"])
        except ValueError:
            return uuid4()

    def answers(self) -> Answers:
        """What was told, after the fields were checked."""
        said = self.cleaned_data
        texts = ("what", "where", "postcode", "when", "who", "vehicles", "phones")
        ticked = (said.get(_name(section), ()) for section in self.sections)
        return Answers(
            **{name: said.get(name, "") for name in texts},
            sign_codes=tuple(code for codes in ticked for code in codes),
            about_child=bool(said.get("about_child")),
            danger_now=bool(said.get("danger_now")),
            who_you_are=said.get("who_you_are", ""),
        )

    def _signs(self, section: SignsOfSection) -> BoundField:
        found = self[_name(section)]
        assert isinstance(found, BoundField)  # noqa: S101  # our renderer's own class
        return found


def _name(section: SignsOfSection) -> str:
    return f"signs_{section.code}"
