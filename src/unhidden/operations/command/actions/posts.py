"""Giving posts, handing them over, ending them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access import grants
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id as new_record_id
from unhidden.agencies.queries import Colleague
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.command.actions import refusals
from unhidden.operations.command.actions.locking import (
    find_open_operation,
    hold_open_operation,
)
from unhidden.operations.command.queries.posts import (
    find_commander,
    list_possible_holders,
)
from unhidden.operations.command.rules.posts import BRONZE, GOLD, PostTime
from unhidden.operations.models import (
    CommandPost,
    Operation,
    PostName,
)


@dataclass(frozen=True, slots=True)
class NewPost:
    """Who is to hold which post when; ``strand`` is a Bronze's."""

    post: str
    strand: str
    person_id: UUID
    from_at: datetime
    to_at: datetime | None


@action
def appoint_holder(
    *, operation_id: UUID, new: NewPost, actor: Actor, at: datetime
) -> UUID:
    """Give somebody a post from one moment to another; gives the post's id.

    Whoever plans for the leading organisation appoints. Raises OperationIsOver,
    GoldByOneself, StrandMissing, PostEndsBeforeItBegins, HolderMayNotCommand and
    PostIsTaken.
    """
    actor.must(policies.PLAN)
    operation = hold_open_operation(operation_id)
    if not find_commander(viewer=actor, operation_id=operation_id).decides:
        raise Absent
    _check_post(new, actor)
    _check_free(operation, new)
    holder = _find_holder(operation, new.person_id, actor, at)
    row = CommandPost.objects.create(
        operation=operation,
        post=new.post,
        strand=_strand_of(new),
        person_id=holder.person_id,
        organisation_id=holder.organisation_id,
        from_at=new.from_at,
        to_at=new.to_at,
    )
    _record("operations.post_given", row, actor, at, audit.Verb.COLLECTION)
    return row.id


@action
def hand_over_post(
    *, post_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> UUID:
    """End a post at this moment and give it to somebody else until its planned end.

    Its holder does, or whoever appoints. Of two at once the first does, and the other
    is told. Gives the new post's id. Raises PostIsOver, HolderIsTheSame,
    GoldByOneself, HolderMayNotCommand and OperationIsOver.
    """
    actor.must(policies.SEE)
    row = _find_post(post_id, at)
    operation = find_open_operation(row.operation_id)
    if row.person_id == person_id:
        raise refusals.HolderIsTheSame
    _check_gold(row.post, person_id, actor)
    holder = _find_holder(operation, person_id, actor, at)
    new_id = _end(row, at, holder)
    _record("operations.post_handed_over", row, actor, at)
    return new_id


@action
def end_post(*, post_id: UUID, actor: Actor, at: datetime) -> None:
    """End a post at this moment, without a successor; a later one is taken back.

    Its holder does, or whoever appoints. Raises PostIsOver.
    """
    actor.must(policies.SEE)
    row = _find_post(post_id, at)
    _end(row, at, None)
    _record("operations.post_ended", row, actor, at)


def _check_post(new: NewPost, actor: Actor) -> None:
    if new.post not in PostName.values:
        raise Absent
    if new.post == BRONZE and not new.strand.strip():
        raise refusals.StrandMissing
    if new.to_at is not None and new.to_at <= new.from_at:
        raise refusals.PostEndsBeforeItBegins
    _check_gold(new.post, new.person_id, actor)


def _check_gold(post: str, person_id: UUID, actor: Actor) -> None:
    if post == GOLD and person_id == actor.person_id:
        raise refusals.GoldByOneself


def _check_free(operation: Operation, new: NewPost) -> None:
    """Raise PostIsTaken where somebody holds the post for a part of that time."""
    rows = operation.posts.filter(post=new.post, strand__iexact=_strand_of(new))
    wanted = PostTime(new.from_at, new.to_at)
    for row in rows.select_related("person").order_by("from_at", "id"):
        if wanted.overlaps_with(PostTime(row.from_at, row.to_at)):
            raise refusals.PostIsTaken(row.person.name)


def _strand_of(new: NewPost) -> str:
    """Only a Bronze has a strand; one is the same however it is spaced."""
    return " ".join(new.strand.split()) if new.post == BRONZE else ""


def _find_holder(
    operation: Operation, person_id: UUID, actor: Actor, at: datetime
) -> Colleague:
    """The person in a role that may command; raises HolderMayNotCommand."""
    for one in list_possible_holders(viewer=actor, operation_id=operation.id, at=at):
        if one.person_id == person_id:
            return one
    raise refusals.HolderMayNotCommand


def _find_post(post_id: UUID, at: datetime) -> CommandPost:
    """The post, if it is not over; raises Absent and PostIsOver."""
    row = CommandPost.objects.filter(id=post_id).first()
    if row is None:
        raise Absent
    if row.closed_at is not None or PostTime(row.from_at, row.to_at).is_over(at):
        raise refusals.PostIsOver
    return row


def _end(row: CommandPost, at: datetime, successor: Colleague | None) -> UUID:
    """Let the wall end the post; raises Absent for who may not, and PostIsOver."""
    new_id = new_record_id()
    person = successor.person_id if successor else None
    theirs = successor.organisation_id if successor else None
    if not grants.ask_procedure("end_post", row.id, at, new_id, person, theirs):
        raise refusals.PostIsOver
    return new_id


def _record(
    name: str,
    row: CommandPost,
    actor: Actor,
    at: datetime,
    verb: audit.Verb = audit.Verb.ALTERATION,
) -> None:
    detail = {"operation": str(row.operation_id), "post": row.post}
    audit.record_event(
        name=name, actor=actor, subject=row, at=at, detail=detail, verb=verb
    )
