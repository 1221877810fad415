"""What survivors let pass to an investigation, opened for its team."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action, with_purpose
from unhidden.access.policy import Purpose
from unhidden.agencies import queries as agencies
from unhidden.audit.actions import Verb
from unhidden.investigations import queries as investigations
from unhidden.oversight.actions.disclosures import tell_disclosure
from unhidden.oversight.models import Disclosure, DisclosureItem, DisclosureState
from unhidden.oversight.queries.disclosures import (
    CompelledUse,
    ToldDisclosure,
    ToldThing,
)
from unhidden.vault import actions as vault


@action
@with_purpose(Purpose.INVESTIGATION)
def open_told(
    *, investigation_id: UUID, actor: Actor, at: datetime
) -> list[ToldDisclosure]:
    """What survivors let pass to an investigation, opened for its team; Absent.

    Each opening is an event. What was taken back opens for a compelled use alone.
    """
    investigations.get_investigation(viewer=actor, investigation_id=investigation_id)
    rows = list(
        Disclosure.objects.filter(investigation_id=investigation_id)
        .select_related("giver")
        .prefetch_related("uses__asked_by", "uses__confirmed_by")
        .order_by("-disclosed_at", "id")
    )
    for row in rows:
        tell_disclosure(
            "disclosure_opened", row, actor=actor, at=at, verb=Verb.CONSULTATION
        )
    return [_told(row, actor) for row in rows]


def _told(row: Disclosure, actor: Actor) -> ToldDisclosure:
    uses = sorted(row.uses.all(), key=lambda use: (use.asked_at, use.ground))
    is_marked = row.marked_at is not None
    is_compelled = any(use.confirmed_at for use in uses)
    opens = row.state == DisclosureState.ACCEPTED and (is_compelled or not is_marked)
    return ToldDisclosure(
        id=row.id,
        giver=agencies.name_of(row.giver) if row.giver else "",
        state=row.state,
        state_label=row.get_state_display(),
        taken_at=row.answered_at,
        is_marked=is_marked,
        things=_things(row, actor) if opens else (),
        uses=tuple(
            CompelledUse(
                ground=use.ground,
                ground_label=use.get_ground_display(),
                asked_by=use.asked_by.name,
                confirmed_by=use.confirmed_by.name if use.confirmed_by else "",
                may_confirm=use.confirmed_at is None
                and use.asked_by_id != actor.person_id,
            )
            for use in uses
        ),
    )


def _things(row: Disclosure, actor: Actor) -> tuple[ToldThing, ...]:
    items = list(
        DisclosureItem.objects.filter(
            disclosure=row, number__gte=1, number__lte=row.items_told
        ).order_by("number")
    )
    texts = vault.open_all([item.words_sealed for item in items], by=actor)
    return tuple(
        ToldThing(item.get_kind_display(), text)
        for item, text in zip(items, texts, strict=True)
    )
