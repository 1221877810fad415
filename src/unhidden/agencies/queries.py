"""Who somebody is, and what they may do today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import DEFAULT_DB_ALIAS
from django.db.models import DateField, Func, Q, QuerySet
from django.utils.translation import get_language

from unhidden.access.actor import NOBODY, Actor
from unhidden.access.policy import Role
from unhidden.agencies.duties import NotifyingDuty
from unhidden.agencies.models import (
    Credential,
    Engagement,
    FirstResponderStatus,
    Language,
    Organisation,
    Person,
)
from unhidden.agencies.policies import permissions_of
from unhidden.agencies.routing import SIGNIN

_CUSTODIANS = UUID("5f0c1e8a-3d55-4c8e-9a0e-5b7f3f2e6c11")
_SAFEGUARDING = UUID("0b6d9f2e-7c41-4a38-8f5d-2e9a61c47d10")
_REGISTERS = UUID("0867eb1e-f56d-408d-b6dd-fc52698b3f5b")
LANGUAGES = frozenset(Language.values)


@dataclass(frozen=True, slots=True)
class OrganisationName:
    id: UUID
    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Colleague:
    person_id: UUID
    name: str
    organisation_id: UUID
    organisation: str
    role: str
    role_label: str


def name_of(organisation: Organisation) -> str:
    """The organisation's name in the language of the page."""
    is_welsh = get_language() == "cy"
    return organisation.name_cy if is_welsh else organisation.name_en


class Today(Func):
    """The day in London by the database's clock, which decides who may do what."""

    template = "(clock_timestamp() at time zone 'Europe/London')::date"
    output_field = DateField()


def _on(day: date | Today) -> Q:
    return Q(from_on__lte=day) & (Q(to_on__isnull=True) | Q(to_on__gte=day))


def _current(day: date | Today) -> QuerySet[Engagement]:
    counts = Q(approved_at__isnull=False, ended_at__isnull=True)
    return (
        Engagement.objects.filter(counts, _on(day), person__is_active=True)
        .select_related("person", "organisation")
        .order_by("person__name", "from_on", "id")
    )


def actor_of(*, person_id: UUID, day: date, using: str = SIGNIN) -> Actor:
    """The person as an actor of their first engagement; without one, nobody."""
    engagement = _current(day).using(using).filter(person_id=person_id).first()
    return _actor(engagement) if engagement else NOBODY


def actors_of(*, person_id: UUID, day: date | Today) -> list[Actor]:
    """The person in each of the day's engagements, found by the second connection."""
    rows = _current(day).using(SIGNIN).filter(person_id=person_id)
    return [_actor(row) for row in rows]


def find_colleague(
    *, person_id: UUID, day: date, engagement_id: UUID | None = None
) -> Colleague | None:
    """The person's name, organisation and role today, or None.

    ``engagement_id`` says in which engagement; without it, in the first.
    """
    rows = _current(day).filter(person_id=person_id)
    if engagement_id:
        rows = rows.filter(id=engagement_id)
    engagement = rows.first()
    return _colleague(engagement) if engagement else None


def engagements_of(*, person_id: UUID, day: date | Today) -> list[tuple[UUID, str]]:
    """The person's engagements on that day, each as words to choose it by."""
    rows = _current(day).using(SIGNIN).filter(person_id=person_id)
    return [
        (row.id, f"{row.get_role_display()}, {name_of(row.organisation)}")
        for row in rows
    ]


def list_colleagues(*, day: date, permission: str = "") -> list[Colleague]:
    """Everyone engaged on that day, or only those with the permission; by name."""
    roles = [role for role in Role.values if permission in permissions_of(role)]
    rows = _current(day).filter(role__in=roles) if permission else _current(day)
    return [_colleague(row) for row in rows]


def find_workplaces(
    *, people: Collection[UUID], day: date, permission: str
) -> set[UUID]:
    """The organisations at which any of these people has the permission that day."""
    roles = [role for role in Role.values if permission in permissions_of(role)]
    rows = _current(day).filter(role__in=roles, person_id__in=people)
    return set(rows.order_by("id").values_list("organisation_id", flat=True))


def list_leads(organisation_id: UUID) -> set[UUID]:
    """Who leads safeguarding at an organisation today."""
    rows = _current(Today()).filter(
        organisation_id=organisation_id, role=Role.SAFEGUARDING_LEAD
    )
    return set(rows.values_list("person_id", flat=True))


@dataclass(frozen=True, slots=True)
class WorkingPerson:
    """Somebody in one of their engagements, without a name."""

    person_id: UUID
    organisation_id: UUID
    role: str


def list_working(*, day: date) -> list[WorkingPerson]:
    """Everyone engaged on that day, for the worker."""
    rows = _current(day).order_by("person_id", "organisation_id", "id")
    found = rows.values_list("person_id", "organisation_id", "role")
    return [WorkingPerson(*row) for row in found]


def list_last_sign_ins() -> dict[UUID, datetime]:
    """When each person last signed in, for the worker; without whoever never did."""
    rows = Credential.objects.using(DEFAULT_DB_ALIAS).order_by("person_id")
    found = rows.values_list("person_id", "last_login")
    return {person: at for person, at in found if at is not None}


def identify_person(person_id: UUID) -> Person:
    """Whom an event is about, for modules above this one."""
    return Person(id=person_id)


def find_address(*, person_id: UUID) -> tuple[str, str] | None:
    """A person's e-mail address and language, for the worker; None once closed."""
    rows = Person.objects.filter(id=person_id, is_active=True)
    return rows.values_list("email", "language").first()


def names_of_people(*, person_ids: set[UUID]) -> dict[UUID, str]:
    rows = Person.objects.filter(id__in=person_ids).order_by("id")
    return dict(rows.values_list("id", "name"))


def list_organisation_names(
    *, kind: str = "", using: str = DEFAULT_DB_ALIAS
) -> list[OrganisationName]:
    """All organisations, or those of one kind, by name."""
    rows = Organisation.objects.using(using).order_by("name_en", "id")
    if kind:
        rows = rows.filter(kind=kind)
    return [
        OrganisationName(id=row.id, code=row.code, name=name_of(row), kind=row.kind)
        for row in rows
    ]


def names_of(ids: Collection[UUID]) -> dict[UUID, dict[str, str]]:
    """The names of these organisations in English and Welsh, by ``en`` and ``cy``."""
    rows = Organisation.objects.filter(id__in=ids).order_by("id")
    named = rows.values_list("id", "name_en", "name_cy")
    return {id_: {"en": english, "cy": welsh} for id_, english, welsh in named}


def desk_id() -> UUID | None:
    """The organisation whose desk reads public reports; None before set-up."""
    row = Organisation.objects.filter(is_desk=True).values_list("id").first()
    return row[0] if row else None


def custodians_of(organisation_id: UUID) -> UUID:
    """The vault's team of those who keep an organisation's originals as evidence."""
    return uuid5(_CUSTODIANS, str(organisation_id))


def safeguarding_team_of(organisation_id: UUID) -> UUID:
    """The vault's team of an organisation's safeguarding leads."""
    return uuid5(_SAFEGUARDING, str(organisation_id))


def register_team_of(organisation_id: UUID) -> UUID:
    """The vault's team of those who keep its registers of places of safety."""
    return uuid5(_REGISTERS, str(organisation_id))


def is_first_responder(*, organisation_id: UUID, day: date) -> bool:
    """Whether the organisation may refer into the NRM on that day."""
    return FirstResponderStatus.objects.filter(
        _on(day), organisation_id=organisation_id
    ).exists()


def list_first_responders(*, day: date) -> list[OrganisationName]:
    """The organisations that may refer into the NRM on that day, by name."""
    able = FirstResponderStatus.objects.filter(_on(day)).values("organisation_id")
    rows = Organisation.objects.filter(id__in=able).order_by("name_en", "id")
    return [
        OrganisationName(id=row.id, code=row.code, name=name_of(row), kind=row.kind)
        for row in rows
    ]


def must_notify(*, organisation_id: UUID, day: date) -> bool:
    """Whether the Modern Slavery Act's section 52 binds the organisation that day."""
    return NotifyingDuty.objects.filter(
        _on(day), organisation_id=organisation_id
    ).exists()


def list_duties(*, day: date) -> dict[UUID, date]:
    """The organisations that section 52 binds on that day, each with since when."""
    rows = NotifyingDuty.objects.filter(_on(day)).order_by("from_on")
    return dict(rows.values_list("organisation_id", "from_on"))


def _actor(engagement: Engagement) -> Actor:
    return Actor(
        person_id=engagement.person_id,
        organisation_id=engagement.organisation_id,
        permissions=permissions_of(engagement.role),
        engagement_id=engagement.id,
        role=engagement.role,
        clearance=engagement.clearance,
    )


def _colleague(engagement: Engagement) -> Colleague:
    return Colleague(
        person_id=engagement.person_id,
        name=engagement.person.name,
        organisation_id=engagement.organisation_id,
        organisation=name_of(engagement.organisation),
        role=engagement.role,
        role_label=engagement.get_role_display(),
    )
