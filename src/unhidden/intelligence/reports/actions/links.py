"""Withdrawing what an item was wrongly said to link, and taking that back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.policy import Action
from unhidden.access.rls import rows
from unhidden.audit import actions as audit
from unhidden.intelligence.locks import alone_with, in_turn
from unhidden.intelligence.models import Link, LinkWithdrawal
from unhidden.intelligence.reports.actions.mentions import LinkSaidOtherwise
from unhidden.intelligence.subjects.queries import links
from unhidden.lib.refusals import ActionRefused

_PERMISSION = "intelligence.write_item"


class NoReasonToWithdraw(ActionRefused):
    """A link is withdrawn, and that taken back, with a reason."""


class LinkChangedSince(ActionRefused):
    """Somebody withdrew the link, or took that back, since it was shown."""


@action
def withdraw_link(
    *, link_id: UUID, seen: int, reason: str, actor: Actor, at: datetime
) -> None:
    """Withdraw a link: no network, clock or page of a subject counts it any more.

    ``seen`` counts how often it was withdrawn or taken back when it was shown. Raises
    NoReasonToWithdraw, LinkChangedSince, and Absent unless the actor may work on the
    report.
    """
    actor.must(_PERMISSION)
    link = _turn_to(link_id, seen, reason)
    if not links.query_standing_links().filter(id=link.id).exists():
        raise LinkChangedSince
    _keep(link, LinkWithdrawal(is_withdrawn=True), seen, reason, actor=actor, at=at)


@action
def restore_link(
    *, link_id: UUID, seen: int, reason: str, actor: Actor, at: datetime
) -> None:
    """Take a withdrawal back: the link stands again.

    Raises what ``withdraw_link`` does, and LinkSaidOtherwise where the item says the
    same of other days by now.
    """
    actor.must(_PERMISSION)
    link = _turn_to(link_id, seen, reason)
    same = {"left": link.left_id, "right": link.right_id, "kind": link.kind}
    now = links.query_standing_links().filter(**same)
    if now.filter(id=link.id).exists():
        raise LinkChangedSince
    if now.exists():
        raise LinkSaidOtherwise
    _keep(link, LinkWithdrawal(is_withdrawn=False), seen, reason, actor=actor, at=at)


def _turn_to(link_id: UUID, seen: int, reason: str) -> Link:
    """The link, which nobody else changes or counts meanwhile."""
    if not reason.strip():
        raise NoReasonToWithdraw
    in_turn()
    found = Link.objects.filter(id=link_id, item__report__anonymised_at__isnull=True)
    link = found.select_related("item__report").first()
    if link is None or not rows.may_act_on(link.item.report, Action.WRITE):
        raise Absent
    alone_with(link.item.report_id)
    if seen != LinkWithdrawal.objects.filter(link=link).count():
        raise LinkChangedSince
    return link


def _keep(
    link: Link,
    row: LinkWithdrawal,
    seen: int,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    row.link, row.turn, row.reason = link, seen + 1, reason.strip()
    row.decided_by_id, row.decided_at = actor.person, at
    row.save(force_insert=True)
    done = "withdrawn" if row.is_withdrawn else "restored"
    audit.record_event(
        name=f"intelligence.link_{done}",
        verb=audit.Verb.ALTERATION,
        actor=actor,
        subject=link.item.report,
        at=at,
        detail={"item": link.item.number, "kind": link.kind, "link": str(link.id)},
    )
