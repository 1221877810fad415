"""Who is on a case's team, and to whose case an envelope belongs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import TeamRole
from unhidden.agencies import queries as agencies
from unhidden.ui import forms
from unhidden.visits.queries import PossibleVictimCard


class HandInnerForm(forms.Form):
    """To whose case an envelope belongs: somebody found at the same visit."""

    person = forms.OneOf(
        label=_("Whose case does it belong to?"),
        hint=_("A case must be open for them."),
        missing=_("Select whose case it belongs to"),
    )

    def __init__(
        self, *args: Any, people: Iterable[PossibleVictimCard], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        number = _("Possible victim %(number)s, %(age)s")
        self.offer(
            "person",
            [
                (str(p.id), number % {"number": p.number, "age": p.age_group_label})
                for p in people
            ],
        )


class CaseMemberForm(forms.Form):
    person = forms.PickOne(label=_("Colleague"), missing=_("Select a colleague"))
    role = forms.OneOf(
        label=_("Part in the team"),
        choices=TeamRole.choices,
        missing=_("Select their part in the team"),
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = agencies.list_colleagues(day=day, permission="safeguarding.work_case")
        self.offer(
            "person",
            [(str(one.person_id), f"{one.name}, {one.organisation}") for one in able],
        )
