"""Writes of the desk: triage, graded reports, the risk of premises."""

from unhidden.intelligence.actions.contacts import (
    ContactClosed,
    ContactStateUnknown,
    NoOutcome,
    note_contact,
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
from unhidden.intelligence.actions.searches import (
    MOST_SAVED,
    NothingToSave,
    TooManySearches,
    check_searches,
    note_seen,
    pause_search,
    remove_search,
    renew_search,
    save_search,
)
from unhidden.intelligence.actions.triages import (
    DecisionUnknown,
    OrganisationNotNamed,
    ReasonMissing,
    ReportAlreadyTriaged,
    triage,
)
from unhidden.intelligence.rules.drafts import Fault, NewItem, NewReport
from unhidden.intelligence.rules.mentions import NewMention
from unhidden.intelligence.rules.subjects import (
    Contradiction,
    DecidedSince,
    NothingToSplit,
)

__all__ = [
    "MOST_SAVED",
    "RISK_KEEPER",
    "ContactClosed",
    "ContactStateUnknown",
    "Contradiction",
    "DecidedSince",
    "DecisionUnknown",
    "Fault",
    "NewItem",
    "NewMention",
    "NewReport",
    "NoOutcome",
    "NoReasonToJudge",
    "NotOneKind",
    "NothingToSave",
    "NothingToSplit",
    "OpenedOriginal",
    "OrganisationNotNamed",
    "ReasonMissing",
    "ReportAlreadyTriaged",
    "ReportAlreadyWritten",
    "ReportNotForWriting",
    "ReportRefused",
    "TooManySearches",
    "VerdictUnknown",
    "check_searches",
    "judge_mentions",
    "note_contact",
    "note_seen",
    "open_original",
    "pause_search",
    "refresh_all_risk",
    "refresh_risk",
    "remove_search",
    "renew_search",
    "save_search",
    "split_subject",
    "triage",
    "undo_judgement",
    "write_report",
]
