"""To whom is sealed what is told in confidence at a visit."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from unhidden.lib.refusals import ActionRefused


class NobodyReceives(ActionRefused):
    """Nobody has keys to whom this could be sealed."""


@dataclass(frozen=True, slots=True)
class ReceivingTeam:
    """A team of keys, by the name that the page calls it."""

    team_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class TalkLeader:
    """Somebody of the crew; ``team`` is their charity's, to which their talks go."""

    person_id: UUID
    name: str
    team: ReceivingTeam | None = None


@dataclass(frozen=True, slots=True)
class InnerReceivers:
    """``usual`` is None where nobody has keys that somebody signed for."""

    usual: ReceivingTeam | None = None
    leaders: tuple[TalkLeader, ...] = ()

    def find_team(self, led_by: str) -> ReceivingTeam:
        """To whom is sealed what was said, in a talk that this person led, if any.

        Raises NobodyReceives.
        """
        teams = {str(one.person_id): one.team for one in self.leaders}
        team = teams.get(led_by) or self.usual
        if team is None:
            raise NobodyReceives
        return team

    def name_of(self, team_id: str) -> str:
        """What the page calls a team; '' for one that is no receiver any more."""
        teams = [self.usual, *(one.team for one in self.leaders)]
        names = {str(one.team_id): one.name for one in teams if one}
        return names.get(team_id, "")


@dataclass(frozen=True, slots=True)
class SealedTold:
    """One answer, sealed: what ``wall.keep_told`` makes an envelope of.

    ``key`` and ``content`` are in base64, as in what a phone sends.
    """

    id: str
    what: str
    team: str
    generation: int
    key: str
    content: str


@dataclass(frozen=True, slots=True)
class ToldCard:
    """That something is sealed to a team: what it is, and how many words."""

    id: str
    what: str
    team: str
    words: int
