"""The tables of the desk: triage, graded intelligence, who is who, and risk."""

from unhidden.intelligence.models.checks import ItemCheck, Line
from unhidden.intelligence.models.contacts import (
    Contact,
    ContactState,
    ContactStep,
    MeetingKey,
)
from unhidden.intelligence.models.disseminations import Dissemination, LawfulBasis
from unhidden.intelligence.models.gradings import Grading
from unhidden.intelligence.models.items import (
    Assessment,
    Handling,
    Item,
    Source,
)
from unhidden.intelligence.models.judgements import (
    Judgement,
    Verdict,
)
from unhidden.intelligence.models.linkage import (
    LinkageModel,
    ModelChange,
    ModelPublication,
    ModelTraining,
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
    Origin,
)
from unhidden.intelligence.models.reviews import (
    DisposedCount,
    Matter,
    Review,
    ReviewDecision,
    ReviewMatter,
)
from unhidden.intelligence.models.risks import (
    Band,
    CameOf,
    Look,
    PanelWeights,
    PremisesRisk,
)
from unhidden.intelligence.models.searches import SavedSearch
from unhidden.intelligence.models.sources import (
    SourceKey,
    SourceMatch,
    SourceState,
    SourceStep,
)
from unhidden.intelligence.models.triages import (
    Decision,
    Triage,
)

__all__ = [
    "Assessment",
    "Assignment",
    "Band",
    "CameOf",
    "Contact",
    "ContactState",
    "ContactStep",
    "DangerToLife",
    "Decision",
    "DisposedCount",
    "Dissemination",
    "Grading",
    "Handling",
    "IntelligenceReport",
    "Item",
    "ItemCheck",
    "Judgement",
    "LawfulBasis",
    "Line",
    "Link",
    "LinkKind",
    "LinkWithdrawal",
    "LinkageModel",
    "Look",
    "Matter",
    "MeetingKey",
    "Mention",
    "MentionKind",
    "ModelChange",
    "ModelPublication",
    "ModelTraining",
    "NoCall",
    "Origin",
    "PanelWeights",
    "PremisesRisk",
    "Replacement",
    "Review",
    "ReviewDecision",
    "ReviewMatter",
    "SavedSearch",
    "Source",
    "SourceKey",
    "SourceMatch",
    "SourceState",
    "SourceStep",
    "SpamMark",
    "Trace",
    "TraceKey",
    "TrainingFailure",
    "Triage",
    "Verdict",
]
