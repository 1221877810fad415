"""What the record of a safeguarding visit may hold: it keeps its declared purpose.

A visit for the welfare of those inside arrests nobody, goes in by no power, and notes
nothing that could be held against who sells sex: no condoms and no takings. What it
finds goes to no immigration purpose but by a release that two people stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from unhidden.visits.rules.records import VisitRecord

SAFEGUARDING = "safeguarding"
IMMIGRATION = frozenset({"home_office"})
_ENFORCED = frozenset({"arrest", "notice_served"})
# In English and Welsh; ``visits/sql/purpose.sql`` says the same.
_EVIDENCE = re.compile(
    r"\b(condoms?|condomau|gondom(au)?|chondom(au)?|takings|derbyniadau|dderbyniadau)\b",
    re.IGNORECASE,
)


def names_evidence(*texts: str) -> bool:
    """Whether these words note condoms or takings."""
    return any(_EVIDENCE.search(text) for text in texts)


def find_broken_purpose(record: VisitRecord) -> Iterator[str]:
    """The codes of what such a record must not hold, in the order of the form."""
    if record.entry_basis == "power":
        yield "power_at_safeguarding"
    if record.arrests or record.notices or record.outcome in _ENFORCED:
        yield "enforced_at_safeguarding"
    if names_evidence(record.narrative, record.entry_detail, record.purpose_told):
        yield "evidence_at_safeguarding"
    if any(referral.to in IMMIGRATION for referral in record.referrals):
        yield "immigration_at_safeguarding"
