"""What is sealed in a register, opened for its keepers: each time is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.safeguarding.models import RegisterEntry, SafetyRegister
from unhidden.safeguarding.safety import rules
from unhidden.safeguarding.safety.queries.registers import KEEP
from unhidden.safeguarding.safety.rules import PersonTonight, SafetyEntry
from unhidden.vault import actions as vault
from unhidden.vault.rings import must_ring


@dataclass(frozen=True, slots=True)
class NightView:
    """A register opened: each wristband, entries without one, and what nobody opens."""

    place: str
    people: tuple[PersonTonight, ...]
    unnumbered: tuple[SafetyEntry, ...]
    unread: int


@action
def open_night(*, register_id: UUID, actor: Actor, at: datetime) -> NightView:
    """Open a register that the actor keeps. Raises Absent, and KeysLocked."""
    actor.must(KEEP)
    row = SafetyRegister.objects.filter(id=register_id).first()
    if row is None:
        raise Absent
    take_keys(actor, at)
    night = read_night(row, actor)
    audit.record_event(
        name="safeguarding.register_read",
        verb=audit.Verb.CONSULTATION,
        categories=("narrative",),
        actor=actor,
        subject=row,
        at=at,
    )
    return night


@action
def open_person(
    *, register_id: UUID, number: int, actor: Actor, at: datetime
) -> PersonTonight:
    """Open what a register says of one wristband; raises Absent where it has none."""
    night = open_night(register_id=register_id, actor=actor, at=at)
    found = next((each for each in night.people if each.number == number), None)
    if found is None:
        raise Absent
    return found


def take_keys(actor: Actor, at: datetime) -> None:
    """Let whoever was named since they signed in have the keys now, if theirs are open;
    where the server holds the registers' keys still, it opens what they read."""
    try:
        ring = must_ring(actor)
    except vault.KeysLocked:
        return
    vault.prove_own_keys(ring=ring, at=at)


def read_night(row: SafetyRegister, actor: Actor) -> NightView:
    """Open all that is sealed in a register; what does not open is counted.

    Raises KeysLocked.
    """
    rows = list(row.entries.order_by("written_at", "id"))
    names = agencies.names_of_people(person_ids={each.written_by_id for each in rows})
    texts = _open_texts(rows, actor)
    read = [
        entry
        for each in rows
        if (entry := _read(each, texts.get(each.id), names)) is not None
    ]
    return NightView(
        place=_open_place(row, actor),
        people=tuple(rules.fold_entries(read)),
        unnumbered=tuple(each for each in read if each.number is None),
        unread=len(rows) - len(read),
    )


def _open_place(row: SafetyRegister, actor: Actor) -> str:
    try:
        place: str = row.place_sealed.open(actor)
    except (vault.NotForYou, vault.SealBroken):
        return ""
    return place


def _open_texts(rows: Sequence[RegisterEntry], actor: Actor) -> dict[UUID, str]:
    """The texts by entry; where one does not open, the others do."""
    own = [each for each in rows if each.sealed_as == each.id]
    try:
        opened = vault.open_all([each.content_sealed for each in own], by=actor)
        found = {each.id: text for each, text in zip(own, opened, strict=True)}
    except (vault.NotForYou, vault.SealBroken):
        found = {}
    for each in rows:
        if each.id not in found:
            try:
                found[each.id] = each.content_sealed.open_as(each.sealed_as, actor)
            except (vault.NotForYou, vault.SealBroken):
                continue
    return found


def _read(
    row: RegisterEntry, text: str | None, names: dict[UUID, str]
) -> SafetyEntry | None:
    if text is None:
        return None
    try:
        number, happened, moment, said = rules.parse_entry(text)
    except rules.EntryUnreadable:
        return None
    return SafetyEntry(
        number=number,
        happened=happened,
        happened_at=moment,
        said=said,
        written_at=row.written_at,
        written_by=names.get(row.written_by_id, ""),
        is_by_phone=row.is_by_phone,
        doubts=tuple(row.doubts),
    )
