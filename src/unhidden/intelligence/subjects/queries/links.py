"""What items say of how things hang together, and what of that was withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.access.policy import Action
from unhidden.access.rls.rows import may_act_on
from unhidden.intelligence.models import Item, Link, LinkWithdrawal


@dataclass(frozen=True, slots=True)
class LinkWithdrawalView:
    """Why a link stands no more."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ItemLink:
    """A link of an item: ``sentence`` has places for ``one`` and ``other``.

    ``changes`` counts how often it was withdrawn or that taken back.
    """

    id: UUID
    sentence: str
    one: str
    other: str
    from_on: date | None
    to_on: date | None
    withdrawn: LinkWithdrawalView | None
    changes: int


def query_standing_links() -> QuerySet[Link]:
    """The links that nobody withdrew, or that stand again."""
    newest = LinkWithdrawal.objects.filter(link=OuterRef("pk")).order_by("-turn")
    is_withdrawn = Coalesce(Subquery(newest.values("is_withdrawn")[:1]), False)
    return Link.objects.alias(is_withdrawn=is_withdrawn).filter(is_withdrawn=False)


def load_withdrawals(link_ids: Collection[UUID]) -> dict[UUID, LinkWithdrawalView]:
    """Which of these links stand no more, and why."""
    return _gone(_steps(link_ids))


@query
@of_one_record("intelligence_id")
def links_of(*, viewer: Actor, intelligence_id: UUID, number: int) -> list[ItemLink]:
    """The links of one item, withdrawn or not; Absent unless the viewer works on it."""
    viewer.must("intelligence.write_item")
    found = Item.objects.filter(report=intelligence_id, number=number)
    item = found.select_related("report").first()
    if item is None or not may_act_on(item.report, Action.WRITE):
        raise Absent
    rows = Link.objects.filter(item=item).select_related("left", "right")
    in_order = list(rows.order_by("left__text", "kind", "from_on", "id"))
    steps = _steps([row.id for row in in_order])
    gone = _gone(steps)
    return [
        ItemLink(
            id=row.id,
            sentence=row.get_kind_display(),
            one=row.left.text,
            other=row.right.text,
            from_on=row.from_on,
            to_on=row.to_on,
            withdrawn=gone.get(row.id),
            changes=len(steps.get(row.id, ())),
        )
        for row in in_order
    ]


def _gone(steps: Mapping[UUID, list[LinkWithdrawal]]) -> dict[UUID, LinkWithdrawalView]:
    newest = {key: each[-1] for key, each in steps.items()}
    return {
        key: LinkWithdrawalView(row.reason, row.decided_by.name, row.decided_at)
        for key, row in newest.items()
        if row.is_withdrawn
    }


def _steps(link_ids: Collection[UUID]) -> dict[UUID, list[LinkWithdrawal]]:
    """The changes of each link, the oldest first."""
    rows = LinkWithdrawal.objects.filter(link__in=link_ids).order_by("turn", "id")
    found: dict[UUID, list[LinkWithdrawal]] = {}
    for row in rows.select_related("decided_by"):
        found.setdefault(row.link_id, []).append(row)
    return found
