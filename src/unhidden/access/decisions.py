"""The one decision: may this be done to this record, why, and what goes with it.

Plain values in, plain values out. PostgreSQL's row policies say the same
(``walls``); a test compares the two in every cell of the policy table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from unhidden.access.policy import (
    ACTIONS_OF_BASIS,
    ACTIONS_OF_TEAM_ROLE,
    CATEGORIES,
    DOMAINS_OF_PURPOSE,
    AccessBasis,
    Action,
    Category,
    matters_of,
    rights_of,
)

OBLIGATIONS: dict[str, frozenset[str]] = {
    AccessBasis.SHARE: frozenset({"name_the_agreement"}),
    AccessBasis.BREAK_GLASS: frozenset(
        {"tell_both_organisations", "review", "no_export"}
    ),
    AccessBasis.OVERSIGHT: frozenset({"no_export"}),
}


_SHOWS = frozenset({Category.OPERATIONAL})


@dataclass(frozen=True, slots=True)
class AccessContext:
    """Who asks, for what: one engagement of one person, until a moment."""

    person_id: UUID
    organisation_id: UUID
    role: str
    purpose: str
    clearance: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class RecordHeader:
    """What must be known of a record to decide about it."""

    id: UUID
    domain: str
    organisation_id: UUID
    sensitivity: int
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class OpenGrant:
    """One open grant that lets the asking person in, for some purposes or for any."""

    basis: str
    team_role: str = ""
    categories: frozenset[str] = CATEGORIES
    purposes: frozenset[str] = frozenset()
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AccessDecision:
    """``reason`` says in a code which step refused; empty when allowed."""

    is_allowed: bool
    basis: str = ""
    categories: frozenset[str] = frozenset()
    obligations: frozenset[str] = frozenset()
    reason: str = ""


def decide_access(
    context: AccessContext,
    action: str,
    record: RecordHeader,
    category: str,
    *,
    lets: Iterable[OpenGrant] = (),
    is_excluded: bool = False,
    at: datetime,
) -> AccessDecision:
    """Deny by default: what refuses whatever the basis comes first."""
    refusal = _refused_before_basis(context, record, is_excluded=is_excluded, at=at)
    if refusal:
        return AccessDecision(is_allowed=False, reason=refusal)
    bases = _bases(context, record, lets, at)
    if not bases:
        return AccessDecision(is_allowed=False, reason="no_basis")
    able = [held for held in bases if action in held.actions]
    if not able:
        return AccessDecision(is_allowed=False, reason="action")
    seen = frozenset[str]().union(*(held.categories for held in able))
    if category not in seen:
        return AccessDecision(is_allowed=False, reason="category")
    basis = next(held.basis for held in able if category in held.categories)
    return AccessDecision(
        is_allowed=True,
        basis=basis,
        categories=seen,
        obligations=OBLIGATIONS.get(basis, frozenset()),
    )


def meets_domain(context: AccessContext, domain: str, actions: Iterable[str]) -> bool:
    """Whether the role does one of these to its organisation's records of a domain.

    For what was worked out from many records, and belongs to none of them.
    """
    rights = rights_of(context.role)
    if context.purpose not in rights.purposes:
        return False
    if domain not in DOMAINS_OF_PURPOSE[context.purpose]:
        return False
    able = rights.organisation.get(domain, frozenset())
    if domain in rights.oversees:
        able |= ACTIONS_OF_BASIS[AccessBasis.OVERSIGHT]
    return not able.isdisjoint(actions)


def knows_matter(context: AccessContext, matter: str) -> bool:
    """Whether the role knows of the matter at this task, whichever record it is of."""
    return matter in matters_of(context.role, context.purpose)


class _Held(NamedTuple):
    basis: str
    actions: frozenset[Action]
    categories: frozenset[str]


_ORDER: dict[str, int] = {
    basis: place for place, basis in enumerate(AccessBasis.values)
}


def _in_order(held: _Held) -> int:
    return _ORDER[held.basis]


def _refused_before_basis(
    context: AccessContext, record: RecordHeader, *, is_excluded: bool, at: datetime
) -> str:
    if at >= context.expires_at:
        return "expired"
    if context.purpose not in rights_of(context.role).purposes:
        return "purpose"
    if record.domain not in DOMAINS_OF_PURPOSE[context.purpose]:
        return "domain"
    if is_excluded:
        return "excluded"
    if record.sensitivity > context.clearance:
        return "sensitivity"
    return ""


def _bases(
    context: AccessContext,
    record: RecordHeader,
    lets: Iterable[OpenGrant],
    at: datetime,
) -> list[_Held]:
    """Every basis that holds, in the order of ``AccessBasis``."""
    rights = rights_of(context.role)
    held = [
        _of_grant(let)
        for let in lets
        if let.until_at is None or at < let.until_at
        if not let.purposes or context.purpose in let.purposes
    ]
    if not record.is_restricted:
        own = rights.organisation.get(record.domain, frozenset())
        if own and record.organisation_id == context.organisation_id:
            held.append(_Held(AccessBasis.ORGANISATION, own, CATEGORIES))
        if record.domain in rights.oversees:
            seen = ACTIONS_OF_BASIS[AccessBasis.OVERSIGHT]
            held.append(_Held(AccessBasis.OVERSIGHT, seen, CATEGORIES))
    return sorted(held, key=_in_order)


def _of_grant(let: OpenGrant) -> _Held:
    """A grant without the operational data gives nothing: that there is a record, in
    which state, is part of it."""
    if let.basis == AccessBasis.TEAM:
        actions = ACTIONS_OF_TEAM_ROLE.get(let.team_role, frozenset())
        return _Held(let.basis, actions, CATEGORIES)
    actions = ACTIONS_OF_BASIS[let.basis] if _SHOWS & let.categories else frozenset()
    return _Held(let.basis, actions, let.categories)
