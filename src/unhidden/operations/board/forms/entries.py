"""What a button of the board sends."""

from __future__ import annotations

from django.forms import BooleanField, CharField, ChoiceField, IntegerField

from unhidden.operations.board.rules import ALARM, CONTACT, FOLLOWED_UP, STATES
from unhidden.ui import forms


class EntryForm(forms.Form):
    """What was pressed, and the number of the last entry that the page showed."""

    what = ChoiceField(
        choices=[
            (each, each) for each in (*STATES, CONTACT, FOLLOWED_UP, ALARM, "undo")
        ]
    )
    seen = IntegerField(min_value=0, max_value=100_000)
    by_radio = BooleanField(required=False)
    back = CharField(required=False, max_length=10)
