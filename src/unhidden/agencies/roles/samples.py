"""Invented records, to show what a role would see of records like them.

Nothing here was ever stored. Each has the fields of its kind, by the category of data
that they belong to; ``decide`` says which are shown, as it does for real ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.access.decisions import (
    AccessContext,
    AccessDecision,
    OpenGrant,
    RecordHeader,
    decide_access,
)
from unhidden.access.policy import (
    AccessBasis,
    Action,
    Category,
    Domain,
    Purpose,
    Role,
    TeamRole,
    rights_of,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_OWN, _OTHER = UUID(int=1), UUID(int=2)
_ME, _RECORD = UUID(int=3), UUID(int=4)
_SHARED = frozenset({Category.OPERATIONAL, Category.CONTACT})


@dataclass(frozen=True, slots=True)
class Field:
    category: str
    label: StrOrPromise
    value: StrOrPromise


@dataclass(frozen=True, slots=True)
class Situation:
    """How somebody stands to a record; ``sensitivity`` is compared with clearance 1."""

    label: StrOrPromise
    organisation_id: UUID = _OWN
    lets: tuple[OpenGrant, ...] = ()
    sensitivity: int = 1
    is_restricted: bool = False
    is_excluded: bool = False


SITUATIONS: dict[str, Situation] = {
    "lead": Situation(
        _("Leads its team"), lets=(OpenGrant(AccessBasis.TEAM, TeamRole.LEAD),)
    ),
    "worker": Situation(
        _("Works on its team"), lets=(OpenGrant(AccessBasis.TEAM, TeamRole.WORKER),)
    ),
    "observer": Situation(
        _("Observes its team"), lets=(OpenGrant(AccessBasis.TEAM, TeamRole.OBSERVER),)
    ),
    "own": Situation(_("Not on its team; it is their own organisation’s")),
    "other": Situation(
        _("Not on its team; it is another organisation’s"), organisation_id=_OTHER
    ),
    "shared": Situation(
        _("Another organisation shares dates, states and how to reach people"),
        organisation_id=_OTHER,
        lets=(OpenGrant(AccessBasis.SHARE, categories=_SHARED),),
    ),
    "emergency": Situation(
        _("Opened in an emergency, for four hours"),
        organisation_id=_OTHER,
        lets=(OpenGrant(AccessBasis.BREAK_GLASS),),
    ),
    "restricted": Situation(
        _("Restricted to its team, and not on it"), is_restricted=True
    ),
    "sensitive": Situation(
        _("On its team, but the record is more sensitive than their clearance"),
        lets=(OpenGrant(AccessBasis.TEAM, TeamRole.WORKER),),
        sensitivity=2,
    ),
    "excluded": Situation(
        _("On its team, but kept out of this record"),
        lets=(OpenGrant(AccessBasis.TEAM, TeamRole.WORKER),),
        is_excluded=True,
    ),
}

_PLACE = Field(Category.OPERATIONAL, _("Where"), _("Car wash 07 (invented)"))
_WHEN = Field(Category.OPERATIONAL, _("When"), _("Tuesday morning"))
RECORDS: dict[str, tuple[Field, ...]] = {
    Domain.REPORT: (
        _WHEN,
        _PLACE,
        Field(Category.NARRATIVE, _("What was told"), _("They sleep where they work")),
        Field(Category.CONTACT, _("How to reach the person"), _("01632 960001")),
    ),
    Domain.INTELLIGENCE: (
        Field(Category.OPERATIONAL, _("Grade"), "B2P"),
        Field(
            Category.NARRATIVE, _("Item"), _("A van brings eight people each morning")
        ),
        Field(Category.CRIMINAL, _("Suspected"), _("Forced labour")),
        Field(Category.THIRD_PARTY, _("Who else is named"), _("The owner of the van")),
    ),
    Domain.OPERATION: (
        _WHEN,
        Field(Category.OPERATIONAL, _("Aim"), _("Visit car washes with partners")),
    ),
    Domain.VISIT: (
        _WHEN,
        _PLACE,
        Field(Category.NARRATIVE, _("What was found"), _("Mattresses above the shop")),
        Field(Category.IMMIGRATION, _("Papers"), _("Kept by the employer")),
    ),
    Domain.SAFEGUARDING_CASE: (
        Field(Category.OPERATIONAL, _("State"), _("Referred")),
        Field(Category.IDENTITY, _("Name"), _("Somebody Invented")),
        Field(Category.CONTACT, _("Safe way to call"), _("Text first, after six")),
        Field(Category.NARRATIVE, _("Note"), _("Wants to learn Welsh")),
        Field(Category.HEALTH, _("Health"), _("Back pain")),
        Field(Category.IMMIGRATION, _("Status"), _("Visa tied to the employer")),
        Field(Category.THIRD_PARTY, _("Family"), _("A sister abroad")),
    ),
    Domain.INVESTIGATION: (
        Field(Category.OPERATIONAL, _("State"), _("Open")),
        Field(Category.CRIMINAL, _("Offence"), _("Modern Slavery Act 2015 s.1")),
        Field(Category.IDENTITY, _("Suspect"), _("Another Invented")),
    ),
    Domain.STATISTIC: (
        Field(Category.OPERATIONAL, _("People brought to safety"), "4"),
    ),
}


@dataclass(frozen=True, slots=True)
class SampleRecord:
    """One invented record as somebody would meet it; not there without ``basis``."""

    kind: str
    basis: str
    reason: str
    actions: tuple[str, ...]
    fields: tuple[tuple[Field, bool], ...] = field(default=())

    @property
    def is_there(self) -> bool:
        return bool(self.basis)


REASONS: dict[str, StrOrPromise] = {
    "purpose": _("The role never works for this purpose"),
    "domain": _("This kind of record never comes into view for this purpose"),
    "excluded": _("Somebody is kept out of this record, whatever lets them in"),
    "sensitivity": _("The record is more sensitive than the clearance"),
    "no_basis": _("Nothing lets them in to this record"),
    "action": _("What lets them in does not allow to read it"),
    "category": _("What lets them in leaves these data out"),
}


def seen_by(
    role: Role, purpose: Purpose, situation: Situation
) -> Iterator[SampleRecord]:
    """Each kind of record, as ``decide`` shows it to the role."""
    for domain in Domain:
        yield _sample(role, purpose, situation, domain)


def purposes_of(role: Role) -> list[Purpose]:
    """What the role may be doing, in the order of the table."""
    return [each for each in Purpose if each in rights_of(role).purposes]


def _sample(
    role: Role, purpose: Purpose, situation: Situation, domain: Domain
) -> SampleRecord:
    ask = _Asked(role, purpose, situation, domain)
    read = ask.decide(Action.READ, Category.OPERATIONAL)
    shown = [
        (each, ask.decide(Action.READ, each.category).is_allowed)
        for each in RECORDS[domain]
    ]
    may = [each for each in Action if ask.decide(each, Category.OPERATIONAL).is_allowed]
    return SampleRecord(
        kind=str(domain.label),
        basis=str(AccessBasis(read.basis).label) if read.basis else "",
        reason=str(REASONS.get(read.reason, "")),
        actions=tuple(str(each.label) for each in may),
        fields=tuple(shown) if read.is_allowed else (),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    role: Role
    purpose: Purpose
    situation: Situation
    domain: Domain

    def decide(self, action: str, category: str) -> AccessDecision:
        now = datetime.fromtimestamp(0).astimezone()
        context = AccessContext(
            _ME, _OWN, self.role, self.purpose, 1, now + timedelta(minutes=1)
        )
        stands = self.situation
        record = RecordHeader(
            _RECORD,
            self.domain,
            stands.organisation_id,
            stands.sensitivity,
            stands.is_restricted,
        )
        return decide_access(
            context,
            action,
            record,
            category,
            lets=stands.lets,
            is_excluded=stands.is_excluded,
            at=now,
        )
