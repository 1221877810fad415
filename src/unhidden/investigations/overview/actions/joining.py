"""Joining two investigations into one that goes on, and splitting a new one off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import rows
from unhidden.investigations.frame.actions import (
    check_count,
    hold_open_investigation,
    tell_event,
)
from unhidden.investigations.frame.queries import own_investigations
from unhidden.investigations.models import (
    InvestigatedRole,
    Investigation,
    InvestigationStatus,
    Origin,
    OriginKind,
)
from unhidden.investigations.origins.actions.bringing import (
    NewOrigin,
    carry_over,
    open_investigation,
)
from unhidden.investigations.people.actions.adding import PersonKnownAs, add_person
from unhidden.investigations.people.actions.roles import give_role
from unhidden.investigations.people.queries.people import (
    InvestigationPersonView,
    list_people,
)
from unhidden.investigations.posts.actions.statuses import step_to
from unhidden.lib.refusals import ActionRefused


class JoinsItself(ActionRefused):
    """An investigation is joined to another one."""


class JoinReasonMissing(ActionRefused):
    """Joining and splitting take a reason."""


class NothingChosen(ActionRefused):
    """A new investigation takes at least one origin with it."""


class IdentityUnopened(ActionRefused):
    """Who somebody is does not open for who splits; nothing is copied by halves."""


@dataclass(frozen=True, slots=True)
class NewSplit:
    """What a new investigation is, and which origins and people it takes, by number
    of the person; ``seen`` is how many came of the first when the page was shown."""

    title: str
    grounds: str
    reason: str
    origins: tuple[UUID, ...]
    people: tuple[int, ...] = ()
    seen: int | None = None


@action
def join_investigations(
    *, investigation_id: UUID, into_id: UUID, reason: str, actor: Actor, at: datetime
) -> None:
    """File an investigation into another that goes on with its origins.

    The one that goes on names it as an origin. Who joins manages both. Raises
    JoinsItself, JoinReasonMissing, InvestigationClosed and Absent.
    """
    actor.must("investigations.manage_team")
    if investigation_id == into_id:
        raise JoinsItself
    if not reason.strip():
        raise JoinReasonMissing
    _lock(actor, {investigation_id, into_id})
    filed, into = _manage(investigation_id, actor), _manage(into_id, actor)
    for new in [_another(filed, reason), *_origins_of(filed, None)]:
        _bring_once(into, new, actor, at)
    step_to(
        filed,
        InvestigationStatus.FILED,
        f"{into.urn}: {reason.strip()}",
        actor=actor,
        at=at,
        event="joined",
    )


@action
def split_investigation(
    *, investigation_id: UUID, new: NewSplit, actor: Actor, at: datetime
) -> UUID:
    """Open a new investigation with some of the origins and people of another.

    Whoever splits leads it. It names the first as an origin, which is recorded in
    both. People come with their identity, sealed anew, and with their roles, but a
    possible victim never as a suspect: section 45 is recorded again. Raises
    WrittenMeanwhile, JoinReasonMissing, NothingChosen, IdentityUnopened,
    InvestigationClosed and Absent.
    """
    actor.must("investigations.manage_team")
    actor.must("investigations.open")
    if not new.reason.strip():
        raise JoinReasonMissing
    first = _manage(investigation_id, actor)
    after = Origin.objects.filter(
        kind=OriginKind.INVESTIGATION, source_id=first.id, recalled_at=None
    )
    check_count(after, new.seen)
    origins = _origins_of(first, new.origins)
    if not origins:
        raise NothingChosen
    people = list_people(viewer=actor, investigation_id=investigation_id)
    opened = open_investigation(
        title=new.title,
        grounds=new.grounds,
        origin=_another(first, new.reason),
        law_as_at=first.law_as_at,
        actor=actor,
        at=at,
    )
    second = hold_open_investigation(opened, actor)
    for origin in origins:
        _bring_once(second, origin, actor, at)
    for person in people:
        if person.number in new.people:
            _copy(person, opened, actor, at)
    tell_event("split", first, actor=actor, at=at)
    return opened


def _lock(actor: Actor, ids: set[UUID]) -> None:
    """Lock both in one order: two who join each other's do not wait for ever."""
    held = Investigation.objects.select_for_update().filter(
        own_investigations(actor), id__in=ids
    )
    if len(held.order_by("id").values_list("id")) != len(ids):
        raise Absent


def _manage(investigation_id: UUID, actor: Actor) -> Investigation:
    row = hold_open_investigation(investigation_id, actor)
    if not rows.may_act_on(row, "manage"):
        raise Absent
    return row


def _another(row: Investigation, reason: str) -> NewOrigin:
    return NewOrigin(OriginKind.INVESTIGATION, row.id, reason=reason.strip())


def _origins_of(row: Investigation, chosen: Sequence[UUID] | None) -> list[NewOrigin]:
    """Its origins that stand, all or those chosen; what a survivor let pass never
    goes on by itself, for it was told to one investigation."""
    found = Origin.objects.filter(investigation=row, recalled_at=None).exclude(
        kind=OriginKind.DISCLOSURE
    )
    if chosen is not None:
        found = found.filter(id__in=chosen)
    return [
        NewOrigin(one.kind, one.source_id, one.reference, one.reason)
        for one in found.order_by("brought_at", "id")
        if one.kind != OriginKind.INVESTIGATION or chosen is not None
    ]


def _bring_once(row: Investigation, new: NewOrigin, actor: Actor, at: datetime) -> None:
    """Bring an origin in that it does not come from already."""
    known = Origin.objects.filter(
        investigation=row,
        kind=new.kind,
        source_id=new.source_id,
        reference=new.reference,
    )
    if not known.exists():
        carry_over(row, new, actor=actor, at=at)


def _copy(
    person: InvestigationPersonView, into: UUID, actor: Actor, at: datetime
) -> None:
    """Write a person into another investigation, with what they are there too."""
    if person.version and not person.name and not person.description:
        raise IdentityUnopened
    known_as = PersonKnownAs(
        person.name, person.born, person.other_names, person.description
    )
    copied = add_person(
        investigation_id=into,
        known_as=known_as if person.version else None,
        possible_victim_id=person.possible_victim_id,
        actor=actor,
        at=at,
    )
    # A possible victim is a suspect there by a record of section 45 there.
    was_victim = any(role.role == InvestigatedRole.VICTIM for role in person.roles)
    is_possible_victim = was_victim or person.possible_victim_id is not None
    for role in person.roles_now:
        if role.role != InvestigatedRole.SUSPECT or not is_possible_victim:
            give_role(
                investigation_id=into,
                person_id=copied,
                role=role.role,
                actor=actor,
                at=at,
            )
