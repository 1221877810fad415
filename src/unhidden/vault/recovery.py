"""Shares of a team's keys, for the day when every key ring is lost. Off by default.

What is split (SLIP-39, by the library ``shamir_mnemonic``) is the private half of a
key pair that is itself a member of the team: it gets each new generation as everybody
does, so that shares stay good when the team's keys are changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

import shamir_mnemonic
from django.db import transaction

from unhidden.vault import sealing, teams
from unhidden.vault.models import (
    Member,
    MemberKey,
    Membership,
    Recovery,
    RecoveryNotice,
    RecoveryUse,
    ShareHolder,
    Team,
)
from unhidden.vault.rings import Bearer, KeyRing, NoKeyPair, must_ring

MOST_SHARES = 16  # SLIP-39


class SharesNotSpread(Exception):
    """One organisation alone could put the key together, or there is only one."""


class WrongThreshold(Exception):
    """Between two and as many shares as there are holders must be needed."""


class NoRecovery(Exception):
    """This team has no recovery."""


class SharesDoNotFit(Exception):
    """Too few shares, mistyped ones, or shares of something else."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who will keep one share."""

    person_id: UUID
    organisation_id: UUID


@dataclass(frozen=True, slots=True)
class Share:
    """One share's words: shown once to its holder and kept nowhere."""

    holder: Holder
    words: str = field(repr=False)


@transaction.atomic
def set_up_recovery(
    *,
    team_id: UUID,
    holders: Sequence[Holder],
    threshold: int,
    by: Bearer,
    at: datetime,
) -> list[Share]:
    """Split a recovery key between the holders; an earlier recovery ends.

    ``threshold`` shares open the team's keys. Raises SharesNotSpread, WrongThreshold,
    KeysLocked, and NotForYou for one who is not of the team.
    """
    _check(holders, threshold)
    ring = must_ring(by)
    team = teams.locked(team_id)
    held = teams.held_keys(team, by=ring)
    if _end(team, at):
        teams.rotate_with(team, held, at)
        held = teams.held_keys(team, by=ring)
    public_key, private_key = sealing.new_key_pair()
    member = Member.objects.create(
        id=uuid4(), public_key=public_key, is_recovery=True, created_at=at
    )
    membership = Membership.objects.create(team=team, member_id=member.id, asked_at=at)
    teams.let_in_by_key(team, membership, held, at=at)
    recovery = Recovery.objects.create(
        team=team,
        member=member,
        threshold=threshold,
        created_by=ring.person_id,
        created_at=at,
    )
    ShareHolder.objects.bulk_create(
        ShareHolder(
            recovery=recovery,
            person_id=holder.person_id,
            organisation_id=holder.organisation_id,
        )
        for holder in holders
    )
    split = shamir_mnemonic.generate_mnemonics(
        1, [(threshold, len(holders))], private_key
    )
    return [Share(*pair) for pair in zip(holders, split[0], strict=True)]


@transaction.atomic
def end_recovery(*, team_id: UUID, by: Bearer, at: datetime) -> None:
    """Make the shares worthless; raises KeysLocked, NotForYou, NoRecovery."""
    team = teams.locked(team_id)
    held = teams.held_keys(team, by=must_ring(by))
    if not _end(team, at):
        raise NoRecovery
    teams.rotate_with(team, held, at)


def recover(
    *, team_id: UUID, person_id: UUID, shares: Collection[str], at: datetime
) -> bool:
    """Let a person in to the team with enough shares; gives whether they fitted.

    Every try is kept, and every holder is told of it, also when the shares do not fit:
    so this gives False instead of raising, and its transaction stays. Raises NoRecovery
    and NoKeyPair.
    """
    with transaction.atomic():
        team = teams.locked(team_id)
        recovery = Recovery.objects.filter(team=team, ended_at=None).first()
        if recovery is None:
            raise NoRecovery
        if not Member.objects.filter(id=person_id, is_recovery=False).exists():
            raise NoKeyPair
        private_key = _together(recovery, shares)
        _tell(recovery, person_id, is_done=private_key is not None, at=at)
        if private_key is None:
            return False
        _let_in(team, recovery.member_id, person_id, private_key, at=at)
        return True


@transaction.atomic
def mark_notices_seen(*, person_id: UUID, at: datetime) -> None:
    """A holder has read what was done with the shares."""
    RecoveryNotice.objects.filter(person_id=person_id, seen_at=None).update(seen_at=at)


def _check(holders: Sequence[Holder], threshold: int) -> None:
    if len({holder.person_id for holder in holders}) != len(holders):
        raise WrongThreshold
    if not 2 <= threshold <= len(holders) <= MOST_SHARES:
        raise WrongThreshold
    by_organisation = Counter(holder.organisation_id for holder in holders)
    if len(by_organisation) < 2 or max(by_organisation.values()) >= threshold:
        raise SharesNotSpread


def _end(team: Team, at: datetime) -> bool:
    recovery = Recovery.objects.filter(team=team, ended_at=None).first()
    if recovery is None:
        return False
    recovery.ended_at = at
    recovery.save(update_fields=["ended_at"])
    Membership.objects.filter(
        team=team, member_id=recovery.member_id, ended_at=None
    ).update(ended_at=at)
    MemberKey.objects.filter(member_id=recovery.member_id).delete()
    return True


def _together(recovery: Recovery, shares: Collection[str]) -> bytes | None:
    """The recovery's private key, if enough of its shares are here."""
    typed = {" ".join(share.lower().split()) for share in shares if share.strip()}
    enough = sorted(typed)[: recovery.threshold]  # more than needed are refused
    try:
        private_key: bytes = shamir_mnemonic.combine_mnemonics(enough)
        public_key = sealing.public_half(private_key)
    except (shamir_mnemonic.MnemonicError, ValueError, TypeError):
        return None
    is_ours = public_key == bytes(recovery.member.public_key)
    return private_key if is_ours else None


def _tell(recovery: Recovery, person_id: UUID, *, is_done: bool, at: datetime) -> None:
    use = RecoveryUse.objects.create(
        recovery=recovery, used_by=person_id, used_at=at, is_done=is_done
    )
    holders = recovery.holders.order_by("id").values_list("person_id", flat=True)
    RecoveryNotice.objects.bulk_create(
        RecoveryNotice(use=use, person_id=holder) for holder in holders
    )


def _let_in(
    team: Team, recovery_id: UUID, person_id: UUID, private_key: bytes, *, at: datetime
) -> None:
    held = teams.held_keys(
        team, by=KeyRing(person_id=recovery_id, private_key=private_key)
    )
    membership, _ = Membership.objects.get_or_create(
        team=team, member_id=person_id, ended_at=None, defaults={"asked_at": at}
    )
    teams.let_in_by_key(team, membership, held, at=at)
