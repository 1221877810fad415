"""Compares what was granted, as the ledger says, with what the tables hold.

It imports nothing of the program: what it knows of the law of keys and alerts stands
here a second time, in the ledger's words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
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
_NOTE, _IDENTITY = "safeguarding_note.text_sealed", "safeguarding_case.identity_sealed"
_AGREED = "safeguarding_casetransfer.words_sealed"
_WRITTEN = "select id::text, written_at from safeguarding_note"
_LATE = """
select id::text, case_id::text, due_at, least(met_at, ended_at)
  from safeguarding_deadline
"""
_PRINTED = """
select case_id::text, count(*) from safeguarding_caseoutgoing
 where kind = 'own_page' and is_asked_for and is_talked_over group by 1
"""
#: What stands on the person's page of whoever holds something today.
_HOLDS = ("works on your case", "may read it")
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
class WrittenValue:
    """Who holds something written once, after the moves of its case.

    ``kept`` are former leads, who go on holding it; ``opens`` whether who leads the
    case holds it, and so everybody whom they let in.
    """

    kept: set[str] = field(default_factory=set)
    opens: bool = True

    def move(self, giver: str, to: str, passes: bool) -> None:
        """The case goes to another organisation, with this or without."""
        if self.opens:
            self.kept.add(giver)
        self.opens = (self.opens and passes) or to in self.kept

    def list_holders(self, now: set[str]) -> set[str]:
        """Of who may hold anything ``now``, and of former leads, those who hold it."""
        return self.kept | now if self.opens else set(self.kept)


@dataclass(slots=True)
class GrantedCase:
    """Who may hold what of one case, by what the ledger says so far.

    ``ever`` are all who did at any time; ``said`` is what the person's page said last,
    by the names of organisations; ``asked`` how often they asked for it. ``notes`` by
    when each was written; ``former`` holds who somebody is until it is told again,
    where that did not pass; ``agreed`` both sides of each move, by its id.
    """

    lead: str = ""
    ever: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)
    asked: int = 0
    joined: Counter[str] = field(default_factory=Counter)
    shared: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: dict[datetime, WrittenValue] = field(default_factory=dict)
    is_told: bool = False
    former: str = ""
    agreed: dict[str, set[str]] = field(default_factory=dict)

    def may_hold(self, category: str) -> set[str]:
        """The organisations that hold a value of this category."""
        by_share = {
            each["to"]
            for each in self.shared.values()
            if category in each["categories"]
        }
        on_team = {org for org, count in self.joined.items() if count > 0}
        return {self.lead, *on_team, *by_share}

    def list_holders(self, slot: str, record: str, at: datetime | None) -> set[str]:
        """The organisations that hold one value, written at that moment."""
        if slot == _AGREED:
            return self.agreed.get(record, set())
        now = self.may_hold(name_category(slot))
        if slot == _IDENTITY and self.former not in {"", self.lead}:
            return {self.former}
        if slot == _NOTE and at in self.notes:
            return self.notes[at].list_holders(now)
        return now

    def list_all_holders(self) -> set[str]:
        """Every organisation that holds something of it."""
        kept = {org for note in self.notes.values() for org in note.kept}
        now = self.may_hold("narrative") | self.may_hold("identity")
        return now | kept | ({self.former} - {""})


@dataclass(frozen=True, slots=True)
class YearsFindings:
    """What is wrong, each with an example a reader can look up."""

    holds_wrong: tuple[str, ...]
    alerts_lost: tuple[str, ...]
    alerts_doubled: tuple[str, ...]
    pages_wrong: tuple[str, ...]
    unasked: tuple[str, ...]
    values: int
    alerts: int

    @property
    def is_clean(self) -> bool:
        """Whether the tables are what the ledger says."""
        told = self.alerts_lost or self.alerts_doubled
        return not (self.holds_wrong or told or self.pages_wrong or self.unasked)


def check_years(
    admin: psycopg.Connection[Any],
    lines: Iterable[LedgerFact],
    names: Mapping[str, str],
) -> YearsFindings:
    """Compare the ledger's cases, and no others, with the tables and the pages.

    ``names`` are the organisations' ids by the names that stand on pages.
    """
    facts = list(lines)
    granted = follow_grants(facts)
    wrong, values = _find_wrong_holders(admin, granted)
    swept = [each.at for each in facts if each.what == "sweeps"]
    lost, doubled, alerts = _find_wrong_alerts(admin, granted.keys(), swept)
    pages = tuple(
        f"{case}: {wrong_page}"
        for case, one in granted.items()
        if (wrong_page := find_wrong_page(one, names))
    )
    printed = dict(admin.execute(_PRINTED).fetchall())
    unasked = tuple(
        f"{case} was printed {printed.get(case, 0)} times, and asked for {one.asked}"
        for case, one in granted.items()
        if printed.get(case, 0) != one.asked
    )
    return YearsFindings(wrong, lost, doubled, pages, unasked, values, alerts)


def find_wrong_page(case: GrantedCase, names: Mapping[str, str]) -> str:
    """What the person's page says wrongly of who holds something; empty if nothing.

    Who holds nothing any more is on it only where it once did.
    """
    if not case.said:
        return ""
    named = {names[name]: text for name, text in case.said.items()}
    holds = {org for org, text in named.items() if any(say in text for say in _HOLDS)}
    expected = case.list_all_holders()
    if holds != expected:
        more, less = sorted(holds - expected), sorted(expected - holds)
        return f"the page says too many {more}, too few {less}"
    strangers = sorted(named.keys() - case.ever)
    return f"the page names {strangers}, who never held it" if strangers else ""


def follow_grants(lines: Iterable[LedgerFact]) -> dict[str, GrantedCase]:
    """What the acts of the ledger leave in force at its end."""
    cases: dict[str, GrantedCase] = defaultdict(GrantedCase)
    for line in lines:
        if line.what in _FOLLOWED:
            _FOLLOWED[line.what](cases[line.case], {**line.facts, "at": line.at})
    return dict(cases)


def _open(case: GrantedCase, facts: dict[str, Any]) -> None:
    case.lead = facts["lead"]
    case.ever.add(case.lead)


def _join(case: GrantedCase, facts: dict[str, Any]) -> None:
    case.joined[facts["organisation"]] += 1
    case.ever.add(facts["organisation"])


def _leave(case: GrantedCase, facts: dict[str, Any]) -> None:
    case.joined[facts["organisation"]] -= 1


def _share(case: GrantedCase, facts: dict[str, Any]) -> None:
    case.shared[facts["share"]] = facts
    case.ever.add(facts["to"])


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


def _tell(case: GrantedCase, facts: dict[str, Any]) -> None:
    if facts["of"] == "identity":
        case.is_told, case.former = True, ""
    else:
        case.notes[facts["at"]] = WrittenValue()


def _move(case: GrantedCase, facts: dict[str, Any]) -> None:
    """Another organisation leads it: the former team and every share are gone."""
    giver, to, items = case.lead, facts["to"], facts["items"]
    for note in case.notes.values():
        note.move(giver, to, "notes" in items)
    if "identity" in items:
        case.former = "" if case.former == giver else case.former
    elif case.is_told and not case.former:
        case.former = giver
    case.agreed[facts["transfer"]] = {giver, to}
    case.lead, case.shared = to, {}
    case.joined.clear()
    case.ever.add(to)


def _read(case: GrantedCase, facts: dict[str, Any]) -> None:
    case.said = facts["holders"]


def _print(case: GrantedCase, _facts: dict[str, Any]) -> None:
    case.asked += 1


_FOLLOWED = {
    "reads": _read,
    "prints": _print,
    "tells": _tell,
    "moves": _move,
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
    written = dict(admin.execute(_WRITTEN).fetchall())
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record, slot, organisation in admin.execute(_KEYS):
        held[record, slot].add(organisation)
    wrong, values = [], 0
    for (record, slot), holders in held.items():
        case = granted.get(case_of.get(record, ""))
        if case is None:
            continue
        values += 1
        expected = case.list_holders(slot, record, written.get(record))
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
    admin: psycopg.Connection[Any], cases: Iterable[str], swept: Collection[datetime]
) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Each deadline that had passed unmet at a sweep is told of once, and no other."""
    mine, told = set(cases), dict(admin.execute(_ALERTS).fetchall())
    lost, doubled, alerts = [], [], 0
    for deadline, case, due_at, over_at in admin.execute(_LATE):
        if case not in mine:
            continue
        count = told.get(deadline, 0)
        alerts += count
        wanted = is_alerted(due_at, over_at, swept)
        if count < wanted:
            lost.append(f"{deadline} was due {due_at}")
        if count > wanted:
            doubled.append(f"{deadline} was told {count} times, and {wanted} wanted")
    return tuple(lost), tuple(doubled), alerts


def is_alerted(
    due_at: datetime, over_at: datetime | None, swept: Collection[datetime]
) -> bool:
    """Whether a sweep found it late: past due, and not yet met or at an end."""
    return any(due_at < at and (over_at is None or at < over_at) for at in swept)
