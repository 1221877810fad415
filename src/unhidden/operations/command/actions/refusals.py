"""Why something is refused in the command of an operation."""

from __future__ import annotations

from unhidden.lib.refusals import ActionRefused


class CommandRefused(ActionRefused):
    """Something that the rules of command do not allow."""


class OperationIsOver(CommandRefused):
    """The operation is closed: who commands it, and why, is a record."""


class PostIsTaken(CommandRefused):
    """Somebody holds the post at that time; ``name`` is who."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class PostIsOver(CommandRefused):
    """The post was ended or handed over already."""


class PostEndsBeforeItBegins(CommandRefused):
    """The end of a post lies at its beginning or before."""


class PostBeginsEarlier(CommandRefused):
    """A post begins now or later, and is not over by now."""


class PostNotOffered(CommandRefused):
    """Nobody offers the post to this person, or not any more."""


class PostToOneself(CommandRefused):
    """A post is offered to somebody else, who takes it."""


class GivenByLeadAlone(CommandRefused):
    """Gold and Silver are given by the organisation that leads."""


class StrandMissing(CommandRefused):
    """A Bronze is responsible for something that has a name."""


class GoldByOneself(CommandRefused):
    """Nobody makes themselves Gold."""


class HolderMayNotCommand(CommandRefused):
    """The person's role, or their organisation, has no part in the operation."""


class HolderMayNotPlan(CommandRefused):
    """Gold and Silver take plans: the person is no planner of who leads."""


class HolderIsTheSame(CommandRefused):
    """A post is handed over to somebody else."""


class TextMissing(CommandRefused):
    """A text is in one language at least."""


class OneLanguageMissing(CommandRefused):
    """Media lines and the equality impact are in both languages."""


class TextMoved(CommandRefused):
    """Somebody else wrote a version since this one was read."""


class ControlMissing(CommandRefused):
    """The owner of a risk writes what is done about it."""


class RiskMoved(CommandRefused):
    """Somebody else changed the risk since it was read."""


class NoteMissing(CommandRefused):
    """What is not needed has a reason."""
