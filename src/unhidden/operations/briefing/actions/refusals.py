"""Why an action on a brief is refused."""

from __future__ import annotations

from collections.abc import Iterable

from unhidden.operations.frame.actions.refusals import OperationRefusal


class DraftMoved(OperationRefusal):
    """Somebody else saved the draft since it was shown."""


class BriefIncomplete(OperationRefusal):
    """Required texts are missing; ``codes`` says which."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(self.codes)


class BriefTooLong(OperationRefusal):
    """A paper would have more than two pages; ``pages`` is how many it has."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


class BriefNotPrintable(OperationRefusal):
    """The paper could not be set within its bounds of time and memory."""


class NothingChanged(OperationRefusal):
    """The last version says the same."""


class TooManyLanguages(OperationRefusal):
    """More languages than fit beside one another on paper."""


class BriefSuperseded(OperationRefusal):
    """A newer version was issued since this one was shown."""


class BriefAlreadyRead(OperationRefusal):
    """This person has acknowledged this version."""
