"""Who is on a team, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.agencies.queries import Colleague
from unhidden.operations.frame.queries.cards import TeamCard
from unhidden.ui import forms


class TeamForm(forms.Form):
    name = forms.Text(
        label=_("Name of the team"),
        hint=_("For example, the area it works in"),
        missing=_("Enter a name for the team"),
        max_length=60,
        width="20",
        autocomplete="off",
    )


class TeamMemberForm(forms.Form):
    person = forms.PickOne(
        label=_("Person"),
        hint=_("People of the lead and its partners who may go on visits"),
        missing=_("Select a person"),
    )
    is_leader = forms.Tick(label=_("This person leads the team"), required=False)

    def __init__(
        self,
        *args: Any,
        team: TeamCard,
        colleagues: Iterable[Colleague],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        there = {member.person_id for member in team.members}
        self.offer(
            "person",
            [
                (str(one.person_id), f"{one.name}, {one.organisation}")
                for one in colleagues
                if one.person_id not in there
            ],
        )

    @property
    def has_choice(self) -> bool:
        """Whether there is anybody to add."""
        field: Any = self.fields["person"]
        return bool(field.choices)
