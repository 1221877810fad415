"""Why something about unused material is refused."""

from __future__ import annotations

from collections.abc import Sequence

from unhidden.investigations.unused.rules.lint import LintHit
from unhidden.lib.refusals import ActionRefused


class NoItems(ActionRefused):
    """No item was named, or one that is not there."""


class TooManyItems(ActionRefused):
    """More items than are decided in one."""


class ItemRefused(ActionRefused):
    """One of the items does not take the step; ``number`` is which, ``why`` says it."""

    def __init__(self, number: int, why: ActionRefused) -> None:
        super().__init__(number)
        self.number, self.why = number, why


class DecidedMeanwhile(ActionRefused):
    """Somebody decided something of the item since the page was shown."""


class WordsBelongSealed(ActionRefused):
    """What is said of a sensitive item is sealed, and not written in the clear."""


class SensitiveOneByOne(ActionRefused):
    """Each sensitive item is judged, and described, by itself."""


class SensitivityFirst(ActionRefused):
    """Only what is decided not to be sensitive is described for the defence."""


class DescriptionMissing(ActionRefused):
    """A description says something."""


class SensitiveReasonMissing(ActionRefused):
    """Why it is sensitive is one of the reasons, and said in words."""


class LookTwice(ActionRefused):
    """Something in the description asks for a second look; ``hits`` say what."""

    def __init__(self, hits: Sequence[LintHit]) -> None:
        super().__init__(len(hits))
        self.hits = tuple(hits)


class StillUndecided(ActionRefused):
    """Items are undecided: ``numbers`` of them; nothing is signed."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(len(numbers))
        self.numbers = tuple(numbers)


class PresumedUnanswered(ActionRefused):
    """Categories of presumed material are not answered; ``categories`` are which."""

    def __init__(self, categories: Sequence[str]) -> None:
        super().__init__(len(categories))
        self.categories = tuple(categories)


class NothingNewToSign(ActionRefused):
    """The last report still says how things stand."""


class NothingToReveal(ActionRefused):
    """No signed schedule waits to be sent."""


class CertificateVoid(ActionRefused):
    """Something has changed since the certificate was signed; sign again first."""


class RebuttalMissing(ActionRefused):
    """A presumption is rebutted with a reason."""
