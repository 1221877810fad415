"""Blind marks of who somebody is, under a key of the organisation that leads."""

from __future__ import annotations

from collections.abc import Iterable

from unhidden.safeguarding.models import Case, IdentityMark
from unhidden.safeguarding.people.rules.marks import list_person_marks
from unhidden.vault.indexes import make_blind_index


def mark_person(
    case: Case, *, names: Iterable[str], born: str, contacts: Iterable[str]
) -> None:
    """Mark a case that is held by what was told of its person, in its version now."""
    told = list_person_marks(names=names, born=born, contacts=contacts)
    purpose = f"survivors of {case.lead_id}"
    IdentityMark.objects.bulk_create(
        IdentityMark(
            case=case,
            version=case.identity_version,
            mark=make_blind_index(each, purpose=purpose),
        )
        for each in told
    )
