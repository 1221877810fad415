"""What both readers of a chain must say to the same links, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from tests.made import chains
from tests.made.chains import (
    ANN,
    BOB,
    CEN,
    DAY,
    DEE,
    HOST,
    LIFE,
    NEXT,
    ROOT,
    SHARES,
    STATES,
    A,
    B,
    C,
    D,
    S,
    bent,
    box,
    holder,
    public,
    signatures,
    signed,
    signers,
    with_roster,
)
from unhidden.vault import links, rosters, signing
from unhidden.vault.links import SignedLink
from unhidden.vault.signing_keys import seed_of

# Anybody can sign for these, or open what is sealed to them.
WEAK = (
    "0100000000000000000000000000000000000000000000000000000000000080",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
)


@dataclass(frozen=True, slots=True)
class Case:
    """Links after the beginning, and the reason with which the last one is refused.

    For staff and for a reader without rosters; None where it is good.
    """

    name: str
    links: tuple[SignedLink, ...]
    staff: str | None
    public: str | None


BOTH, HOSTS = signers(ANN, BOB), signers(HOST)
KEYS: dict[int, dict[str, Any]] = {
    n: {"generation": n, "key": box(f"another key {n}")} for n in range(4, 9)
}
KEY_4, KEY_5, KEY_6, KEY_7, KEY_8 = (KEYS[n] for n in range(4, 9))


def cases() -> list[Case]:
    """Every case, the good ones first."""
    good = [Case(name, (*LIFE[:n], *more), None, None) for name, n, more in _good()]
    parts = (_who_signs, _where, _what_changes, _bytes, _keys)
    bad = [case for part in parts for case in part()]
    refused = [
        Case(name, (*LIFE[:n], link), reason, reason) for name, n, link, reason in bad
    ]
    for_staff = [
        Case(name, (*LIFE[:n], link), reason, None)
        for part in (_people, _rosters)
        for name, n, link, reason in part()
    ]
    return [*good, *refused, *for_staff, _late()]


# A name, how many links of the life come before, and the link.
Bad = tuple[str, int, SignedLink, str]


def new(n: int, *by: bytes, why: str = "admit", **said: Any) -> SignedLink:
    """A link after the first ``n``, signed by these seeds."""
    return signed(STATES[n], *by, why=why, **said)


def resigned(link: SignedLink, *by: bytes) -> SignedLink:
    """The same link with the signatures of others."""
    return replace(link, signatures=signatures(link.header, *by))


def _good() -> Iterator[tuple[str, int, tuple[SignedLink, ...]]]:
    yield "nothing yet", 0, ()
    for n, link in enumerate(LIFE):
        yield f"a team's life, link {n + 1}", n, (link,)
    link = new(2, HOST, day=NEXT)
    yield "made tomorrow, where it is tomorrow already", 2, (link,)
    people = [holder("ann", until=DAY), B]
    said = {"why": "set-up", "people": people, "signers": BOTH, "day": DAY, **KEY_4}
    yield "on a signer's last day", 2, (new(2, HOST, **said),)
    link = new(4, BOB, people=[A, B, C, S])
    yield "a holder who does not sign", 4, (link,)
    link = new(4, ANN, BOB, why="rotate", **KEY_5)
    yield "more signatures than are needed", 4, (link,)
    link = new(4, BOB, why="recovery", people=[A, B], recovery=None, **KEY_5)
    yield "the end of a recovery, with new keys", 4, (link,)
    link = new(9, HOST, why="admit", people=[holder("dee", until=NEXT)])
    yield "another last day with the same proof", 9, (link,)


def _who_signs() -> Iterator[Bad]:
    first, third, sixth, eighth = LIFE[0], LIFE[2], LIFE[5], LIFE[7]
    yield "a first link by the host", 0, resigned(first, HOST), "signer"
    yield "a first link by another root", 0, resigned(first, CEN), "signer"
    yield "one too few", 5, resigned(sixth, ANN), "threshold"
    line = signatures(sixth.header, ANN)
    yield "one twice", 5, replace(sixth, signatures=line * 2), "signatures"
    lines = sixth.signatures.splitlines(keepends=True)
    unsorted = replace(sixth, signatures=lines[1] + lines[0])
    yield "signatures out of order", 5, unsorted, "signatures"
    yield "nobody", 5, replace(sixth, signatures=b""), "signatures"
    upper = replace(sixth, signatures=sixth.signatures.upper())
    yield "signatures in capitals", 5, upper, "signatures"
    more = replace(sixth, signatures=sixth.signatures + b"\n")
    yield "signatures and a line more", 5, more, "signatures"
    yield "a holder of the host's time", 2, resigned(third, ANN), "signer"
    yield "one who left", 6, new(6, CEN, why="rotate", **KEY_6), "signer"
    yield "one who left and one who stays", 6, new(6, ANN, CEN, **KEY_6), "signer"
    yield "one who was removed by recovery", 7, resigned(eighth, ANN), "signer"
    yield "the host after the set-up", 3, resigned(LIFE[3], HOST), "signer"
    yield "a signer and the root", 5, resigned(sixth, ANN, ROOT), "signer"
    yield "a signer and the recovery", 5, resigned(sixth, ANN, SHARES), "signer"
    yield "the root and the recovery", 5, resigned(LIFE[6], ROOT, SHARES), "signer"
    link = replace(new(5, ANN, BOB, **KEY_5), signatures=sixth.signatures)
    yield "another header", 5, link, "signature"
    other = replace(LIFE[2], signatures=LIFE[1].signatures)
    yield "the same signer's of another header", 2, other, "signature"
    half = signatures(sixth.header, ANN) + signatures(LIFE[4].header, BOB)
    half = b"".join(sorted(half.splitlines(keepends=True)))
    yield (
        "one of two of another header",
        5,
        replace(sixth, signatures=half),
        "signature",
    )
    bare = links.signatures_of({public(DEE): signing.sign_message(eighth.header, DEE)})
    yield "signed without the tag", 7, replace(eighth, signatures=bare), "signature"
    again = new(7, SHARES, why="recover", **KEY_7)
    yield "the recovery twice", 7, again, "signer"


def _where() -> Iterator[Bad]:
    yield "another root", 2, new(2, HOST, root=public(CEN)), "root"
    yield "another team", 2, new(2, HOST, team=chains.OTHER_TEAM), "team"
    yield "another team's first link", 0, bent(LIFE[0], *TEAMS, ROOT), "team"
    yield "a skipped number", 2, new(2, HOST, number=4), "number"
    yield "the same number", 2, new(2, HOST, number=2), "number"
    yield "the last link again", 2, LIFE[1], "number"
    yield "a second first link", 2, LIFE[0], "number"
    yield "another before it", 2, new(2, HOST, previous=STATES[1].hash), "previous"
    yield "none before it", 2, new(2, HOST, previous=None), "previous"
    early = replace(LIFE[0], header=LIFE[0].header)
    early = bent(early, b"previous none", b"previous " + b"ab" * 32, ROOT)
    yield "a first link with one before it", 0, early, "previous"
    day = STATES[2].link.day - timedelta(days=1)
    yield "a day before the last link's", 2, new(2, HOST, day=day), "day"
    day = DAY + timedelta(days=2)
    yield "the day after tomorrow", 2, new(2, HOST, day=day), "day"


TEAMS = (str(chains.TEAM).encode(), str(chains.OTHER_TEAM).encode())


def _what_changes() -> Iterator[Bad]:
    key = box("changed")
    yield "a changed key in one generation", 2, new(2, HOST, key=key), "key"
    yield "a generation with the old key", 2, new(2, HOST, generation=4), "key"
    yield "a skipped generation", 2, new(2, HOST, **KEY_5), "generation"
    back = new(3, ANN, generation=3, key=key)
    yield "a generation before", 3, back, "generation"
    yield "who went could use the keys", 4, new(4, ANN, signers=BOTH[:1]), "gone"
    yield "the host could use the keys", 2, new(2, HOST, signers=BOTH), "gone"
    none = new(4, ANN, people=[A, B], recovery=None)
    yield "ended shares could open the keys", 4, none, "gone"
    seed = seed_of(chains.secret("other shares"))
    other = [A, B, holder("other shares", engagement=None)]
    link = new(4, ANN, people=other, recovery=public(seed))
    yield "replaced shares could open the keys", 4, link, "gone"
    link = new(4, SHARES, why="recover")
    yield "a recovery without new keys", 4, link, "generation"
    link = new(4, SHARES, why="recover", **KEY_5)
    yield "a recovery that keeps its shares", 4, link, "recovery"
    people = [A, B, holder("other shares", engagement=None)]
    said = {"people": people, "recovery": public(seed), **KEY_5}
    link = new(4, SHARES, why="recover", **said)
    yield "a recovery that makes other shares", 4, link, "recovery"
    yield "a reset without new keys", 4, new(4, ROOT, why="reset"), "generation"
    said = {"generation": 6, "key": key}
    yield "a reset that skips one", 4, new(4, ROOT, why="reset", **said), "generation"


def _bytes() -> Iterator[Bad]:
    link, by = LIFE[5], (ANN, BOB)
    number, signers_line = b"number 6\n", link.header.splitlines(keepends=True)[-1]
    one, other = signers_line[8:-1].split(b",")
    changes = {
        "lines of Windows": (b"\n", b"\r\n"),
        "two spaces": (b"number ", b"number  "),
        "a space at the end": (b"number 6", b"number 6 "),
        "capitals in hex": (one, one.upper()),
        "capitals in the team": (TEAMS[0], TEAMS[0].upper()),
        "a field twice": (number, number * 2),
        "a field missing": (number, b""),
        "a field more": (number, number + b"colour blue\n"),
        "fields in another order": (number + b"previous", b"previous"),
        "a nought before a number": (number, b"number 06\n"),
        "a sign before a number": (number, b"number +6\n"),
        "a number without end": (number, b"number 6000000000\n"),
        "digits of another script": (number, "number ٦\n".encode()),
        "no last line end": (other + b"\n", other),
        "a line end more": (other + b"\n", other + b"\n\n"),
        "garbage after it": (other + b"\n", other + b"\nand more"),
        "a nought byte after it": (other + b"\n", other + b"\n\0"),
        "a mark before it": (b"root ", b"\xef\xbb\xbfroot "),
        "signers out of order": (one + b"," + other, other + b"," + one),
        "a signer twice": (one + b",", one + b"," + one + b","),
        "no signers": (signers_line, b"signers \n"),
        "a comma more": (other + b"\n", other + b",\n"),
        "a short key": (one, one[:-1]),
        "no threshold": (b"threshold 2", b"threshold 0"),
        "a threshold out of reach": (b"threshold 2", b"threshold 3"),
        "no day of the calendar": (b"day 2026-11-28", b"day 2027-02-29"),
        "no month of the calendar": (b"day 2026-11-28", b"day 2026-13-01"),
        "no year of the calendar": (b"day 2026-11-28", b"day 0000-11-28"),
        "a day in one word": (b"day 2026-11-28", b"day 20261128"),
        "none for a key": (b"key " + KEY_OF_6, b"key none"),
    }
    for name, (old, changed) in changes.items():
        yield name, 5, bent(link, old, changed, *by), "format"
    root, shares = public(ROOT), public(SHARES)
    roots, shared = (tuple(sorted((*BOTH, key))) for key in (root, shares))
    yield "the root among the signers", 5, new(5, *by, signers=roots, **KEY_5), "format"
    link = new(5, *by, signers=shared, **KEY_5)
    yield "the recovery among the signers", 5, link, "format"
    link = new(5, *by, recovery=root, **KEY_5)
    yield "the root for a recovery", 5, link, "format"
    yield "garbage", 5, bent(LIFE[5], LIFE[5].header, b"garbage", *by), "format"


KEY_OF_6 = STATES[6].link.key.hex().encode()


def _keys() -> Iterator[Bad]:
    for n, text in enumerate(WEAK, 1):
        weak = bytes.fromhex(text)
        link = new(2, HOST, why="set-up", signers=(weak,), **KEY_4)
        yield f"weak signer {n}", 2, link, "weak"
        yield f"weak key {n}", 2, new(2, HOST, generation=4, key=weak), "weak"
        yield f"weak recovery {n}", 2, new(2, HOST, recovery=weak), "weak"


def _people() -> Iterator[Bad]:
    yield (
        "a signer of no roster",
        3,
        new(3, ANN, signers=signers(ANN, BOB, CEN)),
        "people",
    )
    link = new(4, ANN, people=[A, B], why="recovery")
    yield "shares of no roster", 4, link, "people"
    yield "shares of no header", 3, new(3, ANN, people=[A, B, S]), "people"
    link = new(3, ANN, why="rotate", signers=HOSTS, **KEY_5)
    yield "back to the host", 3, link, "people"
    alone = new(6, ANN, BOB, people=[A, B, S], signers=HOSTS, threshold=1, **KEY_6)
    yield "the host once more", 6, alone, "people"
    link = new(9, HOST, why="rotate", signers=signers(CEN), generation=9, key=box("9"))
    yield "another host", 9, link, "people"
    link = new(3, ANN, why="remove", people=[A], signers=BOTH, **KEY_5)
    yield "a signer who left the roster", 3, link, "people"
    pair = signers(HOST, CEN)
    link = new(8, ROOT, why="reset", signers=pair, generation=8, key=box("8"))
    yield "two hosts", 8, link, "people"
    link = new(2, HOST, people=[A])
    yield "a holder who went could use the keys", 2, link, "gone"
    turned = rosters.prove_holder(
        replace(B, key=box("turned")), team=chains.TEAM, seed=BOB
    )
    link = new(2, HOST, people=[A, turned])
    yield "lost keys of a holder could be used", 2, link, "gone"
    yield "no proof", 1, new(1, HOST, people=[A, replace(B, proof=bytes(64))]), "proof"
    for name, changes in _OTHERS.items():
        yield name, 1, new(1, HOST, people=[A, replace(B, **changes)]), "proof"
    foreign = rosters.prove_holder(B, team=chains.OTHER_TEAM, seed=BOB)
    yield "a proof of another team", 1, new(1, HOST, people=[A, foreign]), "proof"
    stolen = rosters.prove_holder(B, team=chains.TEAM, seed=CEN)
    yield "a proof by another", 1, new(1, HOST, people=[A, stolen]), "proof"
    yield "shares without proof", 3, _unproven_shares(), "proof"
    past = [holder("ann", until=DAY - timedelta(days=1)), B]
    said = {"why": "set-up", "people": past, "signers": BOTH, "day": DAY, **KEY_4}
    yield "a signer past their last day", 2, new(2, HOST, **said), "until"


def _late() -> Case:
    """Somebody signs after their last day, and gives themselves another."""
    begun = STATES[2].link.day
    said = {"people": [holder("ann", until=begun), B], "signers": BOTH, **KEY_4}
    set_up = new(2, HOST, why="set-up", **said)
    before = chains.after(*LIFE[:2], set_up)
    link = signed(before, ANN, why="admit", people=[A, B], day=DAY)
    name = "signed after their last day"
    return Case(name, (*LIFE[:2], set_up, link), "until", None)


_OTHERS: dict[str, dict[str, Any]] = {
    "the proof of another": {"proof": A.proof},
    "a proof of other keys": {"key": box("other")},
    "a proof of another engagement": {"engagement": A.engagement},
    "a proof of another person": {"person": C.person},
}


def _unproven_shares() -> SignedLink:
    people = [A, B, replace(S, proof=bytes(64))]
    return new(3, ANN, why="recovery", people=people, recovery=public(SHARES))


def _rosters() -> Iterator[Bad]:
    why = {
        "begin": (2, HOST),
        "reset": (2, HOST),
        "recover": (2, HOST),
        "nonsense": (2, HOST),
    }
    for word, (n, by) in why.items():
        yield f"{word} by the signers", n, new(n, by, why=word), "why"
    said = {"people": [D], "signers": HOSTS, **KEY_8}
    yield "a reset by another name", 8, new(8, ROOT, why="rotate", **said), "why"
    link = new(4, SHARES, why="reset", people=[A, B], recovery=None, **KEY_5)
    yield "a recovery by another name", 4, link, "why"
    first = with_roster(LIFE[0], b"why begin", b"why admit", ROOT)
    yield "a beginning by another name", 0, first, "why"
    yield "no roster", 2, replace(LIFE[2], roster=None), "roster"
    yield "another roster", 2, replace(LIFE[2], roster=LIFE[0].roster), "roster"
    lines = (LIFE[1].roster or b"").splitlines(keepends=True)
    changes = {
        "a roster of Windows": (b"\n", b"\r\n"),
        "holders out of order": (lines[1] + lines[2], lines[2] + lines[1]),
        "a holder twice": (lines[1], lines[1] * 2),
        "a roster and a line more": (lines[2], lines[2] + b"\n"),
        "no why": (lines[0], b""),
        "a last day of no calendar": (b" none ", b" 2027-02-29 "),
    }
    for name, (old, changed) in changes.items():
        yield name, 1, with_roster(LIFE[1], old, changed, HOST), "format"
    for n, weak in enumerate(WEAK, 1):
        for part, key in {"key": B.key, "signer": B.signer}.items():
            link = with_roster(LIFE[1], key.hex().encode(), weak.encode(), HOST)
            yield f"a holder's weak {part} {n}", 1, link, "weak"
