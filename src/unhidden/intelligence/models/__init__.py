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
    Mention,
    MentionKind,
    Trace,
    TraceKey,
)
from unhidden.intelligence.models.reports import (
    IntelligenceReport,
    Origin,
)
from unhidden.intelligence.models.risks import (
    Band,
    PremisesRisk,
)
from unhidden.intelligence.models.searches import SavedSearch
from unhidden.intelligence.models.triages import (
    Decision,
    Triage,
)

__all__ = [
    "Assessment",
    "Band",
    "Contact",
    "ContactState",
    "ContactStep",
    "Decision",
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
    "LinkageModel",
    "MeetingKey",
    "Mention",
    "MentionKind",
    "ModelChange",
    "ModelPublication",
    "ModelTraining",
    "Origin",
    "PremisesRisk",
    "SavedSearch",
    "Source",
    "Trace",
    "TraceKey",
    "TrainingFailure",
    "Triage",
    "Verdict",
]
