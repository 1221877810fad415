"""The chains in the database, as this process finds them good: what to seal to.

The database may take away and never add. What it shows of a team beyond the last good
link counts for nothing, and what this process remembers is never given up (``heads``).
Each wrong thing is told once: an error in the log, and the signal ``refused``, whose
listener keeps an event. If that event is undone with its page, the next look tells it.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.dispatch import Signal
from django.utils import timezone

from unhidden.lib.refusals import ActionRefused
from unhidden.vault import chain, heads, links, rosters
from unhidden.vault.chain import ChainState
from unhidden.vault.links import SignedLink
from unhidden.vault.models import Generation, KeptRoster, Link, Team

#: With team_id, number and reason: what is in the database is not what was signed.
refused = Signal()
_log = logging.getLogger(__name__)
# What links_after gives at once: a link of a large team is some 60 kB.
_MOST_LINKS, _MOST_BYTES = 50, 1 << 17
_ENDS = """
select t.id, g.id, g.number, g.public_key, l.number, sha256(l.header),
       (select max(number) from vault_generation m where m.team_id = t.id)
  from vault_team t
  left join vault_generation g on g.id = t.newest_id
  left join lateral (select number, header from vault_link
                      where team_id = t.id order by number desc limit 1) l on true
 where t.id = any(%s)
 order by t.id
"""


class NoSuchHolder(ActionRefused):
    """Nobody holds a key under this id."""


class NotCertified(NoSuchHolder):
    """Nobody signed for this team's keys yet: nothing is sealed to them."""


class ChainBroken(ActionRefused):
    """The database shows another chain than was signed: these keys stay as they are."""


@dataclass(frozen=True, slots=True)
class _End:
    """What the database shows of a team: its newest generation, and its last link."""

    team_id: UUID
    generation_id: int | None
    generation: int | None
    key: bytes | None
    number: int | None
    hash: bytes | None
    last_generation: int | None


# By team: what was remembered and shown then, and what was found good of it.
_found: dict[UUID, tuple[bytes | None, bytes | None, ChainState | None]] = {}
# What was told of already: the database as it is then is wrong in one way or more.
_told: set[tuple[UUID, bytes | None, int | None]] = set()
# What was logged, and whose event may not have been kept.
_untold: dict[UUID, tuple[_End, str]] = {}


def find_newest_generations(team_ids: Collection[UUID]) -> dict[UUID, Generation]:
    """What is sealed to for each of these teams, by its chain; one query where no
    chain grew.

    Teams without a certified link are left out, and those whose generation is gone.
    """
    return {team: row for team, (row, _) in find_current_generations(team_ids).items()}


def find_current_generations(
    team_ids: Collection[UUID],
) -> dict[UUID, tuple[Generation, ChainState]]:
    """As ``find_newest_generations``, each with the last good link, which says so."""
    found = {end.team_id: (_generation(end), _state(end)) for end in _ends(team_ids)}
    return {team: (row, state) for team, (row, state) in found.items() if row and state}


def find_chain_states(team_ids: Collection[UUID]) -> dict[UUID, ChainState]:
    """The last good link of each of these teams that has one."""
    found = {end.team_id: _state(end) for end in _ends(team_ids)}
    return {team: each for team, each in found.items() if each is not None}


def find_shown_state(team_id: UUID) -> ChainState | None:
    """The last good link in the database, whatever this process remembers."""
    for end in _ends([team_id]):
        return _longest(end, None).state
    return None


def find_broken_chains() -> list[UUID]:
    """The teams of which the database shows anything else than what was signed.

    A team that has no link yet, and of which none is remembered, is not one of them.
    """
    ends = list(_ends(list(Team.objects.values_list("id", flat=True))))
    return [end.team_id for end in ends if not _is_whole(end, _state(end))]


def _is_whole(end: _End, state: ChainState | None) -> bool:
    if state is None:
        return end.hash is None
    newest = end.last_generation or 0
    return (state.hash, state.link.key) == (end.hash, end.key) and (
        newest <= state.link.generation
    )


def links_after(team_id: UUID, number: int) -> list[SignedLink]:
    """The team's good links after that number, for whoever verifies them anew.

    The first of them only, where they are many or large: whoever wants more asks again.
    """
    state = find_chain_states([team_id]).get(team_id)
    last = state.link.number if state else 0
    rows = Link.objects.filter(team_id=team_id, number__gt=number, number__lte=last)
    found: list[SignedLink] = []
    size = 0
    for row in rows.order_by("number", "id")[:_MOST_LINKS]:
        size += len(row.header) + len(row.signatures)
        if found and size > _MOST_BYTES:
            break
        found.append(SignedLink(bytes(row.header), bytes(row.signatures)))
    return found


def forget_chains() -> None:
    """Be as a process that has just been started, without what lies in its file."""
    _found.clear()
    _told.clear()
    _untold.clear()
    heads.open_memory.cache_clear()


def last_number(team_id: UUID) -> int:
    """The number of the team's newest generation, 0 where there is none."""
    return next((end.generation or 0 for end in _ends([team_id])), 0)


def find_chain_head(team_id: UUID) -> ChainState:
    """The last good link with its roster, to add another to it; for staff.

    Raises NotCertified, and ChainBroken where the database shows anything else.
    """
    end = next(_ends([team_id]), None)
    state = _state(end) if end else None
    if end is None or state is None:
        raise NotCertified
    kept = KeptRoster.objects.filter(team_id=team_id).first()
    roster = bytes(kept.roster) if kept else b""
    is_whole = state.hash == end.hash and state.link.key == end.key
    if not is_whole or links.hash_of(roster) != state.link.roster:
        _tell(end, "roster" if is_whole else "not whole")
        raise ChainBroken
    return ChainState(state.link, state.hash, rosters.read_roster(roster))


def report_broken_chain(team_id: UUID, reason: str) -> None:
    """Say once that something of this team's keys is not what was signed."""
    for end in _ends([team_id]):
        _tell(end, reason)


def _ends(team_ids: Collection[UUID]) -> Iterator[_End]:
    with connection.cursor() as cursor:
        cursor.execute(_ENDS, [list(team_ids)])
        rows = cursor.fetchall()
    for team, id_, number, key, last, digest, most in rows:
        yield _End(team, id_, number, _bytes(key), last, _bytes(digest), most)


def _generation(end: _End) -> Generation | None:
    state = _state(end)
    if state is None:
        return None
    named = {"number": state.link.generation, "public_key": state.link.key}
    if (end.generation, end.key) == tuple(named.values()):
        return Generation(id=end.generation_id, team_id=end.team_id, **named)
    # Another is the newest by the database: what was signed may be there still.
    rows = Generation.objects.filter(team_id=end.team_id, **named)
    return rows.only("id", "team_id", "number", "public_key").first()


def _state(end: _End) -> ChainState | None:
    """The last good link of a team; found anew only where something changed."""
    if end.team_id in _untold:
        _tell(*_untold[end.team_id])
    known = heads.recall_state(end.team_id)
    base = known.hash if known else None
    state = known
    if known is None or base != end.hash:
        before, shown, state = _found.get(end.team_id, (None, None, None))
        if (before, shown) != (base, end.hash):
            state = _verified(end, known)
            _found[end.team_id] = (base, end.hash, state)
    if state is not None and (end.last_generation or 0) > state.link.generation:
        _tell(end, "generation")
    return state


def _verified(end: _End, known: ChainState | None) -> ChainState | None:
    longest = _longest(end, known)
    if longest.refused is not None:
        _tell(end, longest.refused.reason)
    if longest.state is not None:
        heads.remember_state(longest.state)
    return longest.state


def _longest(end: _End, known: ChainState | None) -> chain.LongestChain:
    root: bytes | None = settings.KEY_ROOT
    if root is None:
        return chain.LongestChain(None, None)
    rows = Link.objects.filter(team_id=end.team_id).order_by("number", "id")
    return chain.longest_valid(
        [SignedLink(bytes(row.header), bytes(row.signatures)) for row in rows],
        root=root,
        team=end.team_id,
        remembered=known,
        today=timezone.localdate(),
        with_rosters=False,
    )


def _tell(end: _End, reason: str) -> None:
    kept = _Kept((end.team_id, end.hash, end.last_generation))
    if kept.what in _told or kept in (each for _, each, *_ in connection.run_on_commit):
        return
    if end.team_id not in _untold:
        _log.error("The keys of a team are not what was signed: %s", reason)
    _untold[end.team_id] = (end, reason)
    refused.send(None, team_id=end.team_id, number=end.number or 0, reason=reason)
    transaction.on_commit(kept)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is done once the event of something wrong is kept."""

    what: tuple[UUID, bytes | None, int | None]

    def __call__(self) -> None:
        _told.add(self.what)
        _untold.pop(self.what[0], None)


def _bytes(value: bytes | memoryview | None) -> bytes | None:
    return None if value is None else bytes(value)
