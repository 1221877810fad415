"""Which link may follow which: a team's keys as its own people signed for them.

The operator's root signs a team's first link. From then on a link is good if enough of
the signers of the one before signed it, whatever a database says; or the team's
recovery key, once; or the root, in an emergency. Two readers: staff have the rosters
and check every person; the public site and the browser (``static/vault/chain.js``, by
the same vectors) check all the rest. No clock is asked: ``today`` comes from outside.

The reasons of a LinkRefused, in the order in which they are looked for, after those of
``links.py``: ``signer`` (signed by somebody who may not, or by some of each kind),
``threshold`` (too few), ``signature`` (of something else); ``root``, ``team``,
``number``, ``previous``, ``day`` (earlier than the last, or after tomorrow),
``generation``, ``key`` (changed within a generation, or not with it), ``gone`` (one who
went could still use the keys), ``recovery`` (its shares would be used again); and by
the roster: ``roster``, ``why``, ``people``, ``proof``, ``until``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from unhidden.vault import links, rosters
from unhidden.vault.links import (
    LONGEST_HEADER,
    LinkHeader,
    LinkRefused,
    SignedLink,
    require_link,
)
from unhidden.vault.rosters import LONGEST_ROSTER, Roster

# Why a link may have been made, by who signed it.
_WHY = {
    "first": {"begin"},
    "root": {"reset"},
    "recovery": {"recover"},
    "signers": {"set-up", "admit", "remove", "rotate", "recovery"},
}


@dataclass(frozen=True, slots=True)
class ChainState:
    """A team's keys after a link that was found good.

    ``link`` says generation, key, signers, threshold and recovery; ``hash`` is what the
    next link must name. ``roster`` is None for a reader who has none.
    """

    link: LinkHeader
    hash: bytes | None
    roster: Roster | None

    def as_pin(self) -> dict[str, str | int | list[str]]:
        """The same for the browser's script, in words, numbers and hex."""
        lines = links.header_of(self.link).decode().splitlines()
        text: dict[str, str] = dict(line.split(" ", 1) for line in lines)
        return {
            **text,
            "number": self.link.number,
            "generation": self.link.generation,
            "threshold": self.link.threshold,
            "signers": [signer.hex() for signer in self.link.signers],
            "hash": self.hash.hex() if self.hash else "none",
        }


@dataclass(frozen=True, slots=True)
class LongestChain:
    """How far a chain is good: the state there, and what was wrong after it, if any.

    ``state`` is None if not even the first link is good and nothing was remembered.
    """

    state: ChainState | None
    refused: LinkRefused | None


def make_first_state(*, root: bytes, team: UUID) -> ChainState:
    """The state before a team's first link: only the root may sign."""
    link = LinkHeader(root, team, 0, None, date.min, 0, b"", b"", None, 1, ())
    return ChainState(link, None, Roster("", ()))


def read_known_state(header: bytes, roster: bytes | None = None) -> ChainState:
    """The state after a link that this process itself found good before.

    For what it keeps outside the database. Raises LinkRefused for what is no link.
    """
    link = links.read_header(header)
    people = None if roster is None else rosters.read_roster(roster)
    return ChainState(link, links.hash_of(header), people)


def verify_chain(
    chain: Iterable[SignedLink], *, after: ChainState, today: date, with_rosters: bool
) -> ChainState:
    """The state after these links, each of which must be good; raises LinkRefused.

    ``after`` is the beginning, or a state that was found good before.
    """
    for signed in chain:
        after = follow_link(signed, after, today=today, with_rosters=with_rosters)
    return after


def longest_valid(
    chain: Iterable[SignedLink],
    *,
    root: bytes,
    team: UUID,
    remembered: ChainState | None,
    today: date,
    with_rosters: bool,
) -> LongestChain:
    """The longest good beginning of a team's links, never one before ``remembered``.

    If the chain does not come as far as what is remembered (``rolled back``), or goes
    another way (``fork``), what is remembered stands.
    """
    states, refused = [make_first_state(root=root, team=team)], None
    try:
        for signed in chain:
            states.append(
                follow_link(signed, states[-1], today=today, with_rosters=with_rosters)
            )
    except LinkRefused as error:
        refused = error
    if remembered is None:
        return LongestChain(states[-1] if len(states) > 1 else None, refused)
    number = remembered.link.number
    if len(states) <= number:
        return LongestChain(remembered, refused or LinkRefused("rolled back"))
    if states[number].hash != remembered.hash:
        return LongestChain(remembered, LinkRefused("fork"))
    return LongestChain(states[-1], refused)


def follow_link(
    signed: SignedLink, before: ChainState, *, today: date, with_rosters: bool
) -> ChainState:
    """The state after this link, if it may follow; raises LinkRefused.

    Nothing of the header is read before its signatures are found good.
    """
    require_link(len(signed.header) <= LONGEST_HEADER, "length")
    require_link(len(signed.signatures) <= 4 * LONGEST_HEADER, "length")
    by = links.read_signatures(signed.signatures)
    kind = _kind(by.keys(), before.link)
    for signer, signature in by.items():
        require_link(links.is_signed(signed.header, signature, signer), "signature")
    link = links.read_header(signed.header)
    _continues(link, before, today)
    _may_change(link, before.link, kind)
    roster = _people(signed, link, before, kind, by) if with_rosters else None
    return ChainState(link, links.hash_of(signed.header), roster)


def _kind(by: Collection[bytes], before: LinkHeader) -> str:
    """Who signed: enough of the signers, or the recovery or the root, each alone."""
    if {*by} <= {*before.signers}:
        require_link(len(by) >= before.threshold, "threshold")
        return "signers"
    if {*by} == {before.recovery}:
        return "recovery"
    require_link({*by} == {before.root}, "signer")
    return "root" if before.number else "first"


def _continues(link: LinkHeader, before: ChainState, today: date) -> None:
    last = before.link
    require_link(link.root == last.root, "root")
    require_link(link.team == last.team, "team")
    require_link(link.number == last.number + 1, "number")
    require_link(link.previous == before.hash, "previous")
    require_link(last.day <= link.day <= today + timedelta(days=1), "day")


def _may_change(link: LinkHeader, before: LinkHeader, kind: str) -> None:
    """Whoever goes must not be able to use the keys; nor, used once, the shares."""
    step = link.generation - before.generation
    require_link(step in (0, 1) or kind == "first", "generation")
    require_link((step == 0) == (link.key == before.key), "key")
    is_gone = not {*before.signers} <= {*link.signers}
    has_other_shares = before.recovery not in (None, link.recovery)
    require_link(step != 0 or not (is_gone or has_other_shares), "gone")
    require_link(step != 0 or kind == "signers", "generation")
    require_link(link.recovery is None or kind != "recovery", "recovery")


def _people(
    signed: SignedLink,
    link: LinkHeader,
    before: ChainState,
    kind: str,
    by: Collection[bytes],
) -> Roster:
    """The roster, if it is this link's and its people may be these."""
    if signed.roster is None or before.roster is None:
        raise LinkRefused("roster")
    require_link(len(signed.roster) <= LONGEST_ROSTER, "length")
    require_link(links.hash_of(signed.roster) == link.roster, "roster")
    roster = rosters.read_roster(signed.roster)
    require_link(roster.why in _WHY[kind], "why")
    _are_people(link, roster, stays_hosted=_stays_hosted(link, before), kind=kind)
    if link.key == before.link.key:
        require_link(_keys(before.roster) <= _keys(roster), "gone")
    _are_proven(roster, before.roster, link.team)
    _are_in_time(link, by, roster, before.roster)
    return roster


def _are_people(
    link: LinkHeader, roster: Roster, *, stays_hosted: bool, kind: str
) -> None:
    """Signers and recovery are of the roster; or the one signer is the server."""
    shares = {each.signer for each in roster.holders if each.engagement is None}
    require_link(shares == {link.recovery} - {None}, "people")
    is_let_host = len(link.signers) == 1 and kind in {"first", "root"}
    is_of_people = {*link.signers} <= _signers(roster)
    require_link(is_of_people or is_let_host or stays_hosted, "people")


def _stays_hosted(link: LinkHeader, before: ChainState) -> bool:
    return is_hosted(before) and link.signers == before.link.signers


def _are_proven(roster: Roster, earlier: Roster, team: UUID) -> None:
    """Everybody signed for their own keys; the earlier roster's were looked at then."""
    checked = {replace(holder, until=None) for holder in earlier.holders}
    for holder in {replace(holder, until=None) for holder in roster.holders} - checked:
        require_link(rosters.is_proven(holder, team=team), "proof")


def _are_in_time(
    link: LinkHeader, by: Collection[bytes], roster: Roster, earlier: Roster
) -> None:
    """Nobody who signed, or may sign from now on, is past their last day."""
    signers = [each for each in roster.holders if each.signer in link.signers]
    signers += [each for each in earlier.holders if each.signer in by]
    for holder in signers:
        require_link(holder.until is None or link.day <= holder.until, "until")


def is_hosted(state: ChainState) -> bool:
    """Whether the server signs for the team: the signer is nobody of the roster.

    Only for a state with a roster; without one it is always False.
    """
    if state.roster is None:
        return False
    return not {*state.link.signers} & _signers(state.roster)


def _signers(roster: Roster) -> set[bytes]:
    return {each.signer for each in roster.holders}


def _keys(roster: Roster) -> set[tuple[UUID, bytes, bytes]]:
    return {(each.person, each.key, each.signer) for each in roster.holders}
