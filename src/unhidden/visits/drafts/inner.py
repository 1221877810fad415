"""What is told in confidence on the page: sealed with each saving, never kept readable.

With each saving the server seals what stands in the boxes to those who receive it, in
place of what the same page sealed before. It keeps nothing that its author could read
again: an officer has no keys, and what the server could open for them it could open for
others. What a page holds is therefore written on below once that page was left. The
module of the envelopes names in ``inner_envelopes`` of its ``apps.py`` who finds the
receivers, who seals, and who keeps it when the account is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.apps import apps
from django.utils.module_loading import import_string

from unhidden.access.actor import Actor
from unhidden.visits.models import VisitDraft
from unhidden.visits.queries.cards import VisitToRecord
from unhidden.visits.queries.inner import InnerReceivers, SealedTold
from unhidden.visits.rules.told import ToldAnswers, count_words

_SENT = tuple(each.name for each in fields(SealedTold))


def find_receivers(*, viewer: Actor, visit: VisitToRecord) -> InnerReceivers:
    """To whom is sealed what is told at a visit, by who of its crew led a talk."""
    return _find(
        viewer=viewer,
        operation_id=visit.plan.operation_id,
        lead_id=visit.lead_id,
        lead=visit.lead,
        crew=visit.crew,
    )


def seal_told(row: VisitDraft, told: ToldAnswers, actor: Actor) -> list[dict[str, Any]]:
    """What the draft holds sealed once this is saved; raises NobodyReceives."""
    before = [
        each
        for each in row.inner
        if each["page"] != told.page and each["id"] not in told.dropped
    ]
    if not told.matters:
        return before
    receivers = _find(
        viewer=actor, operation_id=row.operation_id, lead_id=row.organisation_id
    )
    planned = {"visit": {"planned": str(row.planned_id)}}
    return before + [
        {
            **_seal({**each, **planned}, _name(row, told, each), receivers),
            "page": told.page,
        }
        for each in told.matters
    ]


def _name(row: VisitDraft, told: ToldAnswers, matter: Mapping[str, Any]) -> UUID:
    """The id of an answer by draft and showing: sent twice, it is the same envelope.

    Of its words only their number goes in, which the draft holds in clear.
    """
    words = count_words(matter)
    return uuid5(row.id, f"{told.page} {matter['what']} {words}")


def keep_told(
    account_id: UUID, inner: Sequence[Mapping[str, Any]], actor: Actor, at: datetime
) -> None:
    """Hand the envelopes of a draft over with the account that was made of it."""
    if inner:
        told = [{name: each[name] for name in _SENT} for each in inner]
        _call("keep")(account_id=account_id, told=told, actor=actor, at=at)


def _find(**asked: Any) -> InnerReceivers:
    found: InnerReceivers = _call("find")(**asked)
    return found


def _seal(
    matter: Mapping[str, Any], id: UUID, receivers: InnerReceivers
) -> dict[str, Any]:
    team = receivers.find_team(matter.get("talk_led_by", ""))
    sealed: SealedTold = _call("seal")(told=matter, team_id=team.team_id, id=id)
    return {**asdict(sealed), "words": count_words(matter)}


def _call(step: str) -> Callable[..., Any]:
    named = [getattr(each, "inner_envelopes", {}) for each in apps.get_app_configs()]
    call: Callable[..., Any] = import_string(next(filter(None, named))[step])
    return call
