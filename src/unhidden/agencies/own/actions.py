"""Changing one's own password, and making new keys when the old ones are lost."""

from __future__ import annotations

from datetime import datetime

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies.models import Person
from unhidden.agencies.sign_in import sessions
from unhidden.audit import actions as audit
from unhidden.vault import actions as vault
from unhidden.vault import rings

__all__ = ["change_password", "make_new_keys"]


@action
def change_password(
    *, person: Person, old: str, new: str, keep: str | None, actor: Actor, at: datetime
) -> bool:
    """Have another password; gives whether the key ring opens with it.

    ``keep`` is the session that goes on; all others end. The ring is wrapped anew if
    it is unlocked, or opens with the old password. The password is stored last, by
    another connection: should that fail, "Unlock your keys" still takes the new one.
    """
    opens = _wrap_again(actor, old=old, new=new, at=at)
    audit.record_event(
        name="agencies.password_changed",
        actor=actor,
        subject=person,
        at=at,
        detail={"opens_keys": str(opens)},
    )
    sessions.end_others(person, keep=keep)
    person.set_password(new)
    person.save(update_fields=[])
    return opens


@action
def make_new_keys(*, secret: str, actor: Actor, at: datetime) -> None:
    """Give up a ring that nothing opens any more, for ever, and begin another.

    The person waits until a colleague lets them in to their organisation's keys.
    """
    vault.renew_member(person_id=actor.person, secret=secret, at=at)
    audit.record_event(
        name="agencies.keys_renewed",
        actor=actor,
        subject=Person(id=actor.person),
        at=at,
    )


def _wrap_again(actor: Actor, *, old: str, new: str, at: datetime) -> bool:
    if actor.engagement_id is None:
        return True  # nobody's keys can be met, and there is nothing to say
    ring = rings.ring_of(actor)
    try:
        ring = ring or rings.unlock_ring(person_id=actor.person, secret=old)
    except rings.WrongSecret:
        return False
    except rings.NoKeyPair:
        vault.create_member(person_id=actor.person, secret=new, at=at)
        return True
    vault.set_secret(ring=ring, secret=new, at=at)
    return True
