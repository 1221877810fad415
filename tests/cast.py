"""The fixed cast that every test knows, added through the real actions."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID

from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.agencies import actions as agencies
from unhidden.agencies import queries
from unhidden.agencies.keys import actions as keys
from unhidden.agencies.models import Organisation, Person
from unhidden.vault.rings import KeyRing

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
TODAY = NOON.date()
PASSWORD = "a long enough demonstration password"  # for tests
FOUNDER = Actor(None, None, frozenset({"agencies.manage_people"}), role="system")

_ORGANISATIONS = {
    "police": ("North Wales Police", "Heddlu Gogledd Cymru", "police"),
    "border_force": ("Border Force", "Llu’r Ffiniau", "law_enforcement"),
    "council": ("Wrexham Council", "Cyngor Wrecsam", "council"),
    "bawso": ("BAWSO", "BAWSO", "charity"),
    "red_cross": ("British Red Cross", "Y Groes Goch Brydeinig", "charity"),
    "commissioner": (
        "Police and Crime Commissioner",
        "Comisiynydd yr Heddlu a Throseddu",
        "oversight",
    ),
}
_PEOPLE = {
    "analyst": "police",
    "planner": "police",
    "source_unit": "police",
    "officer": "police",
    "colleague": "police",
    "partner": "border_force",
    "council_officer": "council",
    "charity_visitor": "bawso",
    "support_worker": "bawso",
    "other_support_worker": "red_cross",
    "support_manager": "bawso",
    "other_support_manager": "red_cross",
    "safeguarding_lead": "police",
    "investigator": "police",
    "other_investigator": "border_force",
    "communications": "police",
    "overseer": "commissioner",
    "administrator": "police",
    "other_administrator": "council",
}
_ROLES = {
    "colleague": "officer",
    "partner": "partner",
    "council_officer": "partner",
    "charity_visitor": "partner",
    "other_support_worker": "support_worker",
    "other_support_manager": "support_manager",
    "other_investigator": "investigator",
    "other_administrator": "administrator",
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Organisations by code, people by part; ``actor("officer")`` acts."""

    organisations: dict[str, UUID]
    people: dict[str, UUID]
    _rings: dict[str, KeyRing] = field(default_factory=dict, repr=False)

    def actor(self, part: str) -> Actor:
        """Somebody who has just signed in: with their key ring unlocked."""
        actor = queries.actor_of(person_id=self.people[part], day=TODAY)
        if actor.person_id is None:
            return actor
        if part not in self._rings:
            ring = keys.open_ring(actor, secret=PASSWORD, at=NOON)
            assert ring is not None
            self._rings[part] = ring
        return replace(actor, keys=self._rings[part])

    def email(self, part: str) -> str:
        return f"{part}@example.org"

    @property
    def stranger(self) -> Actor:
        """Signed in, with no engagement at all."""
        return queries.actor_of(person_id=self.people["stranger"], day=TODAY)


def make_cast(*, prefix: str = "") -> Cast:
    """Everybody, in today's database; the desk is the police force's.

    ``prefix`` stands before the codes of organisations where others have them.
    """
    organisations = {
        code: agencies.add_organisation(
            code=f"{prefix}{code}",
            name_en=name_en,
            name_cy=name_cy,
            kind=kind,
            is_desk=code == "police",
            actor=FOUNDER,
            at=NOON,
        )
        for code, (name_en, name_cy, kind) in _ORGANISATIONS.items()
    }
    people = {part: _person(part) for part in [*_PEOPLE, "stranger"]}
    for part, code in _PEOPLE.items():
        agencies.request_engagement(
            person_id=people[part],
            organisation_id=organisations[code],
            role=_ROLES.get(part, part),
            from_on=date(2016, 1, 1),
            actor=FOUNDER,
            at=NOON,
        )
    for code in ("police", "council", "bawso", "border_force"):
        agencies.note_first_responder(
            organisation_id=organisations[code],
            from_on=date(2015, 11, 1),
            actor=FOUNDER,
            at=NOON,
        )
    return Cast(organisations, people)


def make_rings(cast: Cast) -> None:
    """Everybody has signed in once; their rings are kept for ``find_cast``.

    But nobody of the council: their desk can open nothing yet.
    """
    for part, code in _PEOPLE.items():
        if code != "council":
            cast.actor(part)
    _found.update(cast._rings)


_found: dict[str, KeyRing] = {}


def find_cast() -> Cast:
    """Everybody, where ``make_cast`` and ``make_rings`` made them before."""
    with context.acting_as(FOUNDER.doing("system_admin")):
        organisations = dict(Organisation.objects.values_list("code", "id"))
        people = dict(Person.objects.values_list("email", "id"))
    parts = {of.split("@")[0]: one for of, one in people.items()}
    return Cast(organisations, parts, {**_found})


def _person(part: str) -> UUID:
    return agencies.add_person(
        email=f"{part}@example.org",
        name=part.replace("_", " ").title(),
        password=PASSWORD,
        language="en",
        actor=FOUNDER,
        at=NOON,
    )
