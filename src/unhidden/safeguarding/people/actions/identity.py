"""Who somebody is: sealed, recorded by version, and each opening an event."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action, of_one_record
from unhidden.audit import actions as audit
from unhidden.audit.actions import Verb
from unhidden.safeguarding.clocks.actions.following import follow_birth_date
from unhidden.safeguarding.frame.actions import (
    hold_open_case,
    organisations_of,
    tell_case,
)
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case, TransferState
from unhidden.safeguarding.people.actions.letters import has_letter, keep_letter
from unhidden.safeguarding.people.actions.marking import mark_person
from unhidden.safeguarding.people.actions.refusals import IdentityMoved
from unhidden.sharing import queries as members
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class SurvivorIdentity:
    """Who the survivor is, as far as they told us; sealed, never searched.

    ``name`` is the one to call them by, ``contact`` what was told of reaching them
    before safe ways had a place of their own.
    """

    name: str
    born: str
    contact: str = ""
    full_name: str = ""
    other_names: str = ""

    @property
    def all_names(self) -> tuple[str, ...]:
        """Each name by which they are known, the one to call them by first."""
        others = self.other_names.replace(",", "\n").splitlines()
        told = (self.name, self.full_name, *(each.strip() for each in others))
        return tuple(name for name in told if name)


@action
def record_identity(
    *,
    case_id: UUID,
    identity: SurvivorIdentity,
    seen: int | None = None,
    actor: Actor,
    at: datetime,
) -> bool:
    """Seal who the survivor is to the organisations that work on the case.

    An adult whose birth date says that they are a child is one from now on; gives
    whether that is so. ``seen`` is the
    version that was on the page, None for whoever begins. Raises
    IdentityMoved when a colleague recorded another meanwhile, and CaseClosed.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    if seen is not None and seen != case.identity_version:
        raise IdentityMoved
    teams = organisations_of(case, actor, at) | members.find_receivers(
        record_id=case.id, category="identity"
    )
    case.identity_sealed = vault.seal_again(
        case, "identity_sealed", json.dumps(asdict(identity)), teams=teams
    )
    _end_former(case, teams)
    case.identity_version += 1
    case.save(update_fields=["identity_sealed", "identity_version"])
    became_child = follow_birth_date(case, identity.born, actor=actor, at=at)
    mark_person(
        case, names=identity.all_names, born=identity.born, contacts=(identity.contact,)
    )
    if has_letter(case):
        keep_letter(
            case,
            names=identity.all_names,
            born=identity.born,
            contacts=(identity.contact,),
            at=at,
        )
    tell_case("identity_recorded", case, actor=actor, at=at)
    return became_child


def mark_for_next(case: Case, lead_id: UUID, actor: Actor) -> None:
    """Mark a case that is held for who leads it next; former marks count no more.

    So that their supervisor sees at once whether its person came to them before. Who
    they are passes with it: where the actor has no key, nobody there gets one. Raises
    KeysLocked.
    """
    try:
        identity = read_identity(case, actor)
    except vault.NotForYou:
        return
    if identity is None:
        return
    case.identity_version += 1
    case.save(update_fields=["identity_version"])
    mark_person(
        case,
        names=identity.all_names,
        born=identity.born,
        contacts=(identity.contact,),
        lead_id=lead_id,
    )


def _end_former(case: Case, teams: set[UUID]) -> None:
    """Who led the case before had it until it was written again, and no longer."""
    moved = case.transfers.filter(state=TransferState.DONE)
    former = set(moved.values_list("from_organisation_id", flat=True))
    for organisation_id in former - teams:
        vault.let_out(record_ids=[case.id], team_id=organisation_id, keeps_last=True)


@action
@of_one_record("case_id")
def open_identity(
    *, case_id: UUID, actor: Actor, at: datetime
) -> SurvivorIdentity | None:
    """Open the sealed identity; every opening is an event. None if none is held.

    Raises NotForYou for those with whom the case is shared, but not this.
    """
    actor.must("safeguarding.work_case")
    case = Case.objects.filter(own_cases(actor), id=case_id).first()
    if case is None:
        raise Absent
    if case.identity_sealed is None:
        return None
    audit.record_event(
        name="safeguarding.identity_opened",
        verb=Verb.CONSULTATION,
        categories=("identity",),
        actor=actor,
        subject=case,
        at=at,
    )
    return read_identity(case, actor)


def read_identity(case: Case, actor: Actor) -> SurvivorIdentity | None:
    """Who the person of a case is, if anybody recorded it; raises NotForYou."""
    if case.identity_sealed is None:
        return None
    told = json.loads(case.identity_sealed.open(actor))
    known = {each.name for each in fields(SurvivorIdentity)}
    return SurvivorIdentity(**{key: told[key] for key in known & told.keys()})
