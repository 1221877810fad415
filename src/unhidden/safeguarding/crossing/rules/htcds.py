"""A case as fields of HTCDS 2.0, and what of them stays empty, each with why.

The Human Trafficking Case Data Standard of the International Organization for Migration
(CC BY 4.0; IOM does not endorse this program). Who the person is stays apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[2] / "data" / "htcds_fields.json"
_KINDS = {
    "charity": "NGO",
    "police": "LawEnforcement",
    "law_enforcement": "LawEnforcement",
    "council": "LocalGovernmentOrganisation",
    "health": "HealthServiceOrganisation",
    "oversight": "CentralGovernmentOrganisation",
}
_ACTUAL = frozenset({"cg_positive", "move_on"})
_NEGATIVE = frozenset({"rg_negative", "cg_negative"})
#: Why a field stays empty, by the beginning of its name.
_WHY = {
    "prs_": "who the person is stays apart",
    "per_": "suspects are no part of a survivor’s case",
    "hte_": "what happened is sealed, and told in the person’s own words alone",
    "spl_": "the plan is sealed, in the person’s own words",
    "cco_": "notes are sealed",
    "vic_": "what happened is sealed, and told in the person’s own words alone",
    "org_": "no address of those who support is passed on",
    "cas_": "names of workers and words of referrals are not passed on",
}


@dataclass(frozen=True, slots=True)
class ExportedCase:
    """What of a case goes into a file: codes, days, and organisations by name."""

    lead: str
    lead_kind: str
    state: str
    opened_on: date
    closed_on: date | None
    agrees_to_support: bool
    is_at_rest: bool = False
    outcome: str = ""
    outcome_label: str = ""
    has_died: bool = False
    referred_to: str = ""
    referred_on: date | None = None
    referral_kind: str = ""
    need: str = ""


@cache
def list_fields() -> tuple[str, ...]:
    """The names of the standard's fields that are not deprecated, in its order."""
    found = json.loads(_FILE.read_text(encoding="utf-8"))["fields"]
    return tuple(each["field"] for each in found if each["status"] != "DEPRECATED")


def fill_fields(case: ExportedCase) -> dict[str, str]:
    """The fields that a case has an answer to; every other field is not filled."""
    status = "PossibleVictimOfTrafficking"
    decided = ""
    if case.state in _ACTUAL:
        status, decided = "ActualVictimOfTrafficking", _DECIDED
    elif case.state in _NEGATIVE:
        status, decided = "NotAVictimOfTrafficking", _DECIDED
    filled = {
        "org_Name": case.lead,
        "org_Type": _KINDS.get(case.lead_kind, ""),
        "org_ShippingCountry": "GB",
        "prs_Deceased": "TRUE" if case.has_died else "",
        "vic_TraffickingStatus": status,
        "vic_TraffickingStatusDecisionMakingOrg": decided,
        "cas_Status": _find_status(case),
        "cas_ReasonForCaseClosure": case.outcome_label if case.closed_on else "",
        "cas_IncomingReferralDate": case.opened_on.isoformat(),
        "cas_ReferredOrganisation": case.referred_to,
        "cas_OutgoingReferralDate": _write_day(case.referred_on),
        "cas_ReasonForOutgoingReferral": _REASONS.get(case.referral_kind, ""),
        "spl_Type": _PLANS.get(case.need, ""),
        "spl_ActualEndDate": _write_day(case.closed_on),
        "con_Consent": "TRUE" if case.agrees_to_support else "FALSE",
    }
    return {name: value for name, value in filled.items() if value}


def _find_status(case: ExportedCase) -> str:
    if case.closed_on:
        return "ClosedReferred" if case.outcome == "handed_on" else "Closed"
    return "FollowUp" if case.is_at_rest else "Active"


def _write_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def may_export(purpose: str, *, is_closed: bool, standing: str) -> bool:
    """Whether a case goes into a file: a closed one for some purposes alone.

    Never against a word that was taken back. A referral abroad is of whom somebody
    still supports.
    """
    if standing == "withdrawn":
        return False
    return not is_closed or purpose in {"statistics", "move", "person"}


_DECIDED = "NonPoliceGovernmentalOrganization"
_REASONS = {
    "share": "AdditionalServicesRequired",
    "hand_over": "Other",
    "referral": "Other",
}
#: What a need is called among the standard's kinds of plans; of others it has none.
_PLANS = {
    "education": "Education",
    "language": "Education",
    "money": "Financial",
    "health": "Health",
    "mental_health": "Health",
    "gp": "Health",
    "dentist": "Health",
    "legal_aid": "Legal",
    "immigration": "Legal",
    "papers": "Legal",
    "work": "Livelihood",
    "safety": "SocialCare",
    "housing": "SocialCare",
    "children": "SocialCare",
    "company": "SocialCare",
}
MAPPED = frozenset(
    {
        "org_Name",
        "org_ShippingCountry",
        "org_Type",
        "prs_Deceased",
        "vic_TraffickingStatus",
        "vic_TraffickingStatusDecisionMakingOrg",
        "cas_Status",
        "cas_ReasonForCaseClosure",
        "cas_IncomingReferralDate",
        "cas_ReferredOrganisation",
        "cas_OutgoingReferralDate",
        "cas_ReasonForOutgoingReferral",
        "spl_Type",
        "spl_ActualEndDate",
        "con_Consent",
    }
)


def list_unmapped() -> tuple[tuple[str, str], ...]:
    """Each field that no case fills, and why."""
    return tuple((name, _WHY[name[:4]]) for name in list_fields() if name not in MAPPED)


def make_rows(cases: Iterable[ExportedCase]) -> list[Mapping[str, str]]:
    """A row for each case, with every field of the standard."""
    return [
        {name: guard(fill_fields(case).get(name, "")) for name in list_fields()}
        for case in cases
    ]


def guard(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
