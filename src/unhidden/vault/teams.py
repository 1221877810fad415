"""Teams: their key pairs, who is let in, who leaves, and when the server lets go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from unhidden.vault import changes, rewrapping, sealing
from unhidden.vault.changes import Change, VaultLocked
from unhidden.vault.models import Member, Membership, RecordKey, Team
from unhidden.vault.opening import keys_of_server, private_keys
from unhidden.vault.rings import Bearer, NotForYou, must_ring


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
def create_team(
    *, team_id: UUID, at: datetime, organisation_id: UUID | None = None
) -> None:
    """Give an organisation its first keys, held by the server until set-up is done.

    Of some of an organisation's people, where ``organisation_id`` is another. A second
    call changes nothing. Raises VaultLocked.
    """
    if Team.objects.filter(id=team_id).exists():
        return
    public_key, private_key = sealing.new_key_pair()
    changed = {
        "organisation": organisation_id or team_id,
        "generation": _generation(public_key, _for_server(private_key, team_id)),
    }
    changes.of_team(team_id, 0, changed, at=at)


@transaction.atomic
def join(*, team_id: UUID, person_id: UUID, at: datetime) -> None:
    """Somebody comes to a team: let in by the server if it still holds the keys.

    Otherwise, and without a key pair, they wait. Raises NoSuchHolder.
    """
    team = locked(team_id)
    there = _members(team).filter(member_id=person_id).first()
    if there is None or there.admitted_at is None:
        changed = {"asked": [person_id], **_let_in_by_server(team, person_id)}
        change(team, changed, at)


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
    waits = _members(team).filter(member_id=person_id, admitted_at=None).exists()
    member = Member.objects.filter(id=person_id).first()
    if not waits or member is None:
        raise NotWaiting
    changed = {
        "admitted": [person_id],
        "member_keys": sealed_to(member, held_keys(team, by=by)),
    }
    change(team, changed, at)


@transaction.atomic
def remove(*, team_id: UUID, person_id: UUID, by: Bearer, at: datetime) -> None:
    """End somebody's membership and give the others new keys.

    Raises KeysLocked, NotForYou, NotAMember, and LastMember after set-up.
    """
    team = locked(team_id)
    membership = _leaving(team, person_id)
    if membership is None:
        raise NotAMember
    if membership.admitted_at:
        rotate_with(team, held_keys(team, by=by), at, without=[person_id])
    else:
        change(team, {"ended": [person_id]}, at)


@transaction.atomic
def leave(*, team_id: UUID, person_id: UUID, at: datetime) -> None:
    """End somebody's membership, by one who holds no key; nothing if there is none.

    They open nothing more. The others get new keys at once where the server still
    holds them; else one of them must change the keys. Raises LastMember after set-up.
    """
    team = locked(team_id)
    membership = _leaving(team, person_id)
    if membership is None:
        return
    needed = _needed(team)
    held = keys_of_server(needed, team.id)
    if membership.admitted_at and needed == held.keys():
        rotate_with(team, held, at, without=[person_id])
    else:
        change(team, {"ended": [person_id]}, at)


def _leaving(team: Team, person_id: UUID) -> Membership | None:
    """Their membership, if there is one; raises LastMember after set-up."""
    rows = _members(team)
    membership = rows.filter(member_id=person_id).first()
    others = rows.exclude(member_id=person_id).filter(admitted_at__isnull=False)
    is_in = membership is not None and membership.admitted_at is not None
    if team.set_up_at and is_in and not _has_people(others):
        raise LastMember
    return membership


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
    held = held_keys(team, by=must_ring(by))
    team.set_up_at = at
    rotate_with(team, held, at, set_up=True)


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
    team: Team, member: Member, held: dict[int, bytes], *, at: datetime, **more: Change
) -> None:
    """Let somebody in who has proved the right to it in another way (recovery).

    ``more`` is changed in the same step.
    """
    keys = sealed_to(member, held)
    named = {"asked": [member.id], "admitted": [member.id], "member_keys": keys}
    change(team, {**more, **named}, at)


def _let_in_by_server(team: Team, person_id: UUID) -> Change:
    """What lets somebody in while the server holds the keys; else nothing."""
    member = Member.objects.filter(id=person_id).first()
    if member is None or team.set_up_at is not None:
        return {}
    needed = _needed(team)
    held = keys_of_server(needed, team.id)
    if needed - held.keys():
        return {}
    return {"admitted": [person_id], "member_keys": sealed_to(member, held)}


def _needed(team: Team) -> set[int]:
    """The newest generation, and the older ones that still open something."""
    rows = team.generations.all()
    newest = rows.order_by("-number").values_list("id", flat=True)[:1]
    record_keys = RecordKey.objects.filter(generation=OuterRef("id"))
    in_use = rows.filter(Q(opens_first_version=True) | Exists(record_keys))
    return {*newest, *in_use.order_by("id").values_list("id", flat=True)}


def sealed_to(member: Member, held: dict[int, bytes]) -> list[Change]:
    """These private keys, each sealed to this one."""
    public_key = bytes(member.public_key)
    return [
        {
            "generation": generation,
            "member": member.id,
            "sealed_key": sealing.seal_key(key, public_key=public_key),
        }
        for generation, key in held.items()
    ]


def rotate_with(
    team: Team,
    held: dict[int, bytes],
    at: datetime,
    *,
    without: Collection[UUID] = (),
    **more: bool,
) -> None:
    """A new generation for everybody who is in; older record keys go over to it.

    Nobody gets it who is not engaged at the organisation any more, nor those who go
    with it (``without``). ``more`` is changed in the same step.
    """
    getting = Member.objects.filter(id__in=set(entitled(team)) - set(without))
    public_key, private_key = sealing.new_key_pair()
    wrapped = None if team.set_up_at else _for_server(private_key, team.id)
    changed = {
        **more,
        "ended": list(without),
        "generation": _generation(public_key, wrapped),
        "member_keys": [
            {
                "member": member.id,
                "sealed_key": sealing.seal_key(
                    private_key, public_key=bytes(member.public_key)
                ),
            }
            for member in getting.order_by("id")
        ],
        "rewraps": rewrapping.handed(held),
    }
    change(team, changed, at)


def entitled(team: Team) -> list[UUID]:
    """Whose ids may be given the team's keys, by today's engagements."""
    with connection.cursor() as cursor:
        cursor.execute("select wall.entitled(%s)", [team.id])
        return [row[0] for row in cursor.fetchall()]


def _generation(public_key: bytes, server_wrapped: bytes | None) -> Change:
    return {"public_key": public_key} | (
        {"server_wrapped": server_wrapped} if server_wrapped else {}
    )


def change(team: Team, changed: Change, at: datetime) -> None:
    """Change the keys of a team that is locked, or who has them."""
    number = team.generations.aggregate(Max("number"))["number__max"]
    changes.of_team(team.id, number, changed, at=at)


def _members(team: Team) -> QuerySet[Membership]:
    return Membership.objects.filter(team=team, ended_at=None)


def _for_server(private_key: bytes, team_id: UUID) -> bytes:
    server_key: bytes | None = settings.VAULT_KEY
    if server_key is None:
        raise VaultLocked
    return sealing.wrap(private_key, key=server_key, bound_to=team_id.bytes)


def locked(team_id: UUID) -> Team:
    """The team, for one change of its keys at a time; raises NoSuchHolder."""
    if not changes.lock_team(team_id):
        raise NoSuchHolder
    return Team.objects.get(id=team_id)


def _has_people(rows: QuerySet[Membership]) -> bool:
    ids = rows.values("member_id")
    return Member.objects.filter(id__in=ids, is_recovery=False).exists()
