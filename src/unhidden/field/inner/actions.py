"""Envelopes of the page sealed and kept; any opened, and handed to a case."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.field.models import InnerEnvelope
from unhidden.field.policies import READ_INNER
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.sent_json import read_sent_json
from unhidden.vault import actions as vault
from unhidden.vault import landed
from unhidden.visits.queries import SealedTold


class NoCaseYet(ActionRefused):
    """Nobody has opened a case for this person yet."""


@dataclass(frozen=True, slots=True)
class OpenedInner:
    """What somebody was told: the words, and how they were said."""

    text: str
    language: str
    interpreter: str
    is_verbatim: bool
    name: str
    contact: str
    safe_when: str


def seal_told(*, told: Mapping[str, Any], team_id: UUID, id: UUID) -> SealedTold:
    """Seal one answer of the page to a team, under this id; nothing is kept.

    Raises NoSuchHolder and NotCertified as the vault does.
    """
    place = landed.place_of(InnerEnvelope, "content_sealed", id)
    text = json.dumps(told, ensure_ascii=False)
    content, key = landed.seal_ahead(place, text, team=team_id)
    return SealedTold(
        id=str(id),
        what=str(told["what"]),
        team=str(team_id),
        generation=key.generation,
        key=b64encode(key.sealed_key).decode(),
        content=b64encode(content).decode(),
    )


@action
def keep_told(
    *,
    account_id: UUID,
    told: Sequence[Mapping[str, Any]],
    actor: Actor,
    at: datetime,
) -> None:
    """Keep what the author of an account sealed on the page, once; the procedure asks.

    Raises Absent for an account that is not the actor's.
    """
    procedures.call_procedure("keep_told", account_id, json.dumps(told), at)
    audit.record_event(
        name="field.inner_sealed",
        verb=audit.Verb.COLLECTION,
        categories=("narrative",),
        actor=actor,
        subject=InnerEnvelope(id=UUID(told[0]["id"])),
        at=at,
        detail={"account": str(account_id), "envelopes": len(told)},
    )


@action
def open_inner(*, envelope_id: UUID, actor: Actor, at: datetime) -> OpenedInner:
    """Open what is sealed to the actor's team.

    Raises Absent for an envelope of another team; KeysLocked, NotForYou and SealBroken
    as the vault does.
    """
    actor.must(READ_INNER)
    row = InnerEnvelope.objects.filter(id=envelope_id).first()
    if row is None:
        raise Absent
    audit.record_event(
        name="field.inner_opened",
        verb=audit.Verb.CONSULTATION,
        categories=("narrative",),
        actor=actor,
        subject=row,
        at=at,
    )
    return _read(row.content_sealed.open_as(row.sealed_as, actor))


@action
def hand_inner(
    *, envelope_id: UUID, possible_victim_id: UUID, actor: Actor, at: datetime
) -> None:
    """Hand it to the case of a possible victim of the same visit: the organisation that
    leads the case opens it, too. The procedure stands where cases are.

    Raises NoCaseYet; Absent for what is not in view or not of the same visit, and for
    what was handed to another case; KeysLocked and NotForYou as the vault does.
    """
    actor.must(READ_INNER)
    rows = procedures.ask_rows("hand_inner", envelope_id, possible_victim_id)
    if not rows:
        raise NoCaseYet
    ((case_id, lead_id),) = rows
    vault.let_in(record_ids=[envelope_id], team_id=lead_id, by=actor)
    audit.record_event(
        name="field.inner_handed",
        verb=audit.Verb.DISCLOSURE,
        actor=actor,
        subject=InnerEnvelope(id=envelope_id),
        at=at,
        recipients=[lead_id],
        categories=("narrative",),
        detail={"case": str(case_id)},
    )


def _read(text: str) -> OpenedInner:
    """What the phone sealed; words that are no JSON are shown as they are."""
    try:
        said = read_sent_json(text)
    except ValueError:
        said = None
    if not isinstance(said, Mapping):
        said = {"text": text}
    person = said.get("person")
    who: Mapping[str, Any] = person if isinstance(person, Mapping) else {}
    return OpenedInner(
        text=str(said.get("text") or ""),
        language=str(said.get("language") or ""),
        interpreter=str(said.get("interpreter") or ""),
        is_verbatim=said.get("said_verbatim") is True,
        name=str(who.get("name") or ""),
        contact=str(who.get("contact") or ""),
        safe_when=str(who.get("safe_when") or ""),
    )
