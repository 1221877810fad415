"""The tables of the desk: triage, graded intelligence, who is who, and risk."""

from unhidden.intelligence.models.batches import (
    BatchFailure,
    BatchStage,
    LinkageBatch,
    ProposalDelay,
    ProposedLink,
)
from unhidden.intelligence.models.calibration import (
    CalibrationPair,
    CalibrationSample,
)
from unhidden.intelligence.models.checks import ItemCheck, SourceClue
from unhidden.intelligence.models.contacts import (
    Contact,
    ContactState,
    ContactStep,
    MeetingKey,
)
from unhidden.intelligence.models.disseminations import Dissemination, LawfulBasis
from unhidden.intelligence.models.gradings import Grading
from unhidden.intelligence.models.items import (
    AssessmentGrade,
    HandlingCode,
    Item,
    SourceGrade,
)
from unhidden.intelligence.models.judgements import (
    Judgement,
    MatchVerdict,
)
from unhidden.intelligence.models.linkage import (
    LinkageModel,
    ModelChange,
    ModelPublication,
    ModelTraining,
    PeopleCount,
    TrainingFailure,
)
from unhidden.intelligence.models.mentions import (
    Link,
    LinkKind,
    LinkWithdrawal,
    Mention,
    MentionKind,
    Trace,
    TraceKey,
)
from unhidden.intelligence.models.queueing import (
    Assignment,
    DangerToLife,
    NoCall,
    SpamMark,
)
from unhidden.intelligence.models.replacements import Replacement
from unhidden.intelligence.models.reports import (
    IntelligenceReport,
    ReportOrigin,
)
from unhidden.intelligence.models.reviews import (
    DisposedCount,
    ReportMatter,
    Review,
    ReviewDecision,
    ReviewMatter,
)
from unhidden.intelligence.models.risks import (
    CameOf,
    Look,
    PanelWeights,
    PremisesRisk,
    RiskBand,
)
from unhidden.intelligence.models.searches import SavedSearch
from unhidden.intelligence.models.sources import (
    SourceKey,
    SourceMatch,
    SourceState,
    SourceStep,
)
from unhidden.intelligence.models.triages import (
    Triage,
    TriageDecision,
)

__all__ = [
    "AssessmentGrade",
    "Assignment",
    "BatchFailure",
    "BatchStage",
    "CalibrationPair",
    "CalibrationSample",
    "CameOf",
    "Contact",
    "ContactState",
    "ContactStep",
    "DangerToLife",
    "DisposedCount",
    "Dissemination",
    "Grading",
    "HandlingCode",
    "IntelligenceReport",
    "Item",
    "ItemCheck",
    "Judgement",
    "LawfulBasis",
    "Link",
    "LinkKind",
    "LinkWithdrawal",
    "LinkageBatch",
    "LinkageModel",
    "Look",
    "MatchVerdict",
    "MeetingKey",
    "Mention",
    "MentionKind",
    "ModelChange",
    "ModelPublication",
    "ModelTraining",
    "NoCall",
    "PanelWeights",
    "PeopleCount",
    "PremisesRisk",
    "ProposalDelay",
    "ProposedLink",
    "Replacement",
    "ReportMatter",
    "ReportOrigin",
    "Review",
    "ReviewDecision",
    "ReviewMatter",
    "RiskBand",
    "SavedSearch",
    "SourceClue",
    "SourceGrade",
    "SourceKey",
    "SourceMatch",
    "SourceState",
    "SourceStep",
    "SpamMark",
    "Trace",
    "TraceKey",
    "TrainingFailure",
    "Triage",
    "TriageDecision",
]
