"""Who takes part: partners, teams, and the people in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from unhidden.agencies import queries as agencies
from unhidden.agencies.queries import Colleague
from unhidden.operations.queries.cards import OperationView, TeamCard
from unhidden.ui import forms


class PartnerForm(forms.Form):
    organisation = forms.PickOne(
        label=_("Organisation"), missing=_("Select an organisation")
    )

    def __init__(self, *args: Any, operation: OperationView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taking_part = operation.organisation_ids
        others = [
            row
            for row in agencies.list_organisation_names()
            if row.id not in taking_part
        ]
        self.offer("organisation", [(str(row.id), row.name) for row in others])


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
