"""What is typed about a team."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.ui import forms


class InvestigationMemberForm(forms.Form):
    person = forms.PickOne(label=_("Colleague"), missing=_("Select a colleague"))

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = agencies.list_colleagues(day=day, permission="investigations.see_own")
        self.offer(
            "person",
            [(str(one.person_id), f"{one.name}, {one.organisation}") for one in able],
        )
