"""The browser's script says of every chain what the program says."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import rjsmin

from tests.made.chain_cases import cases
from tests.made.chain_vectors import STORED
from tests.made.chains import BEGINNING, DAY, HOST, LIFE, signatures
from tests.support.chain_script import SCRIPT, verdicts
from unhidden.vault import chain, links
from unhidden.vault.links import LinkRefused, SignedLink

Chain = tuple[SignedLink, ...]


def by_the_program(chained: Chain) -> object:
    """What a reader without rosters says, as the script says it."""
    before = replace(BEGINNING, roster=None)
    try:
        state = chain.verify_chain(chained, after=before, today=DAY, with_rosters=False)
    except LinkRefused as refused:
        return refused.reason
    return state.as_pin()


def said_by_vectors() -> dict[str, object]:
    stored = json.loads(STORED.read_text())["cases"]
    return {case["name"]: case["public"] or case["state"] for case in stored}


def test_the_script_says_what_the_vectors_say() -> None:
    found = verdicts(case.links for case in cases())

    assert dict(zip(said_by_vectors(), found, strict=True)) == said_by_vectors()


def test_the_script_says_the_same_as_the_site_serves_it(tmp_path: Path) -> None:
    served = tmp_path / "chain.mjs"
    served.write_text(rjsmin.jsmin(SCRIPT.read_text()))

    found = verdicts((case.links for case in cases()), script=served)

    assert dict(zip(said_by_vectors(), found, strict=True)) == said_by_vectors()
    assert len(gzip.compress(served.read_bytes())) < 2_500


def test_the_script_refuses_any_changed_byte_for_the_same_reason() -> None:
    changed: list[Chain] = []
    for n, part in ((0, "header"), (5, "header"), (5, "signatures")):
        whole: bytes = getattr(LIFE[n], part)
        for at, byte in enumerate(whole):
            other = whole[:at] + bytes([byte ^ 1]) + whole[at + 1 :]
            changed.append((*LIFE[:n], replace(LIFE[n], **{part: other})))

    found = verdicts(changed)

    assert len(found) > 1_000
    assert found == [by_the_program(each) for each in changed]
    assert all(isinstance(each, str) for each in found)


def test_the_script_reads_what_is_signed_and_bent_as_the_program_does() -> None:
    header, bent = LIFE[2].header, []
    for at in range(len(header)):
        for put in (b"", b" ", b"\n", b"0", b"f", b"A", b"\0", "é".encode()):
            other = header[:at] + put + header[at + 1 :]
            bent.append((*LIFE[:2], SignedLink(other, signatures(other, HOST))))

    assert verdicts(bent) == [by_the_program(each) for each in bent]


def test_what_is_too_long_is_not_even_checked() -> None:
    header = LIFE[2].header + b"x" * links.LONGEST_HEADER
    long = SignedLink(header, signatures(header, HOST))
    many = replace(LIFE[2], signatures=LIFE[2].signatures * 2_000)

    assert verdicts([(*LIFE[:2], long), (*LIFE[:2], many)]) == ["length", "length"]
