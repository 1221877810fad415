"""Making a redacted copy of a file, and opening it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.audit.verbs import Verb
from unhidden.investigations.frame.actions import (
    hold_investigation,
    hold_open_investigation,
    seal_for_team,
    tell_event,
)
from unhidden.investigations.leaving import rendering
from unhidden.investigations.leaving.queries.archives import must_be_on_team
from unhidden.investigations.leaving.queries.redacted import SCHEDULE
from unhidden.investigations.leaving.rendering import RedactedCopy
from unhidden.investigations.leaving.rules.redacting import WhatToHide
from unhidden.investigations.models import Investigation, Material, Redaction
from unhidden.investigations.models.posts import SCHEDULE_POSTS
from unhidden.investigations.posts.queries.posts import posts_of
from unhidden.learning import queries as learning
from unhidden.lib.refusals import ActionRefused


class NoSuchItem(ActionRefused):
    """No item of the investigation has that number."""


@dataclass(frozen=True, slots=True)
class NewRedaction:
    """An item by its number, a PDF of it, and what is hidden in the copy."""

    number: int
    content: bytes = field(repr=False)
    what: WhatToHide = field(repr=False)


@action
def make_redaction(
    *, investigation_id: UUID, new: NewRedaction, actor: Actor, at: datetime
) -> UUID:
    """Make a redacted copy and keep it, sealed to the team; the file is not kept.

    The same copy of an item is kept once.

    Raises NoSuchItem, PagesNotDrawn, TermNotFound, NothingHidden, InvestigationClosed,
    and Absent for who does not schedule its material.
    """
    actor.must(SCHEDULE)
    investigation = hold_open_investigation(investigation_id, actor)
    _check_post(investigation, actor)
    item = _find_item(investigation, new.number)
    copy = rendering.redact_pages(
        new.content,
        new.what,
        title=f"{investigation.urn}, {new.number}",
        language="en",
        font_for=_cut_font,
    )
    held = Redaction.objects.filter(material=item, copy_sha256=copy.copy_sha256)
    if known := held.first():
        return known.id
    row = _keep_copy(item, copy, actor=actor, at=at)
    tell_event("redaction_made", row, actor=actor, at=at)
    return row.id


@action
def open_redaction(
    *, investigation_id: UUID, redaction_id: UUID, actor: Actor, at: datetime
) -> bytes:
    """The copy, to be looked at; raises Absent, KeysLocked and NotForYou."""
    actor.must(SCHEDULE)
    investigation = hold_investigation(investigation_id, actor)
    must_be_on_team(investigation)
    _check_post(investigation, actor)
    row = Redaction.objects.filter(investigation=investigation, id=redaction_id).first()
    if row is None:
        raise Absent
    content = b64decode(row.copy_sealed.open(actor))
    audit.record_event(
        name="investigations.redaction_opened",
        actor=actor,
        subject=row,
        at=at,
        verb=Verb.CONSULTATION,
    )
    return content


def _find_item(investigation: Investigation, number: int) -> Material:
    items = Material.objects.filter(investigation=investigation, number=number)
    item = items.select_related("investigation").first()
    if item is None:
        raise NoSuchItem
    return item


def _keep_copy(
    item: Material, copy: RedactedCopy, *, actor: Actor, at: datetime
) -> Redaction:
    """The copy as a row, sealed to the team of the item's investigation."""
    row = Redaction(
        investigation=item.investigation,
        material=item,
        original_sha256=copy.original_sha256,
        copy_sha256=copy.copy_sha256,
        pages=copy.pages,
        made_by_id=actor.person,
        made_at=at,
    )
    seal_for_team(
        row,
        "copy_sealed",
        b64encode(copy.content).decode(),
        investigation=item.investigation,
        actor=actor,
        at=at,
    )
    row.save(force_insert=True)
    return row


def _check_post(investigation: Investigation, actor: Actor) -> None:
    if posts_of(investigation, actor).isdisjoint(SCHEDULE_POSTS):
        raise Absent


def _cut_font(text: str) -> bytes:
    return learning.typeface_for(text, "").regular
