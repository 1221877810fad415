"""Doing what a form asks, and saying in the form why it cannot be."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import QueryDict

from unhidden.access.requests import StaffRequest
from unhidden.operations.actions.refusals import Refused
from unhidden.operations.forms.sentences import sentence
from unhidden.ui import forms


def posted(request: StaffRequest) -> QueryDict | None:
    """What was sent, be it nothing at all; None for a page that is only read."""
    return request.POST if request.method == "POST" else None


def sent(request: StaffRequest, form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the form was sent, was right, and was done."""
    return request.method == "POST" and form.is_valid() and tried(form, act)


def tried(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether it was done; if not, the form says why and keeps what was typed."""
    try:
        act()
    except Refused as refusal:
        told = sentence(refusal)
        form.add_error(told.field if told.field in form.fields else None, told.text)
        return False
    return True


def tried_or_told(request: StaffRequest, act: Callable[[], object], done: str) -> bool:
    """The same for a page without fields: the next page says how it went."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, sentence(refusal).text)
        return False
    messages.success(request, done)
    return True
