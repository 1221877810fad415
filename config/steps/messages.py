"""The texts in other languages: gathered from the source, and compiled."""

from __future__ import annotations

from config import messages, tongues


def main(arguments: list[str]) -> None:
    """Gather those of the modules named, or of all, and compile every one."""
    waiting = messages.extract(*arguments)
    print(f"{waiting} texts wait for their Welsh.")
    print(f"{tongues.extract()} texts wait in further languages.")
    messages.compile_all()
    tongues.compile_all()
