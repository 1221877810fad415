"""Giving posts, offering them, taking them over, ending them."""

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
from unhidden.operations.command.rules.posts import (
    BRONZE,
    GOLD,
    PLACE_OF_SAFETY,
    PLANNING_POSTS,
    PostTime,
)
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

    Whoever plans for the leading organisation appoints; others who may manage the
    operation give every post but Gold and Silver. Raises OperationIsOver,
    GoldByOneself, GivenByLeadAlone, StrandMissing, PostBeginsEarlier,
    PostEndsBeforeItBegins, HolderMayNotCommand, HolderMayNotPlan and PostIsTaken.
    """
    actor.must(policies.PLAN)
    operation = hold_open_operation(operation_id)
    if not find_commander(viewer=actor, operation_id=operation_id).decides:
        raise Absent
    if new.post in PLANNING_POSTS and operation.lead_id != actor.organisation_id:
        raise refusals.GivenByLeadAlone
    lasts = _check_post(new, actor, at)
    _check_free(operation, new, lasts)
    holder = _find_holder(operation, new.post, new.person_id, actor, at)
    row = CommandPost.objects.create(
        operation=operation,
        post=new.post,
        strand=_strand_of(new),
        person_id=holder.person_id,
        organisation_id=holder.organisation_id,
        from_at=lasts.from_at,
        to_at=lasts.to_at,
    )
    _record("operations.post_given", row, actor, at, audit.Verb.COLLECTION)
    return row.id


@action
def offer_post(*, post_id: UUID, person_id: UUID, actor: Actor, at: datetime) -> None:
    """Offer a post to somebody else: its holder has it until the other takes it.

    Its holder does, or whoever gives such a post. Raises PostIsOver, HolderIsTheSame,
    PostToOneself, HolderMayNotCommand, HolderMayNotPlan and OperationIsOver.
    """
    actor.must(policies.SEE)
    row = _find_post(post_id, at)
    operation = find_open_operation(row.operation_id)
    if row.person_id == person_id:
        raise refusals.HolderIsTheSame
    if person_id == actor.person_id:
        raise refusals.PostToOneself
    holder = _find_holder(operation, row.post, person_id, actor, at)
    _offer(row, at, holder)
    _record("operations.post_offered", row, actor, at)


@action
def withdraw_offer(*, post_id: UUID, actor: Actor, at: datetime) -> None:
    """Offer a post to nobody any more. Whoever may offer it does; raises PostIsOver."""
    actor.must(policies.SEE)
    row = _find_post(post_id, at)
    _offer(row, at, None)
    _record("operations.post_offer_ended", row, actor, at)


@action
def take_post(*, post_id: UUID, actor: Actor, at: datetime) -> UUID:
    """Take a post that one was offered, from this moment until its planned end.

    Its holder has it no more; of a place of safety's manager the places come along.
    Gives the new post's id. Raises PostNotOffered, PostIsOver, OperationIsOver, and
    HolderMayNotPlan for whose role has changed since.
    """
    actor.must(policies.SEE)
    row = _find_post(post_id, at)
    operation = find_open_operation(row.operation_id)
    if row.offered_to_id == actor.person_id and row.post in PLANNING_POSTS:
        _find_holder(operation, row.post, actor.person, actor, at)
    new_id = new_record_id()
    _answer(row, at, new_id, takes=True)
    _record("operations.post_handed_over", row, actor, at)
    return new_id


@action
def decline_post(*, post_id: UUID, actor: Actor, at: datetime) -> None:
    """Say that one does not take a post; its holder keeps it. Raises PostNotOffered."""
    actor.must(policies.SEE)
    row = _find_post(post_id, at)
    _answer(row, at, new_record_id(), takes=False)
    _record("operations.post_offer_ended", row, actor, at)


@action
def end_post(*, post_id: UUID, actor: Actor, at: datetime) -> None:
    """End a post at this moment, without a successor; a later one is taken back.

    Its holder does, or whoever gives such a post. Raises PostIsOver.
    """
    actor.must(policies.SEE)
    row = _find_post(post_id, at)
    if not grants.ask_procedure("end_post", row.id, at):
        raise refusals.PostIsOver
    _record("operations.post_ended", row, actor, at)


def _check_post(new: NewPost, actor: Actor, at: datetime) -> PostTime:
    """When the post is held, from now on or later."""
    if new.post not in PostName.values:
        raise Absent
    if new.post == BRONZE and not new.strand.strip():
        raise refusals.StrandMissing
    if new.to_at is not None and new.to_at <= new.from_at:
        raise refusals.PostEndsBeforeItBegins
    lasts = PostTime(new.from_at, new.to_at).begin_now_or_later(at)
    if lasts is None or lasts.is_over(at):
        raise refusals.PostBeginsEarlier
    if new.post == GOLD and new.person_id == actor.person_id:
        raise refusals.GoldByOneself
    return lasts


def _check_free(operation: Operation, new: NewPost, lasts: PostTime) -> None:
    """Raise PostIsTaken where somebody holds the post for a part of that time.

    Each place of safety has a manager: of them there may be several, each once.
    """
    rows = operation.posts.filter(post=new.post, strand__iexact=_strand_of(new))
    if new.post == PLACE_OF_SAFETY:
        rows = rows.filter(person_id=new.person_id)
    for row in rows.select_related("person").order_by("from_at", "id"):
        if lasts.overlaps_with(PostTime(row.from_at, row.to_at)):
            raise refusals.PostIsTaken(row.person.name)


def _strand_of(new: NewPost) -> str:
    """Only a Bronze has a strand; one is the same however it is spaced."""
    return " ".join(new.strand.split()) if new.post == BRONZE else ""


def _find_holder(
    operation: Operation, post: str, person_id: UUID, actor: Actor, at: datetime
) -> Colleague:
    """The person in a role that may hold it; raises HolderMayNotCommand, and
    HolderMayNotPlan where they may hold other posts."""

    def find_for(post: str) -> Colleague | None:
        known = list_possible_holders(
            viewer=actor, operation_id=operation.id, at=at, post=post
        )
        return next((one for one in known if one.person_id == person_id), None)

    holder = find_for(post)
    if holder is None and find_for("") is not None:
        raise refusals.HolderMayNotPlan
    if holder is None:
        raise refusals.HolderMayNotCommand
    return holder


def _find_post(post_id: UUID, at: datetime) -> CommandPost:
    """The post, if it is not over; raises Absent and PostIsOver."""
    row = CommandPost.objects.filter(id=post_id).first()
    if row is None:
        raise Absent
    if row.closed_at is not None or PostTime(row.from_at, row.to_at).is_over(at):
        raise refusals.PostIsOver
    return row


def _offer(row: CommandPost, at: datetime, successor: Colleague | None) -> None:
    """Raises Absent for who may not, and PostIsOver."""
    person = successor.person_id if successor else None
    theirs = successor.organisation_id if successor else None
    if not grants.ask_procedure("offer_post", row.id, at, person, theirs):
        raise refusals.PostIsOver


def _answer(row: CommandPost, at: datetime, new_id: UUID, *, takes: bool) -> None:
    """Raises PostNotOffered where there is no such offer any more."""
    if not grants.ask_procedure("answer_post", row.id, at, new_id, takes):
        raise refusals.PostNotOffered


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
