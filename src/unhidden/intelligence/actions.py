"""Writes of the desk: triage, graded reports, the risk of premises."""

from unhidden.intelligence.gradings.rules import Grade
from unhidden.intelligence.reports.actions.checks import check_item
from unhidden.intelligence.reports.actions.disseminations import disseminate_item
from unhidden.intelligence.reports.actions.gradings import confirm_grade, regrade_item
from unhidden.intelligence.reports.actions.mentions import link_mentions
from unhidden.intelligence.reports.actions.reports import (
    ReportAlreadyWritten,
    ReportRefused,
    write_report,
)
from unhidden.intelligence.reports.rules.checks import NewCheck
from unhidden.intelligence.reports.rules.disseminations import NewDissemination
from unhidden.intelligence.reports.rules.drafts import DraftFault, NewItem, NewReport
from unhidden.intelligence.retention.actions import review_report
from unhidden.intelligence.retention.rules import NewReview
from unhidden.intelligence.risk.actions.risks import RISK_KEEPER, refresh_all_risk
from unhidden.intelligence.search.actions import check_searches, save_search
from unhidden.intelligence.subjects.actions.contacts import note_contact
from unhidden.intelligence.subjects.actions.judgements import judge_mentions
from unhidden.intelligence.subjects.actions.proposals import (
    OPERATOR,
    BatchAlready,
    ask_for_batch,
)
from unhidden.intelligence.subjects.rules.mentions import NewLink, NewMention

__all__ = [
    "OPERATOR",
    "RISK_KEEPER",
    "BatchAlready",
    "DraftFault",
    "Grade",
    "NewCheck",
    "NewDissemination",
    "NewItem",
    "NewLink",
    "NewMention",
    "NewReport",
    "NewReview",
    "ReportAlreadyWritten",
    "ReportRefused",
    "ask_for_batch",
    "check_item",
    "check_searches",
    "confirm_grade",
    "disseminate_item",
    "judge_mentions",
    "link_mentions",
    "note_contact",
    "refresh_all_risk",
    "regrade_item",
    "review_report",
    "save_search",
    "write_report",
]
