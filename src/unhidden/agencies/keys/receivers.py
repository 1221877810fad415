"""Each link of a chain of keys, and each that does not hold, is an event."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.dispatch import receiver
from django.utils import timezone

from unhidden.access import context
from unhidden.audit import actions as audit
from unhidden.vault import chains, linking


@receiver(linking.linked)
def keys_linked(team_id: UUID, number: int, digest: str, **_kwargs: Any) -> None:
    """In the transaction that adds the link: so the record has each chain's heads."""
    _note("keys_linked", team_id, {"number": number, "hash": digest})


@receiver(chains.refused)
def keys_refused(team_id: UUID, number: int, reason: str, **_kwargs: Any) -> None:
    """The database shows of a team's keys what nobody signed."""
    if connection.in_atomic_block:
        _note("keys_refused", team_id, {"number": number, "reason": reason})


def _note(what: str, team_id: UUID, detail: dict[str, str | int | None]) -> None:
    audit.write_event(
        name=f"agencies.{what}",
        actor=context.find_current_actor(),
        kind="vault.team",
        subject_id=team_id,
        domain="",
        at=timezone.now(),
        verb=audit.Verb.ALTERATION,
        more={"detail": detail},
    )
