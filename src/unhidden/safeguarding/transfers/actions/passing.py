"""What opens for the next lead of a case, and what is left behind."""

from __future__ import annotations

from datetime import datetime

from unhidden.access.actor import Actor
from unhidden.field import queries as field
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.frame.actions import (
    list_kept,
    list_sealed,
    organisations_of,
)
from unhidden.safeguarding.models import Case, CaseTransfer
from unhidden.safeguarding.people.actions.identity import mark_for_next
from unhidden.safeguarding.transfers import rules
from unhidden.safeguarding.transfers.queries import list_sealed_of
from unhidden.vault import actions as vault


class CannotOpenAll(ActionRefused):
    """What is to pass is sealed under keys that whoever hands it over has not."""


def let_in_next(held: CaseTransfer, case: Case, *, actor: Actor, at: datetime) -> None:
    """Open for the next lead what was chosen, and what their person agreed to.

    That alone: what they could open as guests on the case ends with the former team,
    but for what was theirs when they led it themselves.
    """
    if held.to_organisation_id in organisations_of(case, actor, at):
        vault.let_out(
            record_ids=set(list_sealed(case))
            - list_kept(case, held.to_organisation_id),
            team_id=held.to_organisation_id,
            keeps_last=True,
        )
    chosen = list_sealed_of(case, rules.find_tables(held.items))
    try:
        for record_ids, slots in chosen:
            vault.let_in(
                record_ids=record_ids,
                team_id=held.to_organisation_id,
                by=actor,
                slots=slots,
                skips_closed=True,
            )
        vault.let_in(record_ids=[held.id], team_id=held.to_organisation_id, by=actor)
        if "identity" in held.items:
            mark_for_next(case, held.to_organisation_id, actor)
        if rules.TOLD in held.items:
            _let_in_to_told(held, actor)
    except (vault.NotForYou, vault.KeysLocked) as error:
        raise CannotOpenAll from error


def _let_in_to_told(held: CaseTransfer, actor: Actor) -> None:
    """What somebody was told in confidence, and handed to the case."""
    handed = field.list_handed(viewer=actor, case_id=held.case_id)
    vault.let_in(
        record_ids=handed,
        team_id=held.to_organisation_id,
        by=actor,
        skips_closed=True,
    )


def drop_identity(held: CaseTransfer, case: Case) -> None:
    """Keep nothing of who they are that does not pass: nobody could open it again.

    It may be written again, and so the former lead's key to it ends.
    """
    if "identity" in held.items or case.identity_sealed is None:
        return
    case.identity_sealed = None
    case.identity_version += 1
    case.save(update_fields=["identity_sealed", "identity_version"])
