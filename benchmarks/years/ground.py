"""Twelve organisations that support people, who works there, and their agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID

from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.agencies import actions as agencies
from unhidden.agencies import queries as people
from unhidden.agencies.keys import actions as keys
from unhidden.agencies.models import Engagement
from unhidden.demo.region import FOUNDER
from unhidden.hosting.failing import StepFailure
from unhidden.sharing import actions as sharing
from unhidden.vault.rings import KeyRing

FOUNDED_AT = datetime(2016, 1, 4, 9, tzinfo=UTC)
PASSWORD = "a password of the bench of years"  # noqa: S105  # made and gone here
HOW_MANY = 12
CHARITY = "Synthetic charity"
MANAGER, WORKERS = "manager", ("worker_1", "worker_2")
ADMINISTRATOR = "administrator"
_ROLES = {MANAGER: "support_manager", ADMINISTRATOR: "administrator"}


@dataclass(slots=True)
class CareGround:
    """Organisations by number; ``actor`` is somebody of one, with their keys."""

    organisations: list[UUID]
    people: dict[tuple[int, str], UUID]
    agreement_id: UUID | None = None
    newcomers: int = 0
    _actors: dict[tuple[int, str], Actor] = field(default_factory=dict)

    def actor(self, number: int, part: str) -> Actor:
        """Somebody who signed in once, and stays so."""
        if (number, part) not in self._actors:
            who = self.people[number, part]
            with context.acting_as(FOUNDER):
                actor = people.actor_of(person_id=who, day=date(2018, 1, 2))
            ring = keys.open_ring(actor, secret=PASSWORD, at=FOUNDED_AT)
            self._actors[number, part] = replace(actor, keys=_there(ring))
        return self._actors[number, part]

    @property
    def names(self) -> dict[str, str]:
        """By an organisation's English name its id."""
        return {
            f"{CHARITY} {n}": str(id_) for n, id_ in enumerate(self.organisations, 1)
        }

    def email(self, number: int, part: str) -> str:
        """By which somebody signs in."""
        return _email(number, part)

    def add_worker(self, number: int, part: str) -> UUID:
        """One more who supports people."""
        _add(self, number, part, f"{number}.{part}")
        return self.people[number, part]

    def replace_worker(self, number: int, part: str) -> UUID:
        """Somebody new in the place of a colleague who is about to leave."""
        self.newcomers += 1
        _add(self, number, part, f"{number}.{part}_{self.newcomers}")
        self._actors.pop((number, part), None)
        return self.people[number, part]


def make_care_ground() -> CareGround:
    """All of them by the founder's own actions, and an agreement that all signed."""
    ground = CareGround([], {})
    for number in range(HOW_MANY):
        name = f"{CHARITY} {number + 1}"
        ground.organisations.append(
            agencies.add_organisation(
                code=f"years_{number + 1}",
                name_en=name,
                name_cy=f"Elusen synthetig {number + 1}",
                kind="charity",
                is_desk=False,
                actor=FOUNDER,
                at=FOUNDED_AT,
            )
        )
        for part in (MANAGER, *WORKERS):
            _add(ground, number, part, f"{number}.{part}")
    _add(ground, 0, ADMINISTRATOR, f"0.{ADMINISTRATOR}")
    ground.agreement_id = _agree(ground)
    return ground


def engagement_of(person_id: UUID) -> UUID:
    """Under which somebody works; there is one."""
    rows = Engagement.objects.filter(person_id=person_id, ended_at=None)
    (found,) = rows.values_list("id", flat=True)
    return found


def _add(ground: CareGround, number: int, part: str, key: str) -> None:
    who = agencies.add_person(
        email=_address(key),
        name=f"Synthetic Colleague {key.replace('.', ' ').replace('_', ' ')}",
        password=PASSWORD,
        language="en",
        actor=FOUNDER,
        at=FOUNDED_AT,
    )
    ground.people[number, part] = who
    agencies.request_engagement(
        person_id=who,
        organisation_id=ground.organisations[number],
        role=_ROLES.get(part, "support_worker"),
        from_on=FOUNDED_AT.date(),
        actor=FOUNDER,
        at=FOUNDED_AT,
    )


def _agree(ground: CareGround) -> UUID:
    terms = sharing.NewAgreement(
        title="Synthetic agreement of twelve charities",
        parties=tuple(ground.organisations[1:]),
        purposes=("safeguarding_support",),
        domains=("safeguarding_case",),
        categories=("identity", "contact", "narrative"),
        legal_basis="sswba_2014",
        legal_words="Sections 126 and 128.",
        from_on=FOUNDED_AT.date(),
        to_on=date(2040, 6, 30),
        review_on=date(2027, 1, 1),
    )
    agreement_id = sharing.write_agreement(
        new=terms, actor=ground.actor(0, MANAGER), at=FOUNDED_AT
    )
    for signer in _managers(ground):
        sharing.sign_agreement(
            agreement_id=agreement_id, version=1, actor=signer, at=FOUNDED_AT
        )
    return agreement_id


def _managers(ground: CareGround) -> Iterator[Actor]:
    for number in range(HOW_MANY):
        yield ground.actor(number, MANAGER)


def _there(ring: KeyRing | None) -> KeyRing:
    if ring is None:
        sentence = "Somebody of the bench has no keys."
        raise StepFailure(sentence)
    return ring


def _email(number: int, part: str) -> str:
    return _address(f"{number}.{part}")


def _address(key: str) -> str:
    return f"years.{key}@demo.example"
