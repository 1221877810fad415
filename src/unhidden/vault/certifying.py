"""First links: what the operator's root is asked to sign for, and what it signed.

The newest generation of each team that has no chain. One that was put into the database
is refused: the server opens what it holds itself, and everybody who is in must hold it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from unhidden.vault import (
    chain,
    chains,
    linking,
    sealing,
    teams,
)
from unhidden.vault.linking import LinkKeys
from unhidden.vault.links import LinkRefused
from unhidden.vault.models import Generation, MemberKey, Membership, Team
from unhidden.vault.opening import keys_of_server
from unhidden.vault.requests import LinkRequest, sign_requests
from unhidden.vault.rosters import Roster
from unhidden.vault.steps import change_keys


@dataclass(frozen=True, slots=True)
class RefusedRequest:
    """What is not asked for: ``reason`` is ``not held``, by these people, or
    ``not opened`` by the server, or ``nobody`` who could sign next, or ``not engaged``
    for people who are left out of a link."""

    team_id: UUID
    generation: int
    reason: str
    people: tuple[UUID, ...] = ()


def list_link_requests() -> tuple[list[LinkRequest], list[RefusedRequest]]:
    """The first links of all teams without one, unsigned; and what is refused."""
    asked: list[LinkRequest] = []
    refused: list[RefusedRequest] = []
    rows = Team.objects.order_by("id")
    certified = chains.find_chain_states([row.id for row in rows])
    for row in rows:
        if row.id not in certified:
            found = _request(row)
            (asked if isinstance(found, LinkRequest) else refused).append(found)  # type: ignore[arg-type]
            refused += _strangers(row)
    return asked, refused


def _request(team: Team) -> LinkRequest | RefusedRequest:
    newest = team.generations.get(id=team.newest_id or 0)
    lacking = _without_key(team, newest)
    if lacking:
        return RefusedRequest(team.id, newest.number, "not held", lacking)
    keys = LinkKeys(newest.number, bytes(newest.public_key))
    if team.set_up_at is None:
        if not _is_servers(newest):
            return RefusedRequest(team.id, newest.number, "not opened")
        return _unsigned(
            team, keys, Roster("begin", ()), [linking.find_host_signer().public_key]
        )
    there = linking.find_holder_candidates(team.id).values()
    holders = [each.holder for each in there if each.is_admitted and each.is_proven]
    if not holders:
        return RefusedRequest(team.id, newest.number, "nobody")
    signers = sorted(each.signer for each in holders)[: linking.MOST_SIGNERS]
    return _unsigned(team, keys, Roster("begin", tuple(holders)), signers)


def _unsigned(
    team: Team, keys: LinkKeys, roster: Roster, signers: list[bytes]
) -> LinkRequest:
    before = linking.begin_chain(team.id)
    return LinkRequest(
        team.id, linking.draft_link(before, roster, keys, signers, localdate())
    )


def _without_key(team: Team, newest: Generation) -> tuple[UUID, ...]:
    """Who is in, and still engaged, and does not hold this generation."""
    there = linking.find_holder_candidates(team.id)
    people = {person for person, each in there.items() if each.is_admitted}
    have = MemberKey.objects.filter(generation=newest)
    with_key = set(have.order_by("member_id").values_list("member_id", flat=True))
    return tuple(sorted(people - with_key))


def _strangers(team: Team) -> list[RefusedRequest]:
    """Who is said to be in, and is not engaged at the organisation."""
    rows = Membership.objects.filter(
        team=team, ended_at=None, admitted_at__isnull=False
    )
    people = set(rows.order_by("member_id").values_list("member_id", flat=True))
    recoveries = team.recoveries.order_by("id").values_list("member_id", flat=True)
    strangers = tuple(
        sorted(people - {*linking.find_holder_candidates(team.id), *recoveries})
    )
    return [RefusedRequest(team.id, 0, "not engaged", strangers)] if strangers else []


def _is_servers(newest: Generation) -> bool:
    """Whether the server's own wrap opens, and is of this public key."""
    try:
        held = keys_of_server([newest.id], newest.team_id)
    except sealing.SealBroken:
        return False
    return any(
        sealing.public_half(key) == bytes(newest.public_key) for key in held.values()
    )


@transaction.atomic
def certify_links(made: Iterable[LinkRequest], *, at: datetime) -> list[UUID]:
    """Begin these teams' chains; gives which. Raises LinkRefused for a link that is no
    first one by the pinned root, and for keys that were changed since it was asked for.
    """
    done = []
    for each in made:
        team = teams.lock_team_for_change(each.team_id)
        if team.id in chains.find_chain_states([team.id]):
            continue
        before = linking.begin_chain(team.id)
        state = chain.follow_link(
            each.link, before, today=localdate(), with_rosters=True
        )
        newest = team.generations.get(id=team.newest_id or 0)
        if (newest.number, bytes(newest.public_key)) != (
            state.link.generation,
            state.link.key,
        ):
            raise LinkRefused("key")
        change_keys(team, linking.as_change(each.link), at)
        done.append(team.id)
    return done


def certify_all(*, at: datetime) -> list[RefusedRequest]:
    """In a demonstration, whose root is here: ask, sign and certify at once."""
    seed: bytes | None = settings.ROOT_SEED
    if seed is None:
        return []
    asked, refused = list_link_requests()
    certify_links(sign_requests(asked, seed), at=at)
    return refused
