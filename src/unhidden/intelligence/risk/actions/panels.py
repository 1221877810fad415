"""Setting how an organisation weighs harm, likelihood and confidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.models import PanelWeights
from unhidden.intelligence.risk.queries.panels import get_standing_weights
from unhidden.intelligence.risk.rules.panel import DEFAULT, HIGHEST_WEIGHT
from unhidden.lib.refusals import ActionRefused


class WeightsUnclear(ActionRefused):
    """Each part has a whole number from 0 to the highest, and no other has."""


class NoReasonForWeights(ActionRefused):
    """Weights are changed for a reason."""


class WeightsChangedSince(ActionRefused):
    """Somebody set others since the page was opened."""


@action
def weigh_panel(
    *,
    weights: Mapping[str, int],
    reason: str,
    seen: int,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Keep a new version of the organisation's weights; gives its id.

    ``seen`` is the version that the actor changes. Raises WeightsUnclear,
    NoReasonForWeights and WeightsChangedSince.
    """
    actor.must("intelligence.weigh_panel")
    is_clear = all(0 <= weights.get(part, -1) <= HIGHEST_WEIGHT for part in DEFAULT)
    if not is_clear or weights.keys() != DEFAULT.keys():
        raise WeightsUnclear
    if not reason.strip():
        raise NoReasonForWeights
    before = get_standing_weights(actor)
    if before.version != seen:
        raise WeightsChangedSince
    row = PanelWeights(
        organisation_id=actor.organisation,
        version=before.version + 1,
        weights=dict(weights),
        reason=reason.strip(),
        set_by_id=actor.person,
        set_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise WeightsChangedSince from error
    audit.record_event(
        name="intelligence.panel_weighed",
        verb=audit.Verb.ALTERATION,
        actor=actor,
        subject=row,
        at=at,
        detail={"version": row.version, **weights},
    )
    return row.id
