"""Writes of the desk: triage, graded reports, the risk of premises."""

from unhidden.intelligence.actions.checks import (
    CheckedSince,
    CheckRefused,
    check_item,
)
from unhidden.intelligence.actions.disseminations import (
    BasisUnknown,
    GivenAlready,
    NotGiven,
    disseminate,
)
from unhidden.intelligence.actions.gradings import (
    GradedSince,
    GradeRefused,
    regrade_item,
)
from unhidden.intelligence.actions.judgements import (
    NoReasonToJudge,
    NotOneKind,
    VerdictUnknown,
    judge_mentions,
    split_subject,
    undo_judgement,
)
from unhidden.intelligence.actions.originals import OpenedOriginal, open_original
from unhidden.intelligence.actions.reports import (
    ReportAlreadyWritten,
    ReportNotForWriting,
    ReportRefused,
    write_report,
)
from unhidden.intelligence.actions.risks import (
    RISK_KEEPER,
    refresh_all_risk,
    refresh_risk,
)
from unhidden.intelligence.actions.triages import (
    DecisionUnknown,
    OrganisationNotNamed,
    ReasonMissing,
    ReportAlreadyTriaged,
    triage,
)
from unhidden.intelligence.rules.checks import CheckFault, NewCheck
from unhidden.intelligence.rules.disseminations import Against, NewDissemination
from unhidden.intelligence.rules.drafts import Fault, NewItem, NewReport
from unhidden.intelligence.rules.gradings import Grade, GradeFault
from unhidden.intelligence.rules.mentions import NewMention
from unhidden.intelligence.rules.subjects import (
    Contradiction,
    DecidedSince,
    NothingToSplit,
)

__all__ = [
    "RISK_KEEPER",
    "Against",
    "BasisUnknown",
    "CheckFault",
    "CheckRefused",
    "CheckedSince",
    "Contradiction",
    "DecidedSince",
    "DecisionUnknown",
    "Fault",
    "GivenAlready",
    "Grade",
    "GradeFault",
    "GradeRefused",
    "GradedSince",
    "NewCheck",
    "NewDissemination",
    "NewItem",
    "NewMention",
    "NewReport",
    "NoReasonToJudge",
    "NotGiven",
    "NotOneKind",
    "NothingToSplit",
    "OpenedOriginal",
    "OrganisationNotNamed",
    "ReasonMissing",
    "ReportAlreadyTriaged",
    "ReportAlreadyWritten",
    "ReportNotForWriting",
    "ReportRefused",
    "VerdictUnknown",
    "check_item",
    "disseminate",
    "judge_mentions",
    "open_original",
    "refresh_all_risk",
    "refresh_risk",
    "regrade_item",
    "split_subject",
    "triage",
    "undo_judgement",
    "write_report",
]
