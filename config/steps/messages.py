"""The texts in other languages: gathered from the source, and compiled."""

from __future__ import annotations

from config import messages, tongues


def main(arguments: list[str]) -> None:
    """``compile``, or ``gather MODULE…`` (all without a name), which compiles too."""
    what, *modules = arguments
    if what == "gather":
        waiting = messages.extract(*modules)
        print(f"{waiting} texts wait for their Welsh.")
        print(f"{tongues.extract()} texts wait in further languages.")
    messages.compile_all()
    tongues.compile_all()
