"""Writes of the desk: triage, graded reports, the risk of premises."""

from unhidden.intelligence.actions.judgements import (
    NoReasonToJudge,
    NotOneKind,
    VerdictUnknown,
    judge_mentions,
    split_subject,
    undo_judgement,
)
from unhidden.intelligence.actions.mentions import (
    LinkUnclear,
    MentionUnclear,
    TooManyMentions,
    add_mentions,
    link_mentions,
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
from unhidden.intelligence.actions.traces import TRACE_KEEPER, refresh_traces
from unhidden.intelligence.actions.triages import (
    DecisionUnknown,
    OrganisationNotNamed,
    ReasonMissing,
    ReportAlreadyTriaged,
    triage,
)
from unhidden.intelligence.rules.drafts import Fault, NewItem, NewReport
from unhidden.intelligence.rules.mentions import NewLink, NewMention
from unhidden.intelligence.rules.subjects import (
    Contradiction,
    DecidedSince,
    NothingToSplit,
)

__all__ = [
    "RISK_KEEPER",
    "TRACE_KEEPER",
    "Contradiction",
    "DecidedSince",
    "DecisionUnknown",
    "Fault",
    "LinkUnclear",
    "MentionUnclear",
    "NewItem",
    "NewLink",
    "NewMention",
    "NewReport",
    "NoReasonToJudge",
    "NotOneKind",
    "NothingToSplit",
    "OpenedOriginal",
    "OrganisationNotNamed",
    "ReasonMissing",
    "ReportAlreadyTriaged",
    "ReportAlreadyWritten",
    "ReportNotForWriting",
    "ReportRefused",
    "TooManyMentions",
    "VerdictUnknown",
    "add_mentions",
    "judge_mentions",
    "link_mentions",
    "open_original",
    "refresh_all_risk",
    "refresh_risk",
    "refresh_traces",
    "split_subject",
    "triage",
    "undo_judgement",
    "write_report",
]
