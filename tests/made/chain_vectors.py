"""The cases of a team's chain as a file that another program can check itself by.

``python -m tests.made.chain_vectors`` makes it anew, from the same fixed seeds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from tests.made.chain_cases import Case, cases
from tests.made.chains import BEGINNING, DAY
from unhidden.hosting.paths import REPOSITORY
from unhidden.vault import chain
from unhidden.vault.links import SignedLink

STORED = REPOSITORY / "src/unhidden/vault/tests/vectors/chain.json"


def as_json(found: Iterable[Case]) -> str:
    """The cases, each link and each roster once, under the beginning of its hash.

    A good case has the state that its links lead to.
    """
    links: dict[str, dict[str, str | None]] = {}
    rosters: dict[str, str] = {}

    def kept(link: SignedLink) -> str:
        name = None
        if link.roster is not None:
            name = _name(link.roster)
            rosters[name] = link.roster.decode()
        text = {
            "header": link.header.decode(),
            "signatures": link.signatures.decode(),
            "roster": name,
        }
        links[made := _name(json.dumps(text).encode())] = text
        return made

    told = [
        {
            "name": case.name,
            "links": [kept(link) for link in case.links],
            "staff": case.staff,
            "public": case.public,
            "state": _state(case),
        }
        for case in found
    ]
    whole = {
        "pin": BEGINNING.as_pin(),
        "today": str(DAY),
        "cases": told,
        "links": links,
        "rosters": rosters,
    }
    return json.dumps(whole, indent=1) + "\n"


def _state(case: Case) -> dict[str, str | int | list[str]] | None:
    if case.public is not None:
        return None
    before = replace(BEGINNING, roster=None)
    return chain.verify_chain(
        case.links, after=before, today=DAY, with_rosters=False
    ).as_pin()


def _name(content: bytes) -> str:
    return sha256(content).hexdigest()[:10]


def main() -> None:
    """Store the vectors."""
    STORED.parent.mkdir(exist_ok=True)
    STORED.write_text(as_json(cases()))


if __name__ == "__main__":
    main()
