"""Writes of the desk: triage, graded reports, the risk of premises."""

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
from unhidden.intelligence.rules.drafts import Fault, NewItem, NewMention, NewReport

__all__ = [
    "RISK_KEEPER",
    "DecisionUnknown",
    "Fault",
    "NewItem",
    "NewMention",
    "NewReport",
    "OpenedOriginal",
    "OrganisationNotNamed",
    "ReasonMissing",
    "ReportAlreadyTriaged",
    "ReportAlreadyWritten",
    "ReportNotForWriting",
    "ReportRefused",
    "open_original",
    "refresh_all_risk",
    "refresh_risk",
    "triage",
    "write_report",
]
