"""The page of an organisation's keys, with the names of people."""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as people
from unhidden.vault import queries as vault
from unhidden.vault.queries import KeyHolder, LinkShown, TeamState
from unhidden.vault.rings import ring_of

KEEP_KEYS, KEEP_LEAD_KEYS = "agencies.keep_keys", "agencies.keep_lead_keys"


def team_of_keys(actor: Actor, is_of_leads: bool) -> UUID:
    """The actor's organisation's team of keys, or that of its safeguarding leads.

    Raises Absent without the right to keep them.
    """
    actor.must(KEEP_LEAD_KEYS if is_of_leads else KEEP_KEYS)
    own = actor.organisation
    return people.safeguarding_team_of(own) if is_of_leads else own


@dataclass(frozen=True, slots=True)
class Keeper:
    person_id: UUID
    name: str
    admitted_at: datetime | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class KeysView:
    """How the viewer's organisation keeps its keys.

    ``is_locked``: the viewer's own ring is not unlocked; ``is_held``: they are one of
    those who have the keys.
    """

    is_of_leads: bool
    is_set_up: bool
    is_stale: bool
    is_locked: bool
    is_held: bool
    keepers: tuple[Keeper, ...]
    waiting: tuple[Keeper, ...]
    moved: int
    to_move: int
    threshold: int
    share_holders: tuple[str, ...]
    own_fingerprint: str
    organisation: str
    link: LinkShown | None


@dataclass(frozen=True, slots=True)
class RecoveryAttempt:
    """Somebody put shares of a recovery together, or tried to."""

    by: str
    at: datetime
    is_done: bool


def find_keys(*, viewer: Actor, is_of_leads: bool = False) -> KeysView:
    """The keys of the viewer's organisation, or of its leads; raises Absent."""
    state = vault.team_state(team_id=team_of_keys(viewer, is_of_leads))
    if state is None:
        raise Absent
    names = people.names_of_people(person_ids=_everybody(state))
    leads = people.list_leads(viewer.organisation) if is_of_leads else None
    recovery, ring = state.recovery, ring_of(viewer)
    return KeysView(
        is_of_leads=is_of_leads,
        is_set_up=state.is_set_up,
        is_stale=state.is_stale or _is_held_by_others(state, names, leads),
        is_locked=ring is None,
        is_held=viewer.person in {each.person_id for each in state.members},
        keepers=_named(state.members, names),
        waiting=_named(state.waiting, names),
        moved=state.moved,
        to_move=state.to_move,
        threshold=recovery.threshold if recovery else 0,
        share_holders=tuple(names[each] for each in recovery.holders)
        if recovery
        else (),
        own_fingerprint=ring.fingerprint if ring else "",
        organisation=next(
            each.name
            for each in people.list_organisation_names()
            if each.id == viewer.organisation
        ),
        link=state.link,
    )


def _is_held_by_others(
    state: TeamState, names: Container[UUID], leads: Container[UUID] | None
) -> bool:
    """Whether somebody holds the leads' keys who leads no more, and works on here."""
    people_in = [each.person_id for each in state.members if each.person_id in names]
    return leads is not None and any(each not in leads for each in people_in)


def next_keepers(*, viewer: Actor, is_of_leads: bool = False) -> list[str]:
    """Who would get new keys of the viewer's organisation, or its leads, by name.

    Raises NotCertified, ChainBroken.
    """
    holders = vault.next_holders(team_id=team_of_keys(viewer, is_of_leads))
    return sorted(people.names_of_people(person_ids=set(holders)).values())


@query
def news_of_recovery(*, viewer: Actor) -> list[RecoveryAttempt]:
    """What the viewer, who holds a share, has to be told on their first page."""
    news = vault.news_of_recovery(person_id=viewer.person)
    names = people.names_of_people(person_ids={each.used_by for each in news})
    return [
        RecoveryAttempt(names[each.used_by], each.used_at, each.is_done)
        for each in news
    ]


def _everybody(state: TeamState) -> set[UUID]:
    of_recovery = state.recovery.holders if state.recovery else ()
    both = (*state.members, *state.waiting)
    return {each.person_id for each in both} | set(of_recovery)


def _named(rows: Collection[KeyHolder], names: dict[UUID, str]) -> tuple[Keeper, ...]:
    return tuple(
        Keeper(row.person_id, names[row.person_id], row.admitted_at, row.fingerprint)
        for row in rows
        if row.person_id in names
    )
