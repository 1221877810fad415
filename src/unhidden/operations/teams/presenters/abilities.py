"""Which kinds of visit a team can make."""

from __future__ import annotations

from django.utils.translation import gettext as _

from unhidden.operations.frame.queries import choices
from unhidden.operations.frame.queries.cards import TeamCard
from unhidden.operations.teams.presenters.refusals import lacking
from unhidden.planning.composition import find_missing_members
from unhidden.ui.parts import SummaryRow

# An enforcement visit is asked about its team here, not about its power.
_SOME_POWER = "named"


def abilities(team: TeamCard) -> list[SummaryRow]:
    """For each kind of visit, whether the team can make it, or what it lacks."""
    return [
        SummaryRow(
            label,
            lacking(find_missing_members(kind, team.composition, power=_SOME_POWER))
            or _("The team can make it"),
        )
        for kind, label in choices.kinds_of_visit()
    ]
