"""Compares what was granted, as the ledger says, with what the tables hold.

It imports nothing of the program: what it knows of the law of keys and alerts stands
here a second time, in the ledger's words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import psycopg
from psycopg import sql

#: Which category of a case each sealed field is of, by its slot; others are narrative.
IDENTITY = ("identity_sealed", "name_sealed")
_TABLES = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id'
 where c.relkind = 'r' and n.nspname = 'public' and c.relname like 'safeguarding%%'
"""
_KEYS = """
select k.record_id::text, k.slot, t.organisation_id::text
  from vault_recordkey k join vault_team t on t.id = k.team_id
 where k.slot like 'safeguarding%%'
"""
_LATE = """
select d.id::text, d.case_id::text, d.due_at, d.met_at from safeguarding_deadline d
"""
_ALERTS = """
select subject_id::text, count(*) from audit_event
 where name = 'safeguarding.deadline_passed' group by 1
"""


@dataclass(frozen=True, slots=True)
class LedgerFact:
    """A line of the ledger, as the checker needs it."""

    at: datetime
    case: str
    what: str
    facts: dict[str, Any]


@dataclass(slots=True)
class GrantedCase:
    """Who may hold what of one case, by what the ledger says so far."""

    lead: str = ""
    joined: Counter[str] = field(default_factory=Counter)
    shared: dict[str, dict[str, Any]] = field(default_factory=dict)

    def may_hold(self, category: str) -> set[str]:
        """The organisations that hold a value of this category."""
        by_share = {
            each["to"]
            for each in self.shared.values()
            if category in each["categories"]
        }
        on_team = {org for org, count in self.joined.items() if count > 0}
        return {self.lead, *on_team, *by_share}


@dataclass(frozen=True, slots=True)
class YearsFindings:
    """What is wrong, each with an example a reader can look up."""

    holds_wrong: tuple[str, ...]
    alerts_lost: tuple[str, ...]
    alerts_doubled: tuple[str, ...]
    values: int
    alerts: int

    @property
    def is_clean(self) -> bool:
        """Whether the tables are what the ledger says."""
        return not (self.holds_wrong or self.alerts_lost or self.alerts_doubled)


def check_years(
    admin: psycopg.Connection[Any], lines: Iterable[LedgerFact]
) -> YearsFindings:
    """Compare the ledger's cases, and no others, with the tables."""
    facts = list(lines)
    granted = follow_grants(facts)
    wrong, values = _find_wrong_holders(admin, granted)
    swept = max((each.at for each in facts if each.what == "sweeps"), default=None)
    lost, doubled, alerts = _find_wrong_alerts(admin, granted.keys(), swept)
    return YearsFindings(wrong, lost, doubled, values, alerts)


def follow_grants(lines: Iterable[LedgerFact]) -> dict[str, GrantedCase]:
    """What the acts of the ledger leave in force at its end."""
    cases: dict[str, GrantedCase] = defaultdict(GrantedCase)
    for line in lines:
        if line.what in _FOLLOWED:
            _FOLLOWED[line.what](cases[line.case], line.facts)
    return dict(cases)


def _open(case: GrantedCase, facts: dict[str, Any]) -> None:
    case.lead = facts["lead"]


def _join(case: GrantedCase, facts: dict[str, Any]) -> None:
    case.joined[facts["organisation"]] += 1


def _leave(case: GrantedCase, facts: dict[str, Any]) -> None:
    case.joined[facts["organisation"]] -= 1


def _share(case: GrantedCase, facts: dict[str, Any]) -> None:
    case.shared[facts["share"]] = facts


def _end_share(case: GrantedCase, facts: dict[str, Any]) -> None:
    case.shared.pop(facts["share"], None)


def _withdraw(case: GrantedCase, _facts: dict[str, Any]) -> None:
    """With a consent goes every share that rested on one."""
    case.shared = {
        key: each for key, each in case.shared.items() if not each["by_consent"]
    }


def _close(case: GrantedCase, _facts: dict[str, Any]) -> None:
    """With a case everything ends that was shared of it, on whatever ground."""
    case.shared = {}


_FOLLOWED = {
    "opens": _open,
    "joins": _join,
    "leaves": _leave,
    "shares": _share,
    "ends_share": _end_share,
    "withdraws": _withdraw,
    "closes": _close,
}


def _find_wrong_holders(
    admin: psycopg.Connection[Any], granted: dict[str, GrantedCase]
) -> tuple[tuple[str, ...], int]:
    case_of = _map_rows(admin)
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record, slot, organisation in admin.execute(_KEYS):
        held[record, slot].add(organisation)
    wrong, values = [], 0
    for (record, slot), holders in held.items():
        case = granted.get(case_of.get(record, ""))
        if case is None:
            continue
        values += 1
        expected = case.may_hold(name_category(slot))
        if holders != expected:
            more, less = sorted(holders - expected), sorted(expected - holders)
            wrong.append(f"{slot} {record}: too many {more}, too few {less}")
    return tuple(wrong), values


def name_category(slot: str) -> str:
    """The category of a sealed field, by the name of its slot."""
    return "identity" if slot.endswith(IDENTITY) else "narrative"


def _map_rows(admin: psycopg.Connection[Any]) -> dict[str, str]:
    """Of every row that lies under a case, the case; and each case by itself."""
    found: dict[str, str] = {}
    tables = [name for (name,) in admin.execute(_TABLES)]
    for name in tables:
        query = sql.SQL("select id::text, case_id::text from {} where case_id notnull")
        found.update(admin.execute(query.format(sql.Identifier(name))).fetchall())
    for (case,) in admin.execute("select id::text from safeguarding_case"):
        found[case] = case
    return found


def _find_wrong_alerts(
    admin: psycopg.Connection[Any], cases: Iterable[str], swept: datetime | None
) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Each deadline that had passed unmet at a sweep is told of once, and no other."""
    mine, told = set(cases), dict(admin.execute(_ALERTS).fetchall())
    lost, doubled, alerts = [], [], 0
    for deadline, case, due_at, met_at in admin.execute(_LATE):
        if case not in mine or swept is None:
            continue
        count = told.get(deadline, 0)
        alerts += count
        is_late = due_at < swept and met_at is None
        if is_late and not count:
            lost.append(f"{deadline} was due {due_at}")
        if count > 1:
            doubled.append(f"{deadline} was told {count} times")
    return tuple(lost), tuple(doubled), alerts
