"""How a team's keys stand: who has them, who waits, what is still being moved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from unhidden.vault import chains, heads, linking, sealing
from unhidden.vault.models import (
    Generation,
    Member,
    Membership,
    Proof,
    RecordKey,
    Recovery,
    RecoveryNotice,
    Rewrap,
    Team,
    Wrap,
)
from unhidden.vault.words import words_of


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Somebody of a team; ``fingerprint`` is empty for one who proved no keys."""

    person_id: UUID
    admitted_at: datetime | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class WayIn:
    """A password, or the passkey whose credential ``label`` names."""

    kind: str
    label: str

    @property
    def is_password(self) -> bool:
        return self.kind == Wrap.Kind.PASSWORD


@dataclass(frozen=True, slots=True)
class RecoveryState:
    threshold: int
    holders: tuple[UUID, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class LinkShown:
    """The last link of a team's chain, by which people can tell that it is the same."""

    number: int
    words: str
    digits: str


@dataclass(frozen=True, slots=True)
class TeamState:
    """``moved`` of ``to_move`` record keys are on the newest keys by now.

    ``is_stale``: somebody who held the keys has left since they were last changed.
    Without a ``link`` nobody signed for the keys, and nothing is sealed to them.
    """

    generation: int
    is_stale: bool
    is_set_up: bool
    members: tuple[KeyHolder, ...]
    waiting: tuple[KeyHolder, ...]
    moved: int
    to_move: int
    recovery: RecoveryState | None
    link: LinkShown | None


@dataclass(frozen=True, slots=True)
class RecoveryNews:
    """What somebody tried with shares, told to each holder of one."""

    used_by: UUID
    used_at: datetime
    is_done: bool
    team_id: UUID


@dataclass(frozen=True, slots=True)
class PublicHalf:
    """The key that is sealed to for a team now, by the link of this number."""

    team_id: UUID
    generation_id: int
    public_key: bytes
    link: int


def newest_keys(*, team_ids: Collection[UUID]) -> list[PublicHalf]:
    """What is sealed to for each of these teams whose keys are signed for, by team."""
    found = chains.find_current_generations(team_ids)
    return [
        PublicHalf(team, row.id, bytes(row.public_key), state.link.number)
        for team, (row, state) in found.items()
    ]


def list_key_holders(*, record_ids: Collection[UUID]) -> list[tuple[UUID, str, UUID]]:
    """Which organisations hold a key to what: record, slot, organisation."""
    rows = RecordKey.objects.filter(record_id__in=record_ids)
    teams = {
        team_id: organisation_id
        for team_id, organisation_id in Team.objects.order_by("id").values_list(
            "id", "organisation_id"
        )
        if organisation_id is not None
    }
    held = rows.order_by("record_id", "slot", "team_id")
    return [
        (record_id, slot, teams[team_id])
        for record_id, slot, team_id in held.values_list("record_id", "slot", "team_id")
        if team_id in teams
    ]


def list_pins(*, team_ids: Collection[UUID]) -> list[dict[str, str | int | list[str]]]:
    """The last good link of each of these teams, for the browser's script to go on."""
    return [state.as_pin() for state in chains.find_chain_states(team_ids).values()]


def set_backs() -> int:
    """How often this process was told to believe less of a chain than it did."""
    return heads.set_backs()


def links_after(*, team_id: UUID, number: int) -> list[dict[str, str]]:
    """The next good links of a team after this one, for the browser's script."""
    return [
        {"header": link.header.decode(), "signatures": link.signatures.decode()}
        for link in chains.links_after(team_id, number)
    ]


def last_link(*, team_id: UUID) -> LinkShown | None:
    """The last link of a team by number and words; None where nobody signed."""
    state = chains.find_chain_states([team_id]).get(team_id)
    if state is None:
        return None
    spoken = words_of(state.hash or b"")
    return LinkShown(state.link.number, spoken.words, spoken.digits)


def team_state(*, team_id: UUID) -> TeamState | None:
    """How the organisation's keys stand; None if it has none."""
    team = Team.objects.filter(id=team_id).first()
    if team is None:
        return None
    people = _people(team_id)
    moving = Rewrap.objects.filter(generation__team=team, ended_at=None).aggregate(
        done=Coalesce(Sum("done"), 0), total=Coalesce(Sum("total"), 0)
    )
    newest = _newest(team)
    return TeamState(
        generation=newest.number,
        is_stale=Membership.objects.filter(
            team=team, admitted_at__isnull=False, ended_at__gt=newest.created_at
        ).exists(),
        is_set_up=team.set_up_at is not None,
        members=tuple(each for each in people if each.admitted_at),
        waiting=tuple(each for each in people if not each.admitted_at),
        moved=moving["done"],
        to_move=moving["total"],
        recovery=_recovery(team_id),
        link=last_link(team_id=team_id),
    )


def next_holders(*, team_id: UUID) -> list[UUID]:
    """Who would get new keys now: those of the last link who still are engaged.

    Raises NotCertified, ChainBroken.
    """
    head = chains.find_chain_head(team_id)
    stay = linking.list_lasting_holders(head, linking.find_holder_candidates(team_id))
    return [each.person for each in stay if each.engagement is not None]


def news_of_recovery(*, person_id: UUID) -> list[RecoveryNews]:
    """What a share holder has not yet been told, the latest first."""
    rows = RecoveryNotice.objects.filter(person_id=person_id, seen_at=None)
    return [
        RecoveryNews(
            used_by=row.use.used_by,
            used_at=row.use.used_at,
            is_done=row.use.is_done,
            team_id=row.use.recovery.team_id,
        )
        for row in rows.select_related("use__recovery").order_by("-use__used_at", "id")
    ]


def ways_in(*, person_id: UUID) -> list[WayIn]:
    """What opens a person's own ring, in the order in which it came to."""
    rows = Wrap.objects.filter(member_id=person_id).order_by("created_at", "id")
    return [WayIn(row.kind, row.label) for row in rows.only("kind", "label")]


def _newest(team: Team) -> Generation:
    return Generation.objects.defer("server_wrapped").get(id=team.newest_id or 0)


def _people(team_id: UUID) -> list[KeyHolder]:
    rows = Membership.objects.filter(team_id=team_id, ended_at=None)
    members = _members(team_id).filter(id__in=rows.values("member_id"))
    keys = {row.id: row for row in members}
    return [
        KeyHolder(
            person_id=row.member_id,
            admitted_at=row.admitted_at,
            fingerprint=_fingerprint(keys.get(row.member_id)),
        )
        for row in rows.order_by("asked_at", "id")
        if row.member_id not in keys or not keys[row.member_id].is_recovery
    ]


def list_fingerprints(
    *, team_id: UUID, person_ids: Collection[UUID]
) -> dict[UUID, str]:
    """What each of these people reads out, empty for one who proved no keys there."""
    rows = _members(team_id).filter(id__in=person_ids)
    return {row.id: _fingerprint(row) for row in rows}


def _members(team_id: UUID) -> QuerySet[Member]:
    """Key pairs, each with the ``signer`` that its person proved for this team."""
    proofs = Proof.objects.filter(team_id=team_id, person_id=OuterRef("id"))
    return Member.objects.order_by("id").annotate(
        signer=Subquery(proofs.values("signer"))
    )


def _fingerprint(member: Any) -> str:
    if member is None or member.signer is None:
        return ""
    return sealing.fingerprint_keys(bytes(member.public_key), bytes(member.signer))


def _recovery(team_id: UUID) -> RecoveryState | None:
    row = Recovery.objects.filter(team_id=team_id, ended_at=None).first()
    if row is None:
        return None
    holders = row.holders.order_by("id").values_list("person_id", flat=True)
    return RecoveryState(row.threshold, tuple(holders), row.created_at)
