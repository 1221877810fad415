"""The Welsh texts: gathered from the source, and compiled."""

from __future__ import annotations

from config import messages


def main(arguments: list[str]) -> None:
    """``compile``, or ``gather MODULE…`` (all without a name), which compiles too."""
    what, *modules = arguments
    if what == "gather":
        waiting = messages.extract(*modules)
        print(f"{waiting} texts wait for their Welsh.")
    messages.compile_all()
