"""How an account is to stand, and why; what is to be added to a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from unhidden.ui import forms
from unhidden.visits.accounts.actions import BESIDE, COUNT, SET_ASIDE
from unhidden.visits.accounts.queries import AccountCard

if TYPE_CHECKING:
    from django.http import QueryDict

_CHOICES = {
    COUNT: _("It counts: the record is made of it"),
    BESIDE: _("It stays beside, and counts for nothing"),
    SET_ASIDE: _("It is set aside: it should not have come"),
}


class AccountDecisionForm(forms.Form):
    """The decision, in the reader's name; only what the account can be is offered."""

    decision = forms.OneOf(
        label=_("What is to become of this account?"),
        choices=list(_CHOICES.items()),
        missing=_("Select what is to become of it"),
    )
    why = forms.LongText(
        label=_("Why?"),
        hint=_("Your name and these words stay with the account"),
        missing=_("Enter why"),
        rows=3,
        max_length=500,
    )

    def __init__(self, data: QueryDict | None, *, account: AccountCard) -> None:
        super().__init__(data)
        if not account.is_countable:
            offered = [each for each in _CHOICES.items() if each[0] != COUNT]
            self.offer("decision", offered)


class AccountAddendumForm(forms.Form):
    """Words to add to a record; the record stays as it is."""

    text = forms.LongText(
        label=_("What do you want to add?"),
        hint=_(
            "No names of possible victims here, and nothing that could tell who "
            "they are."
        ),
        missing=_("Enter what you want to add"),
        rows=6,
        max_length=4000,
    )


class SentenceForm(forms.Form):
    """A sentence about the place; it is never filled in beforehand."""

    text = forms.LongText(
        label=_("What should the desk know about the place?"),
        hint=_(
            "One sentence, about the place alone. Nobody who was there, nothing that "
            "somebody told you in confidence, and nothing that tells who it was."
        ),
        missing=_("Enter a sentence"),
        rows=3,
        max_length=2000,
    )
