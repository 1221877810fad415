"""Decisions of the policy file, as material of the investigation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.investigations.frame.actions import (
    InvestigationClosed,
    NewMaterial,
    enter_material,
    hold_open_investigation,
)
from unhidden.investigations.models import MaterialKind


def enter_decision(
    investigation_id: UUID, decision_id: UUID, actor: Actor, at: datetime
) -> None:
    """Make an item of a decision that was just written; raises Absent.

    Of the policy file alone: what is in the sealed log is known to few.
    """
    try:
        head = hold_open_investigation(investigation_id, actor)
    except InvestigationClosed as error:
        raise Absent from error
    new = NewMaterial(MaterialKind.DECISION, decision_id)
    enter_material(head, new, actor=actor, at=at)
