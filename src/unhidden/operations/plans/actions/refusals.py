"""Why an action on a plan of a week is refused; each says what with codes or rows."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from unhidden.lib.refusals import ActionRefused
from unhidden.operations.frame.actions.refusals import OperationRefusal
from unhidden.operations.plans.queries.cards import EditCard
from unhidden.operations.plans.rules.assembling import WeekFinding
from unhidden.operations.plans.rules.checking import PlanFault


class PlanRefusal(OperationRefusal):
    """Something about a plan was not done because a rule does not allow it."""


class NothingToPlan(PlanRefusal):
    """No candidate and shift are left that a plan could bring together."""

    def __init__(self, findings: Sequence[WeekFinding]) -> None:
        super().__init__(findings)
        self.findings = tuple(findings)


class WeekFaulty(PlanRefusal):
    """The week contradicts itself; ``words`` has a sentence for each fault."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class TooManyPlanSearches(PlanRefusal):
    """So many searches of this operation wait already."""


class SearchOver(PlanRefusal):
    """The search has ended: it cannot be stopped any more."""


class SearchNotOver(PlanRefusal):
    """The search waits or runs still: it need not be asked for again."""


class PlanBeingSearched(PlanRefusal):
    """A search still works on this plan."""


class PlanNotThere(PlanRefusal):
    """No plan was found yet."""


class PlanSettled(PlanRefusal):
    """The plan was taken, or replaced by a later one: a copy of it can be changed."""


class PlanChangedMeanwhile(PlanRefusal):
    """Somebody else changed the plan first; ``edits`` are what they did."""

    def __init__(self, edits: Sequence[EditCard], revision: int) -> None:
        super().__init__(revision)
        self.edits = tuple(edits)
        self.revision = revision


class HandChangeImpossible(PlanRefusal):
    """The plan could not be carried out any more; ``faults`` say why."""

    def __init__(self, faults: Sequence[PlanFault]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)


class NoChangeToUndo(PlanRefusal):
    """No change of the plan is left to be undone."""


class PlanNotTaken(PlanRefusal):
    """Some visits cannot be as planned, so none was changed.

    ``refused`` has each candidate with what its visit was refused for.
    """

    def __init__(self, refused: Sequence[tuple[UUID, ActionRefused]]) -> None:
        super().__init__(refused)
        self.refused = tuple(refused)


class CandidateTakenOut(PlanRefusal):
    """The place was taken out of the candidates after the plan was made."""


class KindDecidedAnew(PlanRefusal):
    """This kind of visit is not, or not any more, decided for the place."""


class AssignmentBarred(PlanRefusal):
    """Somebody barred this crew, day or kind for the place after the plan was made."""


class SilverDecides(PlanRefusal):
    """While the operation runs, its Silver or Gold takes a plan, and nobody else."""


class LegUnknown(PlanRefusal):
    """A road between these two is not in the graph, or leads from a town to itself."""


class LegReasonMissing(PlanRefusal):
    """Nobody said why the road is changed."""


class PlaceAside(PlanRefusal):
    """A place cannot be planned in the week as it is now; ``findings`` say why."""

    def __init__(self, place: str, findings: Sequence[WeekFinding]) -> None:
        super().__init__(place)
        self.place = place
        self.findings = tuple(findings)


class NoReserve(PlanRefusal):
    """No crew is in reserve on that day."""


class NoSituation(PlanRefusal):
    """What happened cannot have: the day, the crew or the visit is not in the plan."""
