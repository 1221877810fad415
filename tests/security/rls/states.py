"""How records can stand to a person: the product of what the decision reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from uuid import UUID, uuid5

from unhidden.access.decisions import OpenGrant, RecordHeader
from unhidden.access.policy import CATEGORIES

_SPACE = UUID(int=7)
PERSON, COLLEAGUE = uuid5(_SPACE, "person"), uuid5(_SPACE, "colleague")
IDLE, LEFT, NEW, DESK, WAITING, GONE = (
    uuid5(_SPACE, name) for name in ("idle", "left", "new", "desk", "waiting", "gone")
)
OWN, OTHER = uuid5(_SPACE, "own"), uuid5(_SPACE, "other")
CLEARANCE = 2


@dataclass(frozen=True, slots=True)
class Way:
    """One row of the grant table, as far as it matters."""

    basis: str
    team_role: str = ""
    categories: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    lasts: timedelta | None = None
    is_ended: bool = False
    whose: str = "person"


def share(*categories: str, **more: object) -> Way:
    """A share of these kinds of data; ``more`` are other fields of the way."""
    return Way("share", categories=categories, **more)  # type: ignore[arg-type]  # fields


HOUR = timedelta(hours=1)
ALL = tuple(sorted(CATEGORIES))
OPERATIONAL, IDENTITY, NARRATIVE = "operational", "identity", "narrative"
TEAMS = [Way("team", role) for role in ("lead", "supervisor", "worker", "observer")]
WAYS: list[tuple[Way, ...]] = [
    (),
    *((team,) for team in TEAMS),
    (Way("team", "worker", whose="organisation"),),
    (Way("team", "lead", is_ended=True),),
    (Way("team", "worker", is_ended=True, whose="organisation"),),
    (Way("team", "lead", whose="colleague"),),
    (share(),),
    (share(OPERATIONAL),),
    (share(OPERATIONAL, IDENTITY, "contact"),),
    (share(*ALL),),
    (share(NARRATIVE, "health"),),
    (share(*ALL, purposes=("safeguarding_support",)),),
    (share(*ALL, purposes=("oversight_statistics", "intel_assessment")),),
    (share(OPERATIONAL, "criminal", whose="organisation"),),
    (share(*ALL, lasts=-HOUR),),
    (share(*ALL, is_ended=True),),
    (Way("break_glass", categories=(OPERATIONAL, "health"), lasts=HOUR),),
    (Way("break_glass", categories=ALL, lasts=-HOUR),),
    (Way("break_glass", categories=ALL, lasts=HOUR, purposes=("investigation",)),),
    (Way("team", "observer"), share(OPERATIONAL, NARRATIVE)),
    (share(OPERATIONAL), share(OPERATIONAL, NARRATIVE, whose="organisation")),
    (share(NARRATIVE), share(OPERATIONAL, whose="organisation")),
    (
        Way("break_glass", categories=(OPERATIONAL,), lasts=HOUR),
        share(OPERATIONAL, IDENTITY, purposes=("disclosure", "investigation")),
    ),
    (Way("team", "worker", is_ended=True), share(OPERATIONAL, "immigration")),
]


@dataclass(frozen=True, slots=True)
class State:
    """How a record stands to the person; one in each domain, of the same number."""

    ways: tuple[Way, ...]
    organisation: UUID
    sensitivity: int
    is_restricted: bool
    kept_out: str

    def header(self, domain: str, record: UUID) -> RecordHeader:
        return RecordHeader(
            record,
            domain,
            self.organisation,
            self.sensitivity,
            self.is_restricted,
        )

    def lets(self, at: datetime, *, looks: bool = False) -> tuple[OpenGrant, ...]:
        """The open grants that are for the person or their organisation.

        What an emergency opened is met only where that record is looked at.
        """
        return tuple(
            OpenGrant(
                way.basis,
                way.team_role,
                CATEGORIES if way.basis == "team" else frozenset(way.categories),
                frozenset(way.purposes),
                None if way.lasts is None else at + way.lasts,
            )
            for way in self.ways
            if not way.is_ended and way.whose != "colleague"
            if looks or way.basis != "break_glass"
        )

    @property
    def is_excluded(self) -> bool:
        return self.kept_out in ("person", "organisation")


LEVELS = [
    (CLEARANCE, False, ""),
    (CLEARANCE, False, "person"),
    (CLEARANCE, False, "organisation"),
    (CLEARANCE, False, "colleague"),
    (CLEARANCE, False, "ended"),
    (CLEARANCE, True, ""),
    (CLEARANCE, True, "organisation"),
    (CLEARANCE + 1, False, ""),
    (CLEARANCE + 1, True, "person"),
]
STATES = [
    State(ways, organisation, *level)
    for ways, organisation, level in product(WAYS, (OWN, OTHER), LEVELS)
]


def number_of_lead() -> int:
    """The first record that the person leads."""
    wanted = State((TEAMS[0],), OWN, *LEVELS[0])
    return STATES.index(wanted) + 1


def number_of_strangers() -> int:
    """The first record that nothing lets the person in to."""
    return STATES.index(State((), OTHER, *LEVELS[0])) + 1
