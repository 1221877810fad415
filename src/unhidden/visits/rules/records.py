"""A visit as it was written down: counts and codes, never a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class HeadcountGroup:
    """How many people of one apparent age and sex were there."""

    age: str
    sex: str
    count: int


@dataclass(frozen=True, slots=True)
class SignAnswered:
    """A sign that was seen, looked for and not seen, or could not be looked for.

    ``how`` it is known: saw, heard, told by the person or by another, a record; blank
    where nobody was asked.
    """

    code: str
    answer: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class ReferralMade:
    """A referral to one body on a legal basis of its own."""

    to: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class FoundVictim:
    """Somebody who may be a victim."""

    age_group: str
    alleges: str
    is_brought_to_safety: bool


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """The whole record of one visit."""

    purpose_told: str
    entry_basis: str
    entry_detail: str
    interpreter: str
    started_at: datetime
    ended_at: datetime
    outcome: str
    spoken_to: int = 0
    leaflets: int = 0
    notices: int = 0
    arrests: int = 0
    narrative: str = ""
    follow_up_on: date | None = None
    present: tuple[HeadcountGroup, ...] = ()
    signs: tuple[SignAnswered, ...] = ()
    referrals: tuple[ReferralMade, ...] = ()
    possible_victims: tuple[FoundVictim, ...] = ()

    @property
    def people_there(self) -> int:
        return sum(group.count for group in self.present)

    @property
    def is_explained(self) -> bool:
        return bool(self.narrative.strip())

    @property
    def is_entered(self) -> bool:
        return self.entry_basis != "not_entered"

    def is_referred_to(self, body: str) -> bool:
        return any(referral.to == body for referral in self.referrals)

    def has_found(self, age_group: str) -> bool:
        return any(found.age_group == age_group for found in self.possible_victims)


@dataclass(frozen=True, slots=True)
class VisitSetting:
    """What a record is judged against: the plan, the operation, the hour.

    ``kind`` is the kind of visit, and ``is_turned`` whether somebody wrote down that it
    was turned into enforcement; ``day`` the local day on which it began;
    ``strong_signs`` the codes that alone call for a safeguarding plan.
    """

    kind: str
    day: date
    first_day: date
    at: datetime
    strong_signs: frozenset[str] = frozenset()
    is_turned: bool = False
