"""The commands that stand on the operators' pages, as they stand there."""

from __future__ import annotations

import re
import textwrap

from tests.prove.figures import Unproved
from unhidden.hosting.paths import REPOSITORY

_FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def list_commands(page: str, heading: str) -> list[str]:
    """The lines of the section's blocks of commands, one by one."""
    return [line for block in _list_blocks(page, heading, "sh") for line in block]


def read_settings(page: str, heading: str) -> str:
    """The file of settings that the section shows."""
    (block,) = _list_blocks(page, heading, "toml")
    return "\n".join(block) + "\n"


def _list_blocks(page: str, heading: str, kind: str) -> list[list[str]]:
    """Raises Unproved where there is none: somebody wrote the page anew."""
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    _, _, after = text.partition(f"\n## {heading}\n")
    section = re.split(r"^## ", after, maxsplit=1, flags=re.MULTILINE)[0]
    found = [
        textwrap.dedent(block).splitlines()
        for _, named, block in _FENCE.findall(section)
        if named == kind
    ]
    if not found:
        raise Unproved([f"{page}, “{heading}”: no {kind} block"])
    return found
