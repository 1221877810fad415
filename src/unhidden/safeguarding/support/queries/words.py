"""Opening the sealed words of several rows at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from unhidden.access.actor import Actor
from unhidden.vault import actions as vault
from unhidden.vault.fields import SealedValue

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class OpenedWords:
    """Words that were sealed; ``is_closed`` where the viewer's organisation has no key.

    Let in without keys, as in an emergency, one sees who wrote and when.
    """

    text: str = field(default="", repr=False)
    is_closed: bool = False


def open_words(
    rows: Sequence[R], get: Callable[[R], SealedValue | None], viewer: Actor
) -> list[OpenedWords]:
    """The words of each row in the same order, in as many queries as one takes."""
    sealed = [get(row) for row in rows]
    opened = vault.open_held(sealed, by=viewer)
    return [
        OpenedWords(text or "", is_closed=value is not None and text is None)
        for value, text in zip(sealed, opened, strict=True)
    ]
