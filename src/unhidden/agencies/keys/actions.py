"""What the vault does for an organisation, with permission and in the record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db.models import Model

from unhidden.access import context
from unhidden.access.actor import NOBODY, Actor
from unhidden.access.context import action
from unhidden.access.policy import purpose_of
from unhidden.agencies.key_teams import join_lead_team
from unhidden.agencies.keys.queries import team_of_keys
from unhidden.agencies.models import Organisation, Person
from unhidden.audit import actions as audit
from unhidden.vault import actions as vault
from unhidden.vault import chains, heads, rings
from unhidden.vault.actions import RecoveryShare, ShareKeeper
from unhidden.vault.rings import KeyRing


def open_ring(actor: Actor, *, secret: str, at: datetime) -> KeyRing | None:
    """The person's key ring; a first one is made. None if the password opens none.

    With it they prove their keys, and teams that the server holds let them in.
    A password that somebody else gave them opens no ring that is there already.
    """
    with context.acting_as(actor.doing(purpose_of("", actor.role))):
        vault.create_member(person_id=actor.person, secret=secret, at=at)
        try:
            ring = rings.unlock_ring(person_id=actor.person, secret=secret)
        except rings.WrongSecret:
            return None
        vault.prove_own_keys(ring=ring, at=at)
        return ring


def open_ring_by_passkey(
    actor: Actor, *, output: bytes, label: str, at: datetime
) -> KeyRing | None:
    """The same by a passkey's PRF output; None if this passkey opens no ring."""
    with context.acting_as(actor.doing(purpose_of("", actor.role))):
        vault.create_member_by_key(
            person_id=actor.person, output=output, label=label, at=at
        )
        try:
            ring = rings.unlock_by_key(
                person_id=actor.person, output=output, label=label
            )
        except rings.WrongSecret:
            return None
        vault.prove_own_keys(ring=ring, at=at)
        return ring


@action
def make_lead_keys(*, actor: Actor, at: datetime) -> None:
    """Begin the keys of the organisation's safeguarding leads, where there are none.

    They come with the first lead; whoever led before that is brought in by this.
    """
    team_of_keys(actor, is_of_leads=True)
    join_lead_team(actor.organisation, at)
    _record_of_team("keys_made", True, actor, at)


@action
def admit_colleague(
    *,
    person_id: UUID,
    fingerprint: str,
    is_of_leads: bool = False,
    actor: Actor,
    at: datetime,
) -> None:
    """Let in a colleague who waits, and who read out this fingerprint.

    Raises KeysLocked, NotForYou, also for oneself, and NotWaiting.
    """
    team_id = team_of_keys(actor, is_of_leads)
    if person_id == actor.person:
        raise vault.NotForYou
    vault.admit_member(
        team_id=team_id, person_id=person_id, fingerprint=fingerprint, by=actor, at=at
    )
    _record("key_holder_admitted", Person(id=person_id), actor, at)


@action
def remove_key_holder(
    *, person_id: UUID, is_of_leads: bool = False, actor: Actor, at: datetime
) -> None:
    """Take the keys from somebody, and change them for the others.

    Raises KeysLocked, NotForYou, NotAMember, LastMember.
    """
    team_id = team_of_keys(actor, is_of_leads)
    vault.remove_member(team_id=team_id, person_id=person_id, by=actor, at=at)
    _record("key_holder_removed", Person(id=person_id), actor, at)


@action
def rotate_keys(*, is_of_leads: bool = False, actor: Actor, at: datetime) -> None:
    """Change the organisation's keys; raises KeysLocked, NotForYou."""
    team_id = team_of_keys(actor, is_of_leads)
    vault.rotate_team_keys(team_id=team_id, by=actor, at=at)
    _record_of_team("keys_changed", is_of_leads, actor, at)


@action
def finish_set_up(*, is_of_leads: bool = False, actor: Actor, at: datetime) -> None:
    """Delete the server's own wrap of the keys, for ever.

    Raises KeysLocked, NotForYou, AlreadySetUp.
    """
    team_id = team_of_keys(actor, is_of_leads)
    vault.finish_set_up(team_id=team_id, by=actor, at=at)
    _record_of_team("keys_set_up", is_of_leads, actor, at)


@action
def carry_on(*, is_of_leads: bool = False, actor: Actor, at: datetime) -> int:
    """Move some more record keys to the newest keys; gives how many.

    Raises KeysLocked, NotForYou.
    """
    team_id = team_of_keys(actor, is_of_leads)
    moved = vault.carry_on(team_id=team_id, by=actor, at=at)
    _record_of_team("keys_moved", is_of_leads, actor, at, moved=moved)
    return moved


@action
def set_up_recovery(
    *,
    holders: Sequence[ShareKeeper],
    threshold: int,
    is_of_leads: bool = False,
    actor: Actor,
    at: datetime,
) -> list[RecoveryShare]:
    """Split a recovery key between people of several organisations.

    Raises KeysLocked, NotForYou, SharesNotSpread, WrongThreshold.
    """
    team_id = team_of_keys(actor, is_of_leads)
    shares = vault.set_up_recovery(
        team_id=team_id, holders=holders, threshold=threshold, by=actor, at=at
    )
    _record_of_team(
        "recovery_set_up",
        is_of_leads,
        actor,
        at,
        threshold=threshold,
        holders=len(holders),
    )
    return shares


@action
def end_recovery(*, is_of_leads: bool = False, actor: Actor, at: datetime) -> None:
    """Make every share worthless; raises KeysLocked, NotForYou, NoRecovery."""
    team_id = team_of_keys(actor, is_of_leads)
    vault.end_recovery(team_id=team_id, by=actor, at=at)
    _record_of_team("recovery_ended", is_of_leads, actor, at)


@action
def recover_keys(
    *, shares: Collection[str], is_of_leads: bool = False, actor: Actor, at: datetime
) -> bool:
    """Let the actor in with enough shares; gives whether they fitted.

    Every try is recorded and told to all holders. Raises NoRecovery, NoKeyPair.
    """
    team_id = team_of_keys(actor, is_of_leads)
    is_done = vault.recover_team(
        team_id=team_id, person_id=actor.person, shares=shares, at=at
    )
    name = "recovery_used" if is_done else "recovery_refused"
    _record_of_team(name, is_of_leads, actor, at, shares=len(shares))
    return is_done


def accept_chains(folder: Path, *, at: datetime) -> int:
    """Let each process believe what this database shows; gives how many chains.

    After a backup was put back: by whoever runs the installation, as the system.
    """
    believed = heads.accept_states(folder, chains.find_shown_state)
    for state in believed:
        audit.write_event(
            name="agencies.keys_accepted",
            actor=NOBODY,
            kind="vault.team",
            subject_id=state.link.team,
            domain="",
            at=at,
            verb=audit.Verb.ALTERATION,
            more={"detail": {"number": state.link.number}},
        )
    return len(believed)


def _record_of_team(
    what: str, is_of_leads: bool, actor: Actor, at: datetime, **detail: int
) -> None:
    """An event of the organisation, which says where it is of its leads' keys alone."""
    told = {"is_of_leads": True, **detail} if is_of_leads else detail
    _record(what, Organisation(id=actor.organisation), actor, at, **told)


def _record(
    what: str, subject: Model, actor: Actor, at: datetime, **detail: int
) -> None:
    audit.record_event(
        name=f"agencies.{what}", actor=actor, subject=subject, at=at, detail=detail
    )
