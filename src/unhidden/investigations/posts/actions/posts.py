"""Giving somebody a post in an investigation, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import rows
from unhidden.investigations.frame.actions import (
    check_count,
    hold_open_investigation,
    seal_at_home,
    tell_event,
)
from unhidden.investigations.models import (
    InterestConflict,
    Investigation,
    Post,
    PostFunction,
)
from unhidden.lib.refusals import ActionRefused
from unhidden.sharing import queries as sharing

#: Nobody with a conflict of interest holds one (Code of Practice under section 23 of
#: the Criminal Procedure and Investigations Act 1996).
UNCONFLICTED = frozenset(
    {PostFunction.DISCLOSURE_OFFICER, PostFunction.DEPUTY_DISCLOSURE}
)


class PostHeld(ActionRefused):
    """They hold that post already; or somebody else is the one that there may be."""


class PostConflicts(ActionRefused):
    """Who has a conflict of interest never schedules material."""


class NotOnTeam(ActionRefused):
    """Posts are given to colleagues on the team."""


class SioStays(ActionRefused):
    """An investigation always has a senior investigating officer: hand it over."""


@dataclass(frozen=True, slots=True)
class NewRoomPost:
    """A function of ``PostFunction`` for a colleague on the team."""

    person_id: UUID
    function: str
    is_sterile: bool = False


@action
def give_post(
    *, investigation_id: UUID, new: NewRoomPost, actor: Actor, at: datetime
) -> UUID:
    """Give a colleague a post from now on; a new SIO takes over from the one there is.

    Raises PostHeld, PostConflicts, NotOnTeam, InvestigationClosed and Absent.
    """
    actor.must("investigations.manage_team")
    investigation = manage_investigation(investigation_id, actor)
    team = sharing.find_team(viewer=actor, record=investigation)
    now = {member.person_id for member in team if member.ended_at is None}
    if new.person_id not in now:
        raise NotOnTeam
    if new.function == PostFunction.SIO:
        _end_sio(investigation, actor=actor, at=at)
    row = Post(
        investigation=investigation,
        person_id=new.person_id,
        function=new.function,
        is_sterile=new.is_sterile,
        began_at=at,
        given_by_id=actor.person,
    )
    _insert_post(row)
    _tell("post_given", row, actor, at)
    return row.id


@action
def end_post(
    *, investigation_id: UUID, post_id: UUID, actor: Actor, at: datetime
) -> None:
    """End a post; its row stays. One that has ended stays as it is.

    Raises SioStays, InvestigationClosed and Absent.
    """
    actor.must("investigations.manage_team")
    investigation = manage_investigation(investigation_id, actor)
    row = Post.objects.filter(investigation=investigation, id=post_id).first()
    if row is None:
        raise Absent
    if row.ended_at is not None:
        return
    if row.function == PostFunction.SIO:
        raise SioStays
    _end(row, actor=actor, at=at)
    _tell("post_ended", row, actor, at)


@action
def record_conflict(
    *,
    investigation_id: UUID,
    person_id: UUID,
    words: str,
    seen: int | None = None,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Record a colleague's conflict of interest, by themselves or who manages the team.

    Their posts that schedule material end. ``seen`` is how many conflicts the page
    showed. Raises WrittenMeanwhile, InvestigationClosed and Absent.
    """
    actor.must("investigations.see_own")
    investigation = hold_open_investigation(investigation_id, actor)
    is_theirs = person_id == actor.person
    if not is_theirs and not rows.may_act_on(investigation, "manage"):
        raise Absent
    check_count(investigation.conflicts.all(), seen)
    held = Post.objects.filter(
        investigation=investigation,
        person_id=person_id,
        function__in=UNCONFLICTED,
        ended_at=None,
    )
    for post in held:
        _end(post, actor=actor, at=at)
    row = InterestConflict(
        investigation=investigation,
        person_id=person_id,
        recorded_by_id=actor.person,
        recorded_at=at,
    )
    seal_at_home(row, "words_sealed", words, investigation=investigation)
    row.save(force_insert=True)
    _tell("conflict_recorded", row, actor, at)
    return row.id


def end_posts_of(
    investigation: Investigation, person_id: UUID, *, actor: Actor, at: datetime
) -> None:
    """End every post of somebody who leaves; raises SioStays, who is replaced first."""
    held = list(
        Post.objects.filter(
            investigation=investigation, person_id=person_id, ended_at=None
        ).order_by("began_at", "id")
    )
    if any(post.function == PostFunction.SIO for post in held):
        raise SioStays
    for post in held:
        _end(post, actor=actor, at=at)
        _tell("post_ended", post, actor, at)


def manage_investigation(investigation_id: UUID, actor: Actor) -> Investigation:
    """The investigation, open and held, where the actor may manage it."""
    investigation = hold_open_investigation(investigation_id, actor)
    if not rows.may_act_on(investigation, "manage"):
        raise Absent
    return investigation


def _end_sio(investigation: Investigation, *, actor: Actor, at: datetime) -> None:
    held = Post.objects.filter(
        investigation=investigation, function=PostFunction.SIO, ended_at=None
    ).first()
    if held is not None:
        _end(held, actor=actor, at=at)


def _end(post: Post, *, actor: Actor, at: datetime) -> None:
    post.ended_at, post.ended_by_id = at, actor.person
    post.save(update_fields=["ended_at", "ended_by"])


def _insert_post(row: Post) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise _told(error) from error


def _told(error: IntegrityError) -> ActionRefused:
    """What the database refused, by the rule that it names."""
    rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    if rule == "a_disclosure_officer_has_no_conflict":
        return PostConflicts()
    return PostHeld()


def _tell(name: str, row: Post | InterestConflict, actor: Actor, at: datetime) -> None:
    tell_event(name, row, actor=actor, at=at)
