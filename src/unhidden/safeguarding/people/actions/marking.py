"""Blind marks of who somebody is, under a key of the organisation that leads."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from unhidden.safeguarding.models import Case, IdentityMark
from unhidden.safeguarding.people.rules.marks import list_person_marks
from unhidden.vault.indexes import make_blind_index


def mark_person(
    case: Case,
    *,
    names: Iterable[str],
    born: str,
    contacts: Iterable[str],
    lead_id: UUID | None = None,
) -> None:
    """Mark a case that is held by what was told of its person, in its version now.

    For the organisation that leads it, or ``lead_id``, which is about to.
    """
    told = list_person_marks(names=names, born=born, contacts=contacts)
    purpose = f"survivors of {lead_id or case.lead_id}"
    IdentityMark.objects.bulk_create(
        IdentityMark(
            case=case,
            version=case.identity_version,
            mark=make_blind_index(each, purpose=purpose),
        )
        for each in told
    )
