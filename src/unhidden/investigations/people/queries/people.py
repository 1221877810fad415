"""The people of an investigation: numbers and roles to all, names to who opens them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    is_kept_from_words,
    may_work,
    read_head,
)
from unhidden.investigations.models import (
    DefenceElement,
    InvestigatedPerson,
    Investigation,
    PersonIdentity,
    PersonRole,
    PostFunction,
    Section45Record,
    SubjectLink,
)
from unhidden.investigations.models.posts import CONTACT_POSTS
from unhidden.investigations.posts.queries.posts import posts_of
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class PersonRoleView:
    """What somebody is, or was, in an investigation."""

    id: UUID
    role: str
    role_label: str
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class DefenceView:
    """A record of section 45; ``reasons`` where they open for the viewer."""

    id: UUID
    was_child: bool
    elements: tuple[str, ...]
    is_excluded_offence: bool
    is_nrm_considered: bool
    reasons: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class SubjectLinkView:
    """That a person is a subject of the desk, by one of its mentions."""

    id: UUID
    mention_id: UUID
    reason: str
    linked_by: str
    linked_at: datetime
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The people of an investigation; ``may_work`` adds to them."""

    head: InvestigationCard
    people: tuple[InvestigationPersonView, ...]
    may_work: bool
    is_kept_from: bool


@dataclass(frozen=True, slots=True)
class OnePersonView:
    """One person; ``is_sio`` records section 45, ``may_reach`` them a few posts."""

    head: InvestigationCard
    person: InvestigationPersonView
    is_kept_from: bool
    may_work: bool
    is_sio: bool
    may_reach: bool


@dataclass(frozen=True, slots=True)
class InvestigationPersonView:
    """Somebody in an investigation.

    ``name`` is "" where nobody wrote one, or where it does not open; ``version`` is of
    the identity that it is from.
    """

    id: UUID
    number: int
    name: str
    born: str
    other_names: str
    description: str
    version: int
    roles: tuple[PersonRoleView, ...]
    possible_victim_id: UUID | None
    defences: tuple[DefenceView, ...] = ()
    links: tuple[SubjectLinkView, ...] = ()

    @property
    def roles_now(self) -> tuple[PersonRoleView, ...]:
        """The roles that last."""
        return tuple(role for role in self.roles if role.ended_at is None)


@query
def list_people(
    *, viewer: Actor, investigation_id: UUID
) -> list[InvestigationPersonView]:
    """The people of an investigation, by number; raises Absent and KeysLocked."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    return _views(_people(head), viewer)


@query
@of_one_record("investigation_id")
def get_people(*, viewer: Actor, investigation_id: UUID) -> PeopleView:
    """The people of an investigation on a page; raises Absent and KeysLocked."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    works = may_work(head) and viewer.may("investigations.work")
    return PeopleView(
        describe_head(head),
        tuple(_views(_people(head), viewer)),
        works,
        is_kept_from_words(head),
    )


@query
@of_one_record("investigation_id")
def get_numbered(
    *, viewer: Actor, investigation_id: UUID, number: int
) -> OnePersonView:
    """A person by their number, with what was decided of them; Absent, KeysLocked."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    rows = [row for row in _people(head) if row.number == number]
    if not rows:
        raise Absent
    works = may_work(head) and viewer.may("investigations.work")
    posts = posts_of(head, viewer)
    (person,) = _views(rows, viewer)
    return OnePersonView(
        head=describe_head(head),
        person=replace(
            person, defences=_defences(rows[0], viewer), links=_links(rows[0], viewer)
        ),
        is_kept_from=is_kept_from_words(head),
        may_work=works,
        is_sio=works and PostFunction.SIO in posts,
        may_reach=viewer.may("investigations.reach_witnesses")
        and not posts.isdisjoint(CONTACT_POSTS),
    )


def _defences(row: InvestigatedPerson, viewer: Actor) -> tuple[DefenceView, ...]:
    found = list(
        Section45Record.objects.filter(person=row)
        .select_related("decided_by")
        .order_by("-decided_at", "id")
    )
    reasons = vault.open_held([each.reasons_sealed for each in found], by=viewer)
    return tuple(
        DefenceView(
            id=each.id,
            was_child=each.was_child,
            elements=tuple(
                str(DefenceElement(code).label) for code in each.elements_shown
            ),
            is_excluded_offence=each.is_excluded_offence,
            is_nrm_considered=each.is_nrm_considered,
            reasons=text or "",
            decided_by=each.decided_by.name,
            decided_at=each.decided_at,
        )
        for each, text in zip(found, reasons, strict=True)
    )


def _links(row: InvestigatedPerson, viewer: Actor) -> tuple[SubjectLinkView, ...]:
    found = list(
        SubjectLink.objects.filter(person=row)
        .select_related("linked_by")
        .order_by("linked_at", "id")
    )
    reasons = vault.open_held([each.reason_sealed for each in found], by=viewer)
    return tuple(
        SubjectLinkView(
            id=each.id,
            mention_id=each.subject_id,
            reason=text or "",
            linked_by=each.linked_by.name,
            linked_at=each.linked_at,
            is_withdrawn=each.withdrawn_at is not None,
        )
        for each, text in zip(found, reasons, strict=True)
    )


def _people(head: Investigation) -> list[InvestigatedPerson]:
    roles = PersonRole.objects.order_by("began_at", "id")
    identities = PersonIdentity.objects.order_by("-version")
    return list(
        InvestigatedPerson.objects.filter(investigation=head)
        .prefetch_related(Prefetch("roles", roles), Prefetch("identities", identities))
        .order_by("number")
    )


def _views(
    rows: list[InvestigatedPerson], viewer: Actor
) -> list[InvestigationPersonView]:
    """The rows with what opens of who they are, all of it opened at once."""
    last = [next(iter(row.identities.all()), None) for row in rows]
    opened = vault.open_held(
        [each.identity_sealed if each else None for each in last], by=viewer
    )
    return [
        _view(row, identity, words)
        for row, identity, words in zip(rows, last, opened, strict=True)
    ]


def _view(
    row: InvestigatedPerson, identity: PersonIdentity | None, words: str | None
) -> InvestigationPersonView:
    known: dict[str, str] = json.loads(words) if words else {}
    return InvestigationPersonView(
        id=row.id,
        number=row.number,
        name=known.get("name", ""),
        born=known.get("born", ""),
        other_names=known.get("other_names", ""),
        description=known.get("description", ""),
        version=identity.version if identity else 0,
        roles=tuple(
            PersonRoleView(
                id=role.id,
                role=role.role,
                role_label=role.get_role_display(),
                began_at=role.began_at,
                ended_at=role.ended_at,
            )
            for role in row.roles.all()
        ),
        possible_victim_id=row.possible_victim_id,
    )
