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
        "vic_TraffickingStatus": status,
        "vic_TraffickingStatusDecisionMakingOrg": decided,
        "cas_Status": "Closed" if case.closed_on else "Active",
        "cas_IncomingReferralDate": case.opened_on.isoformat(),
        "con_Consent": "TRUE" if case.agrees_to_support else "FALSE",
    }
    return {name: value for name, value in filled.items() if value}


_DECIDED = "NonPoliceGovernmentalOrganization"
MAPPED = frozenset(
    {
        "org_Name",
        "org_Type",
        "vic_TraffickingStatus",
        "vic_TraffickingStatusDecisionMakingOrg",
        "cas_Status",
        "cas_IncomingReferralDate",
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
