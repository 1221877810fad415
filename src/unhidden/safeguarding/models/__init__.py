"""The tables of survivors' cases."""

from unhidden.safeguarding.models.clocks import Deadline, NrmChange
from unhidden.safeguarding.models.consent import (
    BestInterestsDecision,
    Consent,
    ConsentAnswer,
    ConsentBasis,
    ConsentInterpreter,
    ConsentKind,
)
from unhidden.safeguarding.models.course import (
    CaseOutcome,
    CaseTurn,
    CaseTurnKind,
    ReopenReason,
    WayTried,
)
from unhidden.safeguarding.models.cover import (
    CoverCall,
    CoverDuty,
    CoverOpening,
    CoverReason,
    CoverSection,
    CoverSectionKind,
    CoverSeen,
    CoverSheet,
)
from unhidden.safeguarding.models.crossing import (
    LAST_STEPS,
    CaseOutgoing,
    ExportPurpose,
    HoldingsRequest,
    HoldingsStep,
    HoldingsStepCode,
    OutgoingKind,
    OutgoingMark,
    OutgoingMarkCode,
    OutsideReceiver,
)
from unhidden.safeguarding.models.people import Case, SurvivorAgeGroup
from unhidden.safeguarding.models.safety import (
    RegisterDay,
    RegisterEntry,
    RegisterKeeper,
    SafetyRegister,
)
from unhidden.safeguarding.models.states import CourseState, NrmState
from unhidden.safeguarding.models.supervision import SupervisionTalk
from unhidden.safeguarding.models.support import Note

__all__ = [
    "LAST_STEPS",
    "BestInterestsDecision",
    "Case",
    "CaseOutcome",
    "CaseOutgoing",
    "CaseTurn",
    "CaseTurnKind",
    "Consent",
    "ConsentAnswer",
    "ConsentBasis",
    "ConsentInterpreter",
    "ConsentKind",
    "CourseState",
    "CoverCall",
    "CoverDuty",
    "CoverOpening",
    "CoverReason",
    "CoverSection",
    "CoverSectionKind",
    "CoverSeen",
    "CoverSheet",
    "Deadline",
    "ExportPurpose",
    "HoldingsRequest",
    "HoldingsStep",
    "HoldingsStepCode",
    "Note",
    "NrmChange",
    "NrmState",
    "OutgoingKind",
    "OutgoingMark",
    "OutgoingMarkCode",
    "OutsideReceiver",
    "RegisterDay",
    "RegisterEntry",
    "RegisterKeeper",
    "ReopenReason",
    "SafetyRegister",
    "SupervisionTalk",
    "SurvivorAgeGroup",
    "WayTried",
]
