"""The tables of survivors' cases."""

from unhidden.safeguarding.models.clocks import Deadline, NrmChange
from unhidden.safeguarding.models.consent import Consent, ConsentAnswer, ConsentKind
from unhidden.safeguarding.models.people import Case, SurvivorAgeGroup
from unhidden.safeguarding.models.states import NrmState
from unhidden.safeguarding.models.support import Note

__all__ = [
    "Case",
    "Consent",
    "ConsentAnswer",
    "ConsentKind",
    "Deadline",
    "Note",
    "NrmChange",
    "NrmState",
    "SurvivorAgeGroup",
]
