"""Writes of the desk: triage, graded reports, the risk of premises."""

from unhidden.intelligence.actions.checks import check_item
from unhidden.intelligence.actions.contacts import note_contact
from unhidden.intelligence.actions.disseminations import disseminate
from unhidden.intelligence.actions.gradings import confirm_grade, regrade_item
from unhidden.intelligence.actions.judgements import judge_mentions
from unhidden.intelligence.actions.mentions import link_mentions
from unhidden.intelligence.actions.reports import (
    ReportAlreadyWritten,
    ReportRefused,
    write_report,
)
from unhidden.intelligence.actions.reviews import review
from unhidden.intelligence.actions.risks import RISK_KEEPER, refresh_all_risk
from unhidden.intelligence.actions.searches import check_searches, save_search
from unhidden.intelligence.actions.triages import triage
from unhidden.intelligence.rules.checks import NewCheck
from unhidden.intelligence.rules.disseminations import NewDissemination
from unhidden.intelligence.rules.drafts import Fault, NewItem, NewReport
from unhidden.intelligence.rules.gradings import Grade
from unhidden.intelligence.rules.mentions import NewLink, NewMention
from unhidden.intelligence.rules.reviews import NewReview

__all__ = [
    "RISK_KEEPER",
    "Fault",
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
    "check_item",
    "check_searches",
    "confirm_grade",
    "disseminate",
    "judge_mentions",
    "link_mentions",
    "note_contact",
    "refresh_all_risk",
    "regrade_item",
    "review",
    "save_search",
    "triage",
    "write_report",
]
