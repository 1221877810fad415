"""Why an original is opened or handed over, and who may open them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms
from unhidden.ui.kept_words import DeskForm


class OriginalReasonForm(DeskForm):
    reason = forms.LongText(
        label=_("Why do you open the original?"),
        hint=_("This is recorded with your name, for whoever reviews it."),
        missing=_("Enter why you open the original"),
        rows=3,
        max_length=1000,
    )


class HandOverForm(DeskForm):
    reason = forms.LongText(
        label=_("Why do you hand them over?"),
        hint=_("This is recorded with your name, for whoever reviews it."),
        missing=_("Enter why you hand the originals over"),
        rows=3,
        max_length=1000,
    )


class CustodianForm(DeskForm):
    person = forms.PickOne(label=_("Colleague"), missing=_("Select a colleague"))

    def __init__(
        self, *args: Any, people: Iterable[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", [(str(id_), name) for id_, name in people])
