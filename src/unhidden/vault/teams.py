"""Teams: their key pairs, who is let in, who leaves, and when the server lets go."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from unhidden.lib.refusals import ActionRefused
from unhidden.vault import chains, changes, linking, sealing
from unhidden.vault.chain import ChainState
from unhidden.vault.chains import ChainBroken, NoSuchHolder, NotCertified
from unhidden.vault.linking import HolderCandidate, LinkKeys
from unhidden.vault.models import Member, Membership, RecordKey, Team
from unhidden.vault.opening import keys_of_server, private_keys
from unhidden.vault.rings import Bearer, KeyRing, NotForYou, must_ring
from unhidden.vault.rosters import RosterHolder
from unhidden.vault.steps import (
    ChainStep,
    Nobody,
    change_keys,
    describe_generation,
    for_server,
    step_of,
)

_TO_PROVE = "select team, engagement from wall.to_prove(%s, %s)"


class NotWaiting(ActionRefused):
    """Nobody of that name waits to be let in."""


class NotAMember(ActionRefused):
    """This person is not of the team."""


class LastMember(ActionRefused):
    """Without this person nobody could open anything any more."""


class AlreadySetUp(ActionRefused):
    """The server gave up its key to this team before."""


@transaction.atomic
def create_team(
    *, team_id: UUID, at: datetime, organisation_id: UUID | None = None
) -> None:
    """Give an organisation its first keys, held by the server until set-up is done.

    Of some of an organisation's people, where ``organisation_id`` is another. A second
    call changes nothing. Nothing is sealed to them before the root signed for them: in
    a demonstration at once. Raises VaultLocked.
    """
    if Team.objects.filter(id=team_id).exists():
        return
    public_key, private_key = sealing.new_key_pair()
    changed = {
        "organisation": organisation_id or team_id,
        "generation": describe_generation(public_key, for_server(private_key, team_id)),
        **linking.first_link(team_id, LinkKeys(1, public_key), localdate(at)),
    }
    changes.of_team(team_id, 0, changed, at=at)
    linking.tell_link_added(team_id, changed)


@transaction.atomic
def join_team(*, team_id: UUID, person_id: UUID, at: datetime) -> None:
    """Somebody comes to a team: let in by the server if it still holds the keys.

    Otherwise, and until they proved their keys for this team, they wait. Raises
    NoSuchHolder.
    """
    team = lock_team_for_change(team_id)
    if not _members(team).filter(member_id=person_id).exists():
        change_keys(team, {"asked": [person_id]}, at)
    _let_in_by_server(team, person_id, at)


@transaction.atomic
def prove_own_keys(*, ring: KeyRing, at: datetime) -> None:
    """Somebody's ring is open: they prove their keys where it is missing.

    Teams that the server still holds, and that wait for them, let them in. Where their
    engagement is another one now, and they may sign still, they say until when.
    """
    new = _prove(ring, at)
    waiting = Membership.objects.filter(
        Q(admitted_at=None, team__set_up_at=None) | Q(team_id__in=new),
        member_id=ring.person_id,
        ended_at=None,
    )
    for team_id in waiting.order_by("team_id").values_list("team_id", flat=True):
        team = lock_team_for_change(team_id)
        if team.set_up_at is None:
            _let_in_by_server(team, ring.person_id, at)
        elif _is_whole(team_id):
            _stay(team, ring, at)


def _stay(team: Team, ring: KeyRing, at: datetime) -> None:
    """A link that names a signer's engagement of now, by whom they may sign on.

    Past the last day of the one in the last link they could not say it themselves.
    """
    step = step_of(team, {}, ring, at)
    stay = linking.list_lasting_holders(step.head, step.there)
    is_other = {*stay} - {*linking.roster_of(step.head).holders}
    if (
        ring.person_id in {each.person for each in is_other}
        and linking.may_sign(step.head, ring.signer, localdate(at))
        and not linking.somebody_goes(step.head, stay)
    ):
        step.take("admit")


def _prove(ring: KeyRing, at: datetime) -> list[UUID]:
    """Sign for the ring's keys where that is missing; gives in which teams."""
    with connection.cursor() as cursor:
        cursor.execute(_TO_PROVE, [ring.person_id, ring.signer])
        rows = cursor.fetchall()
    if not rows:
        return []
    proved = []
    for team, engagement in rows:
        holder = RosterHolder(
            ring.person_id, engagement, None, ring.public_key, ring.signer
        )
        proof = linking.proof_to_keep(ring.prove(holder, team=team), team=team)
        named = {"team": team, "engagement": engagement}
        proved.append({**named, "signer": ring.signer, "proof": proof})
    changes.of_member({"person": ring.person_id, "proved": proved}, at=at)
    return [team for team, _ in rows]


@transaction.atomic
def admit_member(
    *, team_id: UUID, person_id: UUID, fingerprint: str, by: Bearer, at: datetime
) -> None:
    """Let in somebody who waits, with the admitter's own keys.

    ``fingerprint`` is what the two of them compared. Raises KeysLocked, NotForYou for
    one who is not of the team, NotWaiting, also for one who did not prove their keys
    yet, or whose keys are others than those that were compared.
    """
    team = lock_team_for_change(team_id)
    held = held_keys(team, by=by)
    there = linking.find_holder_candidates(team_id)
    waits = there.get(person_id)
    head = chains.find_chain_head(team_id)
    if waits is None or not waits.is_proven or _holds(head, waits):
        raise NotWaiting
    if waits.fingerprint != fingerprint:
        raise NotWaiting
    step = ChainStep(team, head, there, held, by, at)
    step.take("admit", added=[waits.holder], admitted=[person_id])


@transaction.atomic
def remove_member(*, team_id: UUID, person_id: UUID, by: Bearer, at: datetime) -> None:
    """End somebody's membership and give the others new keys.

    Beside a chain that was tampered with, those are to be changed later. Raises
    KeysLocked, NotForYou, NotAMember, and LastMember after set-up.
    """
    team = lock_team_for_change(team_id)
    membership = _leaving(team, person_id)
    if membership is None:
        raise NotAMember
    if not membership.admitted_at:
        change_keys(team, {"ended": [person_id]}, at)
        return
    held = held_keys(team, by=by)
    if _is_whole(team_id):
        step = step_of(team, held, by, at)
        step.take("remove", without=[person_id], is_new=True, ended=[person_id])
    else:
        change_keys(team, {"ended": [person_id]}, at)


@transaction.atomic
def leave_team(*, team_id: UUID, person_id: UUID, at: datetime) -> None:
    """End somebody's membership, by one who holds no key; nothing if there is none.

    They open nothing more. The others get new keys at once where the server still
    holds them; else, or beside a chain that was tampered with, somebody must change
    them. Raises LastMember after set-up.
    """
    team = lock_team_for_change(team_id)
    membership = _leaving(team, person_id)
    if membership is None:
        return
    held = _held_by_server(team)
    if membership.admitted_at and held and _is_whole(team_id):
        step = step_of(team, held, Nobody(team_id), at)
        step.take("remove", without=[person_id], is_new=True, ended=[person_id])
    else:
        change_keys(team, {"ended": [person_id]}, at)


def _is_whole(team_id: UUID) -> bool:
    """Whether another link can be added to the team's chain."""
    try:
        chains.find_chain_head(team_id)
    except (ChainBroken, NotCertified):
        return False
    return True


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
def rotate_team_keys(*, team_id: UUID, by: Bearer, at: datetime) -> None:
    """New keys for the same members; raises KeysLocked, NotForYou, NotCertified.

    For those who are engaged at the organisation still.
    """
    team = lock_team_for_change(team_id)
    step_of(team, held_keys(team, by=by), by, at).take("rotate", is_new=True)


@transaction.atomic
def finish_set_up(*, team_id: UUID, by: Bearer, at: datetime) -> None:
    """The server gives up its wrap of this team's keys, for ever.

    Only a member whose own ring opens every key may say so, and new keys are made at
    once, which the server never held. From here on its people sign for its keys. Raises
    KeysLocked, NotForYou, AlreadySetUp, NotCertified.
    """
    team = lock_team_for_change(team_id)
    if team.set_up_at:
        raise AlreadySetUp
    ring = must_ring(by)
    step = step_of(team, held_keys(team, by=ring), by, at)
    if ring.signer not in {
        each.signer for each in linking.list_lasting_holders(step.head, step.there)
    }:
        raise NotForYou
    team.set_up_at = at
    step.take("set-up", is_new=True, is_of_people=True, set_up=True)


def held_keys(team: Team, *, by: Bearer) -> dict[int, bytes]:
    """The private keys that a new member needs: the newest, and those still in use.

    Raises KeysLocked, and NotForYou if the bearer lacks one of them.
    """
    needed = _needed(team)
    held = private_keys(needed, by=by)
    if needed - held.keys():
        raise NotForYou
    return held


def _let_in_by_server(team: Team, person_id: UUID, at: datetime) -> None:
    """Let somebody in who proved their keys, where the server holds the team's."""
    held = _held_by_server(team)
    there = linking.find_holder_candidates(team.id) if held else {}
    comes = there.get(person_id)
    if comes is None or not comes.is_proven or not _is_whole(team.id):
        return
    head = chains.find_chain_head(team.id)
    if not _holds(head, comes):
        step = ChainStep(team, head, there, held, Nobody(team.id), at)
        step.take("admit", added=[comes.holder], admitted=[person_id])


def _holds(head: ChainState, candidate: HolderCandidate) -> bool:
    """Whether they are in, and the chain says so too."""
    keys = {each.key for each in linking.roster_of(head).holders}
    return candidate.is_admitted and candidate.holder.key in keys


def _held_by_server(team: Team) -> dict[int, bytes]:
    """The keys that a new member needs, where the server has them all; else nothing."""
    if team.set_up_at is not None:
        return {}
    needed = _needed(team)
    held = keys_of_server(needed, team.id)
    return {} if needed - held.keys() else held


def _needed(team: Team) -> set[int]:
    """The newest generation, and the older ones that still open something."""
    record_keys = RecordKey.objects.filter(generation=OuterRef("id"))
    newest = chains.last_number(team.id)
    wanted = Q(opens_first_version=True) | Exists(record_keys) | Q(number=newest)
    rows = team.generations.filter(wanted, number__lte=newest)
    return set(rows.order_by("id").values_list("id", flat=True))


def _members(team: Team) -> QuerySet[Membership]:
    return Membership.objects.filter(team=team, ended_at=None)


def lock_team_for_change(team_id: UUID) -> Team:
    """The team, for one change of its keys at a time; raises NoSuchHolder."""
    if not changes.lock_team(team_id):
        raise NoSuchHolder
    return Team.objects.get(id=team_id)


def _has_people(rows: QuerySet[Membership]) -> bool:
    ids = rows.values("member_id")
    return Member.objects.filter(id__in=ids, is_recovery=False).exists()
