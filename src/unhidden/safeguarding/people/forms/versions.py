"""Which version of what is kept a form was opened on, in its hidden field ``seen``."""

from __future__ import annotations

from django.http import QueryDict

from unhidden.ui import forms

_DIGITS = 9


def clean_version(form: forms.Form) -> int:
    """The version that the form was opened on; -1, which is none, for nonsense."""
    told = str(form.cleaned_data["seen"])
    is_number = told.isascii() and told.isdecimal() and len(told) < _DIGITS
    return int(told) if is_number else -1


def renew_version(form: forms.Form, seen: int) -> None:
    """Let a form that was refused, with what was typed in it, be saved on this one."""
    typed = QueryDict(mutable=True)
    typed.update(form.data)
    typed["seen"] = str(seen)
    form.data = typed
