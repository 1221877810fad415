"""What the forms of several subjects ask: a day, a team, why something is cancelled."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.operations.frame.queries import choices as weeks
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.ui import dates, forms


class CancellationForm(forms.Form):
    """Why something is taken out of the plan."""

    reason = forms.LongText(
        label=_("Why?"),
        hint=_("Colleagues read this, and it stays with the operation"),
        missing=_("Enter the reason"),
        rows=3,
        max_length=1000,
    )


def days_offered(operation: OperationView) -> list[tuple[str, str]]:
    """The operation's days, to pick one."""
    days = weeks.days_of(operation)
    return [(day.isoformat(), dates.format_weekday(day)) for day in days]


def teams_offered(operation: OperationView) -> list[tuple[str, str]]:
    """The operation's teams with who is in them, to pick one."""
    return [
        (str(team.id), f"{team.name}: {names}" if names else team.name)
        for team in operation.teams
        for names in [", ".join(member.name for member in team.members)]
    ]
