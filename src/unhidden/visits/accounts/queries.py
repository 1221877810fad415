"""Which accounts wait for a decision, and those of one visit side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.signs import queries as signs
from unhidden.visits.models import AccountKind, AccountState, VisitAccount
from unhidden.visits.queries.counted import DECIDE
from unhidden.visits.queries.reach import get_page_language

ADDENDUM, COUNTS = AccountKind.ADDENDUM, AccountState.COUNTS


@dataclass(frozen=True, slots=True)
class AccountCard:
    """One account: whose, how it came, how it stands and what speaks against it."""

    id: UUID
    planned_id: UUID | None
    premises: str
    on: object
    kind: str
    kind_label: str
    is_of_safeguarding: bool
    source_label: str
    author: str
    organisation: str
    landed_at: datetime
    clock_off: int | None
    inner_there: int
    photos_there: int
    state: str
    state_label: str
    reason: str
    problems: tuple[str, ...]
    cancelled_because: str
    decided_by: str
    decided_at: datetime | None
    decided_why: str
    content: Mapping[str, Any]
    is_own: bool

    @property
    def is_waiting(self) -> bool:
        return self.state == AccountState.WAITS

    @property
    def is_countable(self) -> bool:
        """Whether a record can be made of it, and it is not the one that counts."""
        return (
            self.state != COUNTS
            and self.kind != ADDENDUM
            and self.planned_id is not None
            and isinstance(self.content.get("record"), dict)
        )


@dataclass(frozen=True, slots=True)
class AccountsOfVisit:
    """Those of a planned visit, the one that counts first; addenda apart.

    ``phrases`` are those of the signs that they answer.
    """

    premises: str
    accounts: tuple[AccountCard, ...]
    addenda: tuple[AccountCard, ...]
    phrases: Mapping[str, str]


@query
def list_waiting(*, viewer: Actor) -> list[AccountCard]:
    """What waits for the viewer's organisation to decide, the oldest first."""
    viewer.must(DECIDE)
    rows = _rows().filter(state=AccountState.WAITS, organisation_id=viewer.organisation)
    return [_card(row, viewer) for row in rows.order_by("landed_at", "id")]


@query
def list_own(*, viewer: Actor) -> list[AccountCard]:
    """The viewer's own that wait, the newest first."""
    rows = _rows().filter(author_id=viewer.person, state=AccountState.WAITS)
    return [_card(row, viewer) for row in rows.order_by("-landed_at", "id")]


@query
def is_sent(*, viewer: Actor, submission_id: UUID) -> bool:
    """Whether the viewer sent it, and has a word in what became of it."""
    mine = VisitAccount.objects.filter(author_id=viewer.person)
    return mine.filter(submission_id=submission_id).exists()


@query
def get_account(*, viewer: Actor, account_id: UUID) -> AccountsOfVisit:
    """One account beside the others of its visit; it stands first. Or Absent."""
    viewer.must(DECIDE)
    row = _rows().filter(id=account_id).first()
    if row is None:
        raise Absent
    others = _rows().filter(planned_id=row.planned_id).exclude(id=row.id)
    return _side_by_side([row, *others] if row.planned_id else [row], viewer, row.id)


@query
def compare_accounts(*, viewer: Actor, planned_id: UUID) -> AccountsOfVisit:
    """All of a planned visit that the viewer may read; Absent where there are none."""
    viewer.must(DECIDE)
    return _side_by_side([*_rows().filter(planned_id=planned_id)], viewer)


@query
def list_addenda(*, viewer: Actor, planned_id: UUID) -> list[AccountCard]:
    """What was added to the record of a visit that the viewer reads, in that order."""
    rows = _rows().filter(
        planned_id=planned_id, kind=ADDENDUM, state=AccountState.BESIDE
    )
    return [_card(row, viewer) for row in rows.order_by("landed_at", "id")]


def _side_by_side(
    rows: list[VisitAccount], viewer: Actor, first: UUID | None = None
) -> AccountsOfVisit:
    if not rows:
        raise Absent
    ordered = sorted(
        rows, key=lambda r: (r.id != first, r.state != COUNTS, r.landed_at, r.id)
    )
    cards = [_card(row, viewer) for row in ordered]
    codes = {
        str(sign["code"])
        for card in cards
        for sign in (card.content.get("record") or card.content).get("signs", [])
        if isinstance(sign, Mapping) and "code" in sign
    }
    known = signs.signs_by_code(codes, get_page_language())
    return AccountsOfVisit(
        premises=cards[0].premises,
        accounts=tuple(c for c in cards if c.kind != ADDENDUM or c.id == first),
        addenda=tuple(c for c in cards if c.kind == ADDENDUM and c.id != first),
        phrases={code: known[code].phrase for code in known},
    )


def _rows() -> QuerySet[VisitAccount]:
    return VisitAccount.objects.select_related(
        "planned__premises", "author", "author_organisation", "decided_by"
    )


def _card(row: VisitAccount, viewer: Actor) -> AccountCard:
    plan, home = row.planned, row.author_organisation
    return AccountCard(
        id=row.id,
        planned_id=row.planned_id,
        premises=plan.premises.name if plan else "",
        on=plan.on if plan else None,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        is_of_safeguarding=plan is not None and plan.kind == "safeguarding",
        source_label=row.get_source_display(),
        author=row.author.name if row.author else "",
        organisation=getattr(home, f"name_{get_page_language()}") if home else "",
        landed_at=row.landed_at,
        clock_off=row.clock_off,
        inner_there=row.inner_there,
        photos_there=row.photos_there,
        state=row.state,
        state_label=row.get_state_display(),
        reason=row.reason,
        problems=tuple(row.problems),
        cancelled_because=plan.cancelled_because if plan else "",
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        decided_why=row.decided_why,
        content=row.content,
        is_own=row.author_id == viewer.person_id,
    )
