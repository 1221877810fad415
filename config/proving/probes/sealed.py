"""Where something sealed lies in a record, and how far the record of events reaches."""

from __future__ import annotations

from config.proving.attempts import Attempt
from config.proving.probes.emergency.prepared import NOBODY, looking
from config.proving.records import CASE, REPORT, record

OVERSEER = ("overseer", "audit")
INTELLIGENCE = "intelligence_intelligencereport"


def _slots(domain: str, table: str, expects: int) -> Attempt:
    """How many values are sealed in the record: other procedures ask it."""
    asked = f"select count(*) from wall.sealed_rows('{domain}', {record(table, ())})"
    name = f"of {table} as {domain}"
    return Attempt("sealed_rows", name, NOBODY, looking([], asked), str(expects))


SLOTS = [
    _slots("safeguarding_case", CASE, 2),
    _slots("intelligence", INTELLIGENCE, 2),
    _slots("report", REPORT, 1),
    _slots("report", CASE, 0),
    _slots("report", INTELLIGENCE, 0),
    _slots("intelligence", REPORT, 0),
]
_MONTHS = [
    "create table audit.event_2999_01 (id integer)",
    "create index event_2999_02 on audit.event_2999_01 (id)",
    "create table audit.other_2999_03 ()",
    "create table public.event_2999_04 ()",
]
_LASTS = "select lasts_until = timestamptz '2999-02-01 00:00 UTC' from wall.sealing()"
ATTEMPTS = [
    *SLOTS,
    Attempt("sealing", "to who audits", OVERSEER, [_LASTS], "True", _MONTHS),
]
