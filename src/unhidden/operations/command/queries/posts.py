"""Who holds which post, and what the viewer may do there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import Action
from unhidden.access.rls.rows import may_act_on
from unhidden.agencies import queries as agencies
from unhidden.agencies.queries import Colleague
from unhidden.decision_log.policies import KEEP
from unhidden.operations.command.rules.posts import PLANNING_POSTS, PostTime
from unhidden.operations.models import CommandPost, Operation, OperationStatus, PostName
from unhidden.operations.policies import COMMAND, PLAN, SEE

POST_CHOICES = PostName.choices


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post as it was, is or will be held; ``is_own``: the viewer is its holder."""

    id: UUID
    post: str
    post_label: str
    strand: str
    person_id: UUID
    person: str
    organisation: str
    from_at: datetime
    to_at: datetime | None
    handed_to: str
    offered_to: str
    is_offered_to_me: bool
    is_current: bool
    is_over: bool
    is_own: bool

    @property
    def full_label(self) -> str:
        """The post; of a Bronze with what they are responsible for."""
        return f"{self.post_label}: {self.strand}" if self.strand else self.post_label


@dataclass(frozen=True, slots=True)
class OperationCommander:
    """An operation as whoever commands it meets it.

    ``actor`` is the viewer, with the permission ``operations.command`` if they hold a
    post at this second or decide about the operation; ``decides``: they appoint;
    ``parts``: their posts now, and planner where they decide; ``is_in_charge``: its
    risks and decisions are theirs.
    """

    actor: Actor
    operation_id: UUID
    name: str
    lead_id: UUID
    starts_on: date
    ends_on: date
    is_open: bool
    decides: bool
    parts: frozenset[str]
    is_in_charge: bool

    @property
    def may_command(self) -> bool:
        return self.actor.may(COMMAND)


@query
def find_commander(*, viewer: Actor, operation_id: UUID) -> OperationCommander:
    """The viewer's part in an operation; raises Absent for one they do not see.

    A post gives ``operations.command`` while it lasts and for its operation alone:
    whoever has lost it meets what is asked for with it no more.
    """
    viewer.must(SEE)
    row = Operation.objects.filter(id=operation_id).first()
    if row is None:
        raise Absent
    decides = _decides(viewer, row)
    parts, is_in_charge = _find_parts(operation_id)
    given = frozenset({COMMAND}) if decides or parts else frozenset()
    return OperationCommander(
        actor=replace(viewer, permissions=viewer.permissions | given),
        operation_id=row.id,
        name=row.name_cy if get_language() == "cy" else row.name_en,
        lead_id=row.lead_id,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_open=row.status != OperationStatus.CLOSED,
        decides=decides,
        parts=parts,
        is_in_charge=is_in_charge,
    )


def must_command(*, viewer: Actor, operation_id: UUID) -> OperationCommander:
    """The same for who commands the operation now; raises Absent for others."""
    found = find_commander(viewer=viewer, operation_id=operation_id)
    found.actor.must(COMMAND)
    return found


def must_be_in_charge(*, viewer: Actor, operation_id: UUID) -> OperationCommander:
    """The same for whose the risks and decisions are; raises Absent for others."""
    found = must_command(viewer=viewer, operation_id=operation_id)
    if not found.is_in_charge:
        raise Absent
    return found


def must_decide(*, viewer: Actor, operation_id: UUID) -> OperationCommander:
    """The same for who decides about an open operation; raises Absent for others."""
    found = find_commander(viewer=viewer, operation_id=operation_id)
    if not (found.decides and found.is_open):
        raise Absent
    return found


def holds_post(operation_id: UUID, posts: Sequence[str]) -> bool:
    """Whether whoever is at work here holds one of these posts at this second."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.holds_post(%s, %s)", [operation_id, list(posts)])
        (answer,) = cursor.fetchone()
    return bool(answer)


@query
def list_posts(*, viewer: Actor, operation_id: UUID, at: datetime) -> list[PostCard]:
    """Every post of an operation, by rank, who held it before first; raises Absent."""
    viewer.must(SEE)
    if not Operation.objects.filter(id=operation_id).exists():
        raise Absent
    rows = _with_names(CommandPost.objects.filter(operation_id=operation_id))
    cards = [_card(row, viewer, at) for row in rows.order_by("strand", "from_at", "id")]
    return sorted(cards, key=lambda card: PostName.values.index(card.post))


@query
def find_post(*, viewer: Actor, post_id: UUID, at: datetime) -> tuple[UUID, PostCard]:
    """A post that the viewer may end or hand over, after its operation's id.

    It is their own, at this second, or they decide about the operation; Gold and Silver
    are for the organisation that leads. Raises Absent.
    """
    viewer.must(SEE)
    row = _with_names(CommandPost.objects.filter(id=post_id)).first()
    if row is None:
        raise Absent
    card = _card(row, viewer, at)
    found = find_commander(viewer=viewer, operation_id=row.operation_id)
    holds = card.is_own and holds_post(row.operation_id, [row.post])
    leads = found.lead_id == viewer.organisation_id
    decides = found.decides and (leads or row.post not in PLANNING_POSTS)
    if not (decides or holds) or card.is_over:
        raise Absent
    return row.operation_id, card


@query
def find_operation_of(*, viewer: Actor, post_id: UUID) -> UUID:
    """The operation that a post is of; raises Absent."""
    viewer.must(SEE)
    row = CommandPost.objects.filter(id=post_id).first()
    if row is None:
        raise Absent
    return row.operation_id


@query
def list_possible_holders(
    *, viewer: Actor, operation_id: UUID, at: datetime, post: str = ""
) -> list[Colleague]:
    """The people of the lead and the partners who may hold a post, by name.

    Gold and Silver are of the lead, in a role that plans: while the operation runs
    they alone take a plan, and nobody of another organisation could.
    """
    viewer.must(SEE)
    row = Operation.objects.filter(id=operation_id).first()
    if row is None:
        raise Absent
    partners = row.partners.order_by("id").values_list("organisation_id", flat=True)
    takes_plans = post in PLANNING_POSTS
    taking_part = {row.lead_id} if takes_plans else {row.lead_id, *partners}
    permission = PLAN if takes_plans else KEEP
    day = timezone.localdate(at)
    return [
        one
        for one in agencies.list_colleagues(day=day, permission=permission)
        if one.organisation_id in taking_part
    ]


def _find_parts(operation_id: UUID) -> tuple[frozenset[str], bool]:
    """What the viewer is in the operation now, and whether they are in charge of it."""
    asked = (
        "select wall.command_parts(), (%s = any(wall.in_charge()))",
        [operation_id],
    )
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        held, is_in_charge = cursor.fetchone()
    pairs = (each.split(":") for each in held)
    parts = frozenset(part for key, part in pairs if UUID(key) == operation_id)
    return parts, bool(is_in_charge)


def _with_names(rows: QuerySet[CommandPost]) -> QuerySet[CommandPost]:
    return rows.select_related("person", "organisation", "handed_to", "offered_to")


def _decides(viewer: Actor, row: Operation) -> bool:
    """Whether the viewer plans for the organisation that leads, or was let decide."""
    own = row.lead_id == viewer.organisation_id
    return viewer.may(PLAN) and (own or may_act_on(row, Action.MANAGE))


def _card(row: CommandPost, viewer: Actor, at: datetime) -> PostCard:
    lasts = PostTime(row.from_at, row.to_at)
    return PostCard(
        id=row.id,
        post=row.post,
        post_label=row.get_post_display(),
        strand=row.strand,
        person_id=row.person_id,
        person=row.person.name,
        organisation=agencies.name_of(row.organisation),
        from_at=row.from_at,
        to_at=row.to_at,
        handed_to=row.handed_to.name if row.handed_to else "",
        offered_to=row.offered_to.name if row.offered_to else "",
        is_offered_to_me=row.offered_to_id == viewer.person_id
        and row.offered_for_id == viewer.organisation_id,
        is_current=lasts.holds_at(at),
        is_over=lasts.is_over(at) or row.closed_at is not None,
        is_own=row.person_id == viewer.person_id,
    )
