"""Teams: their key pairs, who is let in, who leaves, and when the server lets go."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from unhidden.vault import rewrapping, sealing
from unhidden.vault.models import (
    Generation,
    Member,
    MemberKey,
    Membership,
    RecordKey,
    Team,
)
from unhidden.vault.opening import keys_of_server, private_keys
from unhidden.vault.rings import Bearer, NotForYou, must_ring


class VaultLocked(Exception):
    """This process has no vault key: it can seal, and can open nothing."""


class NoSuchHolder(Exception):
    """Nobody holds a key under this id."""


class NotWaiting(Exception):
    """Nobody of that name waits to be let in."""


class NotAMember(Exception):
    """This person is not of the team."""


class LastMember(Exception):
    """Without this person nobody could open anything any more."""


class AlreadySetUp(Exception):
    """The server gave up its key to this team before."""


@transaction.atomic
def create_team(*, team_id: UUID, at: datetime) -> None:
    """Give an organisation its first keys, held by the server until set-up is done.

    A second call changes nothing. Raises VaultLocked.
    """
    if Team.objects.filter(id=team_id).exists():
        return
    team = Team.objects.create(id=team_id, created_at=at)
    _new_generation(team, number=1, at=at)


@transaction.atomic
def join(*, team_id: UUID, person_id: UUID, at: datetime) -> None:
    """Somebody comes to a team: let in by the server if it still holds the keys.

    Otherwise, and without a key pair, they wait. Raises NoSuchHolder.
    """
    team = locked(team_id)
    membership, is_new = Membership.objects.get_or_create(
        team=team, member_id=person_id, ended_at=None, defaults={"asked_at": at}
    )
    if is_new or membership.admitted_at is None:
        _let_in_by_server(team, membership, at)


@transaction.atomic
def join_where_waiting(*, person_id: UUID, at: datetime) -> None:
    """A person has a key pair now: teams that the server still holds let them in."""
    waiting = Membership.objects.filter(
        member_id=person_id, admitted_at=None, ended_at=None
    )
    for team_id in waiting.order_by("team_id").values_list("team_id", flat=True):
        join(team_id=team_id, person_id=person_id, at=at)


@transaction.atomic
def admit(*, team_id: UUID, person_id: UUID, by: Bearer, at: datetime) -> None:
    """Let in somebody who waits, with the admitter's own keys.

    Raises KeysLocked, NotForYou for one who is not of the team, NotWaiting.
    """
    team = locked(team_id)
    membership = Membership.objects.filter(
        team=team, member_id=person_id, admitted_at=None, ended_at=None
    ).first()
    member = Member.objects.filter(id=person_id).first()
    if membership is None or member is None:
        raise NotWaiting
    held = held_keys(team, by=by)
    _seal_to(member, held)
    membership.admitted_at = at
    membership.admitted_by = _who(by)
    membership.save(update_fields=["admitted_at", "admitted_by"])


@transaction.atomic
def remove(*, team_id: UUID, person_id: UUID, by: Bearer, at: datetime) -> None:
    """End somebody's membership and give the others new keys.

    Raises KeysLocked, NotForYou, NotAMember, and LastMember after set-up.
    """
    team = locked(team_id)
    rows = Membership.objects.filter(team=team, ended_at=None)
    membership = rows.filter(member_id=person_id).first()
    if membership is None:
        raise NotAMember
    others = rows.exclude(member_id=person_id).filter(admitted_at__isnull=False)
    if team.set_up_at and membership.admitted_at and not _has_people(others):
        raise LastMember
    held = held_keys(team, by=by) if membership.admitted_at else {}
    membership.ended_at = at
    membership.ended_by = _who(by)
    membership.save(update_fields=["ended_at", "ended_by"])
    MemberKey.objects.filter(member_id=person_id, generation__team=team).delete()
    if held:
        rotate_with(team, held, at)


@transaction.atomic
def leave(*, team_id: UUID, person_id: UUID, by: UUID | None, at: datetime) -> None:
    """End somebody's membership, by one who holds no key; nothing if there is none.

    They open nothing more. The others get new keys at once where the server still
    holds them; else one of them must change the keys. Raises LastMember after set-up.
    """
    team = locked(team_id)
    rows = Membership.objects.filter(team=team, ended_at=None)
    membership = rows.filter(member_id=person_id).first()
    if membership is None:
        return
    others = rows.exclude(member_id=person_id).filter(admitted_at__isnull=False)
    if team.set_up_at and membership.admitted_at and not _has_people(others):
        raise LastMember
    membership.ended_at, membership.ended_by = at, by
    membership.save(update_fields=["ended_at", "ended_by"])
    MemberKey.objects.filter(member_id=person_id, generation__team=team).delete()
    needed = _needed(team)
    held = keys_of_server(needed, team.id)
    if membership.admitted_at and needed == held.keys():
        rotate_with(team, held, at)


@transaction.atomic
def rotate(*, team_id: UUID, by: Bearer, at: datetime) -> None:
    """New keys for the same members; raises KeysLocked, NotForYou."""
    team = locked(team_id)
    rotate_with(team, held_keys(team, by=by), at)


@transaction.atomic
def finish_set_up(*, team_id: UUID, by: Bearer, at: datetime) -> None:
    """The server gives up its wrap of this team's keys, for ever.

    Only a member whose own ring opens every key may say so, and new keys are made at
    once, which the server never held. Raises KeysLocked, NotForYou, AlreadySetUp.
    """
    team = locked(team_id)
    if team.set_up_at:
        raise AlreadySetUp
    ring = must_ring(by)
    held = held_keys(team, by=ring)
    team.set_up_at, team.set_up_by = at, ring.person_id
    team.save(update_fields=["set_up_at", "set_up_by"])
    team.generations.update(server_wrapped=None)
    rotate_with(team, held, at)


def held_keys(team: Team, *, by: Bearer) -> dict[int, bytes]:
    """The private keys that a new member needs: the newest, and those still in use.

    Raises KeysLocked, and NotForYou if the bearer lacks one of them.
    """
    needed = _needed(team)
    held = private_keys(needed, by=by)
    if needed - held.keys():
        raise NotForYou
    return held


def let_in_by_key(
    team: Team, membership: Membership, held: dict[int, bytes], *, at: datetime
) -> None:
    """Let somebody in who has proved the right to it in another way (recovery)."""
    _seal_to(Member.objects.get(id=membership.member_id), held)
    membership.admitted_at = at
    membership.save(update_fields=["admitted_at"])


def _let_in_by_server(team: Team, membership: Membership, at: datetime) -> None:
    member = Member.objects.filter(id=membership.member_id).first()
    if member is None or team.set_up_at is not None:
        return
    needed = _needed(team)
    held = keys_of_server(needed, team.id)
    if needed - held.keys():
        return
    let_in_by_key(team, membership, held, at=at)


def _needed(team: Team) -> set[int]:
    """The newest generation, and the older ones that still open something."""
    rows = team.generations.all()
    newest = rows.order_by("-number").values_list("id", flat=True)[:1]
    record_keys = RecordKey.objects.filter(generation=OuterRef("id"))
    in_use = rows.filter(Q(opens_first_version=True) | Exists(record_keys))
    return {*newest, *in_use.order_by("id").values_list("id", flat=True)}


def _seal_to(member: Member, held: dict[int, bytes]) -> None:
    public_key = bytes(member.public_key)
    MemberKey.objects.bulk_create(
        [
            MemberKey(
                generation_id=generation,
                member=member,
                sealed_key=sealing.seal_key(key, public_key=public_key),
            )
            for generation, key in held.items()
        ],
        ignore_conflicts=True,
    )


def rotate_with(team: Team, held: dict[int, bytes], at: datetime) -> None:
    """A new generation for everybody who is in; older record keys go over to it."""
    newest = team.generations.aggregate(Max("number"))["number__max"]
    generation, private_key = _new_generation(team, number=newest + 1, at=at)
    ids = Membership.objects.filter(
        team=team, ended_at=None, admitted_at__isnull=False
    ).values_list("member_id", flat=True)
    members = Member.objects.filter(id__in=ids).order_by("id")
    MemberKey.objects.bulk_create(
        [
            MemberKey(
                generation=generation,
                member_id=member_id,
                sealed_key=sealing.seal_key(private_key, public_key=bytes(public_key)),
            )
            for member_id, public_key in members.values_list("id", "public_key")
        ],
        batch_size=2_000,
    )
    rewrapping.begin(held, at=at)


def _new_generation(
    team: Team, *, number: int, at: datetime
) -> tuple[Generation, bytes]:
    public_key, private_key = sealing.new_key_pair()
    generation = Generation.objects.create(
        team=team,
        number=number,
        public_key=public_key,
        server_wrapped=None if team.set_up_at else _for_server(private_key, team.id),
        created_at=at,
    )
    return generation, private_key


def _for_server(private_key: bytes, team_id: UUID) -> bytes:
    server_key: bytes | None = settings.VAULT_KEY
    if server_key is None:
        raise VaultLocked
    return sealing.wrap(private_key, key=server_key, bound_to=team_id.bytes)


def locked(team_id: UUID) -> Team:
    """The team, for one change of its keys at a time; raises NoSuchHolder."""
    team = Team.objects.select_for_update().filter(id=team_id).first()
    if team is None:
        raise NoSuchHolder
    return team


def _has_people(rows: QuerySet[Membership]) -> bool:
    ids = rows.values("member_id")
    return Member.objects.filter(id__in=ids, is_recovery=False).exists()


def _who(by: Bearer) -> UUID | None:
    return by.keys.person_id if by.keys else None
