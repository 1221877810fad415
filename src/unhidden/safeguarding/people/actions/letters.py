"""What would tell that somebody came elsewhere, written for the worker alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from unhidden.safeguarding.models import AgainKey, AgainLetter, Case
from unhidden.safeguarding.people.rules.marks import list_person_marks
from unhidden.vault import again


def keep_letter(
    case: Case,
    *,
    names: Iterable[str],
    born: str,
    contacts: Iterable[str],
    at: datetime,
) -> None:
    """Write the letter of a case that is held, in the place of the one before.

    Nothing is written before the worker has published its key.
    """
    drop_letter(case)
    key = AgainKey.objects.order_by("-since", "id").first()
    if key is None:
        return
    told = json.dumps(list_person_marks(names=names, born=born, contacts=contacts))
    sealed = again.seal_told(told, public_key=bytes(key.public_key))
    AgainLetter.objects.create(case=case, letter=sealed, kept_at=at)


def has_letter(case: Case) -> bool:
    """Whether the person of a case wants to be found, and could be."""
    return AgainLetter.objects.filter(case_id=case.id).exists()


def drop_letter(case: Case) -> None:
    """Delete what was written, at once with the wish to be found."""
    AgainLetter.objects.filter(case_id=case.id).delete()
