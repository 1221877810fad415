"""The organisations, people and premises of the demonstration: all synthetic."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.agencies import actions as agencies
from unhidden.agencies import queries as people
from unhidden.agencies.keys import actions as keys
from unhidden.demo import hidden, playing
from unhidden.lib.working_days import LONDON
from unhidden.places import actions as places
from unhidden.vault.rings import KeyRing

DATA = Path(__file__).parent / "data"
PASSWORD = "unhidden demonstration"  # noqa: S105  # printed at the start, worth nothing
FOUNDED_AT = datetime(2016, 9, 1, 9, tzinfo=UTC)
FOUNDER = Actor(
    None,
    None,
    frozenset({"agencies.manage_people"}),
    role="system",
    purpose="system_admin",
)

IMPORTER = Actor(None, None, frozenset({"places.import"}))

# Postcode areas that no address has, so that no synthetic place is a real one.
COUNCILS = {
    "W06000001": ("Holyhead", "LL99 1"),
    "W06000002": ("Bangor", "LL99 2"),
    "W06000003": ("Llandudno", "LL99 3"),
    "W06000004": ("Rhyl", "LL99 4"),
    "W06000005": ("Mold", "CH99 5"),
    "W06000006": ("Wrexham", "LL99 6"),
}
#: What each kind is called, how many there are, and where they stand.
HOW_MANY = {
    "nail_bar": ("Nail bar", 24, "Street"),
    "car_wash": ("Car wash", 24, "Road"),
    "shop": ("Corner shop", 22, "Square"),
    "takeaway": ("Takeaway", 20, "Lane"),
    "food_plant": ("Food plant", 14, "Drive"),
    "hotel": ("Guest house", 14, "Crescent"),
    "dwelling": ("House", 16, "Terrace"),
}
_POSTCODES_OF_A_KIND = 40


@dataclass(frozen=True, slots=True)
class Region:
    """Ids by the words that the data files use; ``so`` are places (hidden.py)."""

    organisations: dict[str, UUID]
    people: dict[str, UUID]
    premises: dict[str, list[UUID]]
    so: frozenset[UUID] = frozenset()
    _rings: dict[str, KeyRing] = field(default_factory=dict, repr=False)

    def actor(self, key: str, day: date) -> Actor:
        """Somebody as they are after signing in: with their key ring unlocked."""
        # In this transaction nobody else sees the people that it adds.
        with context.acting_as(FOUNDER):
            actor = people.actor_of(
                person_id=self.people[key], day=day, using=DEFAULT_DB_ALIAS
            )
        if key not in self._rings:
            ring = keys.open_ring(actor, secret=PASSWORD, at=FOUNDED_AT)
            if ring is None:
                raise Absent
            self._rings[key] = ring
        return replace(actor, keys=self._rings[key])


def read_data_file(name: str) -> Any:
    """One of the demonstration's data files."""
    return json.loads((DATA / name).read_text())


def build(*, today: date, seed: int) -> Region:
    """Add everybody and every place, through the actions an operator would use.

    They are there since before the week of 2016; the newcomer was asked for yesterday.
    """
    organisations = {
        row["code"]: _organisation(row) for row in read_data_file("organisations.json")
    }
    rows = [row for row in read_data_file("people.json") if "later" not in row]
    persons = {row["key"]: _person(row, organisations) for row in rows}
    region = Region(organisations, persons, {kind: [] for kind in HOW_MANY})
    asked_at = datetime.combine(today - timedelta(days=1), time(11), LONDON)
    administrator = region.actor("administrator", asked_at.date())
    for row in rows:
        if "waits" in row:
            person_id = persons[row["key"]]
            _engage(row, person_id, organisations, administrator, at=asked_at)
    _add_postcodes()
    _add_premises(region)
    return replace(region, so=hidden.draw_hidden_places(region.premises, seed))


def add_later(region: Region) -> None:
    """Add those who come once all else is there: nothing before them is otherwise."""
    for row in read_data_file("people.json"):
        if "later" in row:
            region.people[row["key"]] = _person(row, region.organisations)


def sign_ins() -> list[tuple[str, str]]:
    """Address and what its owner does, for the printed list.

    The first of each role, and those without whom a second person would be missing.
    """
    found: list[tuple[str, str]] = []
    roles = set[str]()
    for row in read_data_file("people.json"):
        if row["role"] not in roles or "is_told" in row:
            doing = f"{row['role']}, {row['organisation']}".replace("_", " ")
            found.append((make_email_address(row["key"]), f"{row['name']}: {doing}"))
        roles.add(row["role"])
    return found


def make_email_address(key: str) -> str:
    return f"{key.replace('_', '.')}@demo.example"


def _organisation(row: dict[str, Any]) -> UUID:
    organisation_id = agencies.add_organisation(
        code=row["code"],
        name_en=row["name_en"],
        name_cy=row["name_cy"],
        kind=row["kind"],
        is_desk=row.get("is_desk", False),
        actor=FOUNDER,
        at=FOUNDED_AT,
    )
    if "refers_from" in row:
        agencies.note_first_responder(
            organisation_id=organisation_id,
            from_on=date.fromisoformat(row["refers_from"]),
            actor=FOUNDER,
            at=FOUNDED_AT,
        )
    return organisation_id


def _person(row: dict[str, str], organisations: dict[str, UUID]) -> UUID:
    person_id = agencies.add_person(
        email=make_email_address(row["key"]),
        name=row["name"],
        password=PASSWORD,
        language=row["language"],
        actor=FOUNDER,
        at=FOUNDED_AT,
    )
    if "waits" not in row:
        _engage(row, person_id, organisations, FOUNDER, at=FOUNDED_AT)
    return person_id


def _engage(
    row: dict[str, str],
    person_id: UUID,
    organisations: dict[str, UUID],
    by: Actor,
    *,
    at: datetime,
) -> None:
    """At once by the founder; what an administrator asks for waits for another."""
    agencies.request_engagement(
        person_id=person_id,
        organisation_id=organisations[row["organisation"]],
        role=row["role"],
        from_on=at.date(),
        actor=by,
        at=at,
    )


def _add_postcodes() -> None:
    """Where the postcodes of the places are: near the towns, at no real address."""
    with playing.play_worker():
        places.import_postcodes(
            paths=[DATA / "postcodes.csv"], actor=IMPORTER, at=FOUNDED_AT
        )


def _add_premises(region: Region) -> None:
    planner = region.actor("planner", FOUNDED_AT.date())
    councils = list(COUNCILS)
    for turn, (kind, (word, count, way)) in enumerate(HOW_MANY.items()):
        for number in range(1, count + 1):
            code = councils[number % len(councils)]
            town, outward = COUNCILS[code]
            region.premises[kind].append(
                places.add_premises(
                    new=places.NewPremises(
                        name=f"{word} {number:02d}, {town} (synthetic)",
                        kind=kind,
                        address=f"{number} Example {way}, {town}",
                        postcode=outward
                        + _letters(number + turn * _POSTCODES_OF_A_KIND),
                        council_code=code,
                    ),
                    source="synthetic",
                    actor=planner,
                    at=FOUNDED_AT,
                )
            )


def _letters(number: int) -> str:
    alphabet = "ABDEFGHJLNPQRSTUWXYZ"
    return alphabet[number % 20] + alphabet[number // 20]
