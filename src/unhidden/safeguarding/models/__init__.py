"""The tables of survivors' cases."""

from unhidden.safeguarding.models.again import (
    AgainKey,
    AgainLetter,
    FoundAgain,
    FoundAnswer,
)
from unhidden.safeguarding.models.clocks import (
    Deadline,
    NrmChange,
)
from unhidden.safeguarding.models.consent import (
    BestInterestsDecision,
    Consent,
    ConsentAnswer,
    ConsentBasis,
    ConsentInterpreter,
    ConsentKind,
)
from unhidden.safeguarding.models.contact import (
    ExcludedInterpreter,
    SafeContact,
    SpeakingWishes,
)
from unhidden.safeguarding.models.contact_codes import (
    CommunicationNeed,
    ContactRoute,
    ExclusionReason,
    InterpreterGender,
    SpokenLanguage,
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
from unhidden.safeguarding.models.links import (
    LinkWish,
    PersonLinkKind,
)
from unhidden.safeguarding.models.offers import (
    CaseHolder,
    CaseOffer,
    DeclineReason,
    OfferState,
    OfferUrgency,
    SupportNeed,
)
from unhidden.safeguarding.models.people import (
    Case,
    CasePerson,
    CaseWayIn,
    SurvivorAgeGroup,
)
from unhidden.safeguarding.models.referrals import (
    AccountMark,
    HandoverEvent,
    HandoverStep,
    HowTold,
    NrmForm,
    NrmFormAnswer,
    NrmFormEvent,
    NrmFormStage,
    NrmFormUnsaved,
    ReferralHandover,
    SentenceCheck,
    SentenceTaken,
    SurvivorAccount,
)
from unhidden.safeguarding.models.safety import (
    RegisterDay,
    RegisterEntry,
    RegisterKeeper,
    SafetyRegister,
)
from unhidden.safeguarding.models.states import (
    CourseState,
    NrmState,
)
from unhidden.safeguarding.models.supervision import (
    SupervisionTalk,
)
from unhidden.safeguarding.models.support import (
    Note,
)
from unhidden.safeguarding.models.twice import (
    IdentityMark,
    TwinJudgement,
)

__all__ = [
    "LAST_STEPS",
    "AccountMark",
    "AgainKey",
    "AgainLetter",
    "BestInterestsDecision",
    "Case",
    "CaseHolder",
    "CaseOffer",
    "CaseOutcome",
    "CaseOutgoing",
    "CasePerson",
    "CaseTurn",
    "CaseTurnKind",
    "CaseWayIn",
    "CommunicationNeed",
    "Consent",
    "ConsentAnswer",
    "ConsentBasis",
    "ConsentInterpreter",
    "ConsentKind",
    "ContactRoute",
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
    "DeclineReason",
    "ExcludedInterpreter",
    "ExclusionReason",
    "ExportPurpose",
    "FoundAgain",
    "FoundAnswer",
    "HandoverEvent",
    "HandoverStep",
    "HoldingsRequest",
    "HoldingsStep",
    "HoldingsStepCode",
    "HowTold",
    "IdentityMark",
    "InterpreterGender",
    "LinkWish",
    "Note",
    "NrmChange",
    "NrmForm",
    "NrmFormAnswer",
    "NrmFormEvent",
    "NrmFormStage",
    "NrmFormUnsaved",
    "NrmState",
    "OfferState",
    "OfferUrgency",
    "OutgoingKind",
    "OutgoingMark",
    "OutgoingMarkCode",
    "OutsideReceiver",
    "PersonLinkKind",
    "ReferralHandover",
    "RegisterDay",
    "RegisterEntry",
    "RegisterKeeper",
    "ReopenReason",
    "SafeContact",
    "SafetyRegister",
    "SentenceCheck",
    "SentenceTaken",
    "SpeakingWishes",
    "SpokenLanguage",
    "SupervisionTalk",
    "SupportNeed",
    "SurvivorAccount",
    "SurvivorAgeGroup",
    "TwinJudgement",
    "WayTried",
]
