"""What each role may do, in words: read from the table that decides, never written.

The page for everybody and docs/roles-and-rights.md are both made from this.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.translation import gettext as _

from unhidden.access.policy import (
    DOMAINS_OF_PURPOSE,
    Action,
    Domain,
    Purpose,
    RecordMatter,
    Role,
    matters_of,
    rights_of,
)
from unhidden.agencies.policies import permissions_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class RecordSight:
    """One kind of record that comes into view for a purpose, and what for."""

    domain: str
    own: str
    everywhere: bool
    emergency: bool


@dataclass(frozen=True, slots=True)
class Work:
    """A purpose that the role may work for, with the kinds of record it meets."""

    purpose: str
    sights: tuple[RecordSight, ...]


@dataclass(frozen=True, slots=True)
class RoleView:
    code: str
    label: str
    permissions: tuple[str, ...]
    works: tuple[Work, ...]


def explain_roles() -> tuple[RoleView, ...]:
    """Every role, in the order of the table."""
    labels = labels_of_permissions()
    return tuple(_role(Role(code), labels) for code in Role.values)


def explain_role(code: str) -> RoleView | None:
    """One role; None for a word that is none."""
    found = Role(code) if code in Role.values else None
    return _role(found, labels_of_permissions()) if found else None


def labels_of_permissions() -> dict[str, StrOrPromise]:
    """What each permission is called, as the modules define them."""
    found: dict[str, StrOrPromise] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.policies"
        if config.name.startswith("unhidden.") and find_spec(name):
            found |= getattr(importlib.import_module(name), "PERMISSIONS", {})
    return found


def _role(role: Role, labels: dict[str, StrOrPromise]) -> RoleView:
    held = permissions_of(role)
    return RoleView(
        code=str(role),
        label=str(role.label),
        permissions=tuple(
            str(label) for name, label in reversed(labels.items()) if name in held
        ),
        works=tuple(
            _work(role, purpose)
            for purpose in Purpose
            if purpose in rights_of(role).purposes
        ),
    )


def _work(role: Role, purpose: Purpose) -> Work:
    met = DOMAINS_OF_PURPOSE[purpose]
    known = matters_of(role, purpose)
    sights = [_sight(role, domain) for domain in Domain if domain in met]
    sights += [_matter(matter) for matter in RecordMatter if matter in known]
    return Work(str(purpose.label), tuple(sights))


def _sight(role: Role, domain: Domain) -> RecordSight:
    rights = rights_of(role)
    return RecordSight(
        domain=str(domain.label),
        own=_words(rights.organisation.get(domain, frozenset())),
        everywhere=domain in rights.oversees,
        emergency=domain in rights.emergencies,
    )


def _matter(matter: RecordMatter) -> RecordSight:
    return RecordSight(str(matter.label), _words([Action.READ]), False, False)


def _words(actions: Iterable[Action]) -> str:
    """``Read, work on``; a dash where nothing may be done without being let in."""
    held = set(actions)
    said = [str(action.label) for action in Action if action in held]
    return ", ".join([*said[:1], *(word.lower() for word in said[1:])]) or _("nothing")
