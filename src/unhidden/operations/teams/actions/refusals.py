"""Why an action on a team is refused."""

from __future__ import annotations

from collections.abc import Iterable

from unhidden.operations.frame.actions.refusals import OperationRefusal
from unhidden.planning.composition import MissingMember


class TeamNameTaken(OperationRefusal):
    """Another team of the operation has this name."""


class MemberMayNotVisit(OperationRefusal):
    """Nothing that the person is engaged for lets them go on visits."""


class OrganisationIsNotPartner(OperationRefusal):
    """The person acts for an organisation that is no partner here."""


class AlreadyOnOperationTeam(OperationRefusal):
    """The person is on this team."""


class MemberIsBusy(OperationRefusal):
    """The person is elsewhere at the hour of one of the team's visits."""


class MemberStillNeeded(OperationRefusal):
    """The team's visits would lack somebody; ``missing`` says whom."""

    def __init__(self, missing: Iterable[MissingMember]) -> None:
        self.missing = tuple(missing)
        super().__init__(self.missing)
