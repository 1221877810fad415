"""What a keeper types of a line that the public may call."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from unhidden.reporting.actions.keeping import ChannelWords
from unhidden.reporting.queries import kept_channels
from unhidden.ui import forms

_NUMBER = re.compile(r"\+?\d[\d ]*")
_NEITHER = _("Enter a number, a text number, an email address, a web address or a note")
_BOTH = _("Enter it in the other language too")
_ENGLISH, _WELSH = _("In English."), _("In Welsh.")


class ChannelForm(forms.Form):
    """Every field of a line; words stand side by side in both languages."""

    version = forms.Hidden(required=False)
    need = forms.PickOne(label=_("What it is for"), missing=_("Select what it is for"))
    name_en = forms.Text(
        label=_("Name in English"), max_length=120, missing=_("Enter the English name")
    )
    name_cy = forms.Text(
        label=_("Name in Welsh"), max_length=120, missing=_("Enter the Welsh name")
    )
    number = forms.Text(
        label=_("Number to call"), max_length=60, required=False, width="20"
    )
    text_number = forms.Text(
        label=_("Number for texts"), max_length=60, required=False, width="20"
    )
    email = forms.Email(label=_("Email address"), required=False)
    web = forms.Text(
        label=_("Web address"),
        hint=_("It begins with https://"),
        required=False,
        max_length=200,
        spellcheck=False,
        inputmode="url",
    )
    read_by_en = forms.Text(
        label=_("Who answers or reads"), hint=_ENGLISH, required=False
    )
    read_by_cy = forms.Text(
        label=_("Who answers or reads"), hint=_WELSH, required=False
    )
    anonymity = forms.OneOf(
        label=_("Can one stay anonymous?"),
        hint=_("“Anonymous” is only true where nothing is kept of who called."),
        missing=_("Select whether one can stay anonymous"),
    )
    hours_en = forms.Text(
        label=_("When they answer"), hint=_ENGLISH, required=False, max_length=120
    )
    hours_cy = forms.Text(
        label=_("When they answer"), hint=_WELSH, required=False, max_length=120
    )
    cost_en = forms.Text(
        label=_("What it costs"), hint=_ENGLISH, required=False, max_length=120
    )
    cost_cy = forms.Text(
        label=_("What it costs"), hint=_WELSH, required=False, max_length=120
    )
    languages_en = forms.Text(
        label=_("Languages they speak"), hint=_ENGLISH, required=False
    )
    languages_cy = forms.Text(
        label=_("Languages they speak"), hint=_WELSH, required=False
    )
    takes_en = forms.LongText(
        label=_("Who and what it is for"),
        hint=_ENGLISH,
        missing=_("Enter in English who and what it is for"),
        max_length=1000,
        rows=3,
    )
    takes_cy = forms.LongText(
        label=_("Who and what it is for"),
        hint=_WELSH,
        missing=_("Enter in Welsh who and what it is for"),
        max_length=1000,
        rows=3,
    )
    excludes_en = forms.LongText(
        label=_("What it is not for"),
        hint=_ENGLISH,
        required=False,
        max_length=1000,
        rows=2,
    )
    excludes_cy = forms.LongText(
        label=_("What it is not for"),
        hint=_WELSH,
        required=False,
        max_length=1000,
        rows=2,
    )
    next_en = forms.LongText(
        label=_("What happens next"),
        hint=_ENGLISH,
        required=False,
        max_length=1000,
        rows=3,
    )
    next_cy = forms.LongText(
        label=_("What happens next"),
        hint=_WELSH,
        required=False,
        max_length=1000,
        rows=3,
    )
    note_en = forms.LongText(
        label=_("Anything else"),
        hint=_ENGLISH,
        required=False,
        max_length=1000,
        rows=2,
    )
    note_cy = forms.LongText(
        label=_("Anything else"), hint=_WELSH, required=False, max_length=1000, rows=2
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("need", kept_channels.groups_of_channels())
        self.offer("anonymity", kept_channels.kinds_of_anonymity())

    def clean_number(self) -> str:
        return _dialled(self.cleaned_data["number"])

    def clean_text_number(self) -> str:
        return _dialled(self.cleaned_data["text_number"])

    def clean_web(self) -> str:
        """Nothing, or an https address of a site, without anybody's password."""
        web: str = self.cleaned_data["web"]
        if web and not _is_site(web):
            raise ValidationError(_("Enter an address that begins with https://"))
        return web

    def clean(self) -> dict[str, Any]:
        """What stands in one language stands in both; and there is some way there."""
        typed = self.cleaned_data
        for name in list(self.fields):
            other = f"{name[:-2]}cy" if name.endswith("_en") else f"{name[:-2]}en"
            if other in self.fields and not typed.get(name) and typed.get(other):
                self.add_error(name, _BOTH)
        ways = ("number", "text_number", "email", "web", "note_en")
        if not any(typed.get(name) or name in self.errors for name in ways):
            self.add_error("number", _NEITHER)
        return typed

    @property
    def seen(self) -> int:
        """The version of the line that the form showed; 0 where a browser lost it."""
        typed: str = self.cleaned_data["version"]
        return int(typed) if typed.isascii() and typed.isdecimal() else 0

    @property
    def new(self) -> ChannelWords:
        """What was typed, after ``is_valid()``."""
        typed = self.cleaned_data
        own = ("need", "number", "text_number", "email", "web", "anonymity")
        return ChannelWords(
            **{name: typed[name] for name in own},
            words={
                name: value
                for name, value in typed.items()
                if name.endswith(("_en", "_cy"))
            },
        )


class SeenVersionForm(forms.Form):
    """What a button of the list sends: which version of the line was seen."""

    version = forms.Hidden(required=False)

    @property
    def seen(self) -> int:
        """The version of the line beside the button; 0 where a browser lost it."""
        typed: str = self.cleaned_data["version"]
        return int(typed) if typed.isascii() and typed.isdecimal() else 0


def _dialled(typed: str) -> str:
    if typed and not _NUMBER.fullmatch(typed):
        raise ValidationError(_("Enter a number with digits and spaces only"))
    return typed


def _is_site(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_plain = not (parts.username or parts.password) and address.isprintable()
    return (
        parts.scheme == "https"
        and bool(parts.hostname)
        and is_plain
        and (" " not in address)
    )
