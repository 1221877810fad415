"""An investigation with signed schedules, for tests of what leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.cast import NOON, Cast
from tests.made.visits import make_find
from unhidden.access import context
from unhidden.audit import actions as audit
from unhidden.investigations import actions
from unhidden.investigations.models import (
    Exhibit,
    ExhibitMove,
    InvestigatedPerson,
    Investigation,
    Material,
    MaterialDecision,
    PersonRole,
    Schedule,
    ScheduleLine,
    SensitiveLine,
)
from unhidden.investigations.origins.actions.opening import open_from_visit
from unhidden.investigations.posts.actions.posts import NewRoomPost, give_post
from unhidden.investigations.unused.queries.sealed import SensitiveWords, write_words
from unhidden.investigations.unused.rules.signing import digest_lines
from unhidden.vault import actions as vault

EARLY = NOON + timedelta(minutes=1)
LATER = NOON + timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class OpenedInvestigation:
    """Two on its team: the one who opened it holds the post of disclosure officer."""

    id: UUID
    cast: Cast

    def told(self, part: str = "investigator", at: datetime = LATER) -> dict[str, Any]:
        """What an action is told of who acts, when, and in which investigation."""
        return {"investigation_id": self.id, "actor": self.cast.actor(part), "at": at}


def open_with_officer(cast: Cast) -> OpenedInvestigation:
    investigation_id = open_from_visit(
        visit_id=make_find(cast),
        title="Wages withheld at a car wash",
        grounds="Two people say that their pay is kept from them.",
        actor=cast.actor("investigator"),
        at=NOON,
    )
    opened = OpenedInvestigation(investigation_id, cast)
    actions.add_member(
        person_id=cast.people["other_investigator"], **opened.told(at=NOON)
    )
    give_post(
        new=NewRoomPost(cast.people["investigator"], "disclosure_officer"),
        **opened.told(at=NOON),
    )
    return opened


def sign_schedule(
    opened: OpenedInvestigation,
    kind: str,
    words: Sequence[str] = (),
    *,
    version: int = 1,
    first: int = 1,
    at: datetime = EARLY,
) -> UUID:
    """Rows as signing leaves them; the words of a sensitive one are sealed."""
    actor = opened.cast.actor("investigator").doing("investigation")
    with context.acting_as(actor):
        head = Investigation.objects.get(id=opened.id)
        material = Material.objects.filter(investigation=head).earliest("number")
        told = [
            (first + place, "" if kind == "MG6D" else text, 1, "")
            for place, text in enumerate(words)
        ]
        schedule = Schedule(
            investigation=head,
            kind=kind,
            version=version,
            first_line=first,
            lines_count=len(words),
            digest=digest_lines(told),
            certificate="1:en",
            signed_by_id=actor.person,
            signed_at=at,
        )
        for place, text in enumerate(words):
            line = ScheduleLine(
                investigation=head,
                schedule=schedule,
                material=material,
                line=first + place,
                words="" if kind == "MG6D" else text,
            )
            line.save(force_insert=True)
            if kind == "MG6D":
                _seal(opened, line, text)
        _set_aside(head, actor.person)
        schedule.save(force_insert=True)
        audit.record_event(
            name="investigations.schedule_signed",
            actor=actor,
            subject=schedule,
            at=at,
            detail={"kind": kind, "version": version, "digest": schedule.digest},
        )
    return schedule.id


def _set_aside(head: Investigation, person: UUID) -> None:
    """Decide of every item that it is not relevant: nothing is left undecided."""
    decided = MaterialDecision.objects.filter(investigation=head, axis="relevance")
    left = Material.objects.filter(investigation=head).exclude(
        id__in=decided.values("material_id")
    )
    for row in left:
        MaterialDecision(
            investigation=head,
            material=row,
            axis="relevance",
            turn=1,
            value="not_relevant",
            reason="Another car wash.",
            decided_by_id=person,
            decided_at=EARLY,
        ).save(force_insert=True)


def _seal(opened: OpenedInvestigation, line: ScheduleLine, text: str) -> None:
    """The words of a sensitive line, for both organisations on the team."""
    row = SensitiveLine(
        investigation_id=opened.id,
        line=line,
        sealed_by_id=opened.cast.people["investigator"],
    )
    teams = {opened.cast.organisations[code] for code in ("police", "border_force")}
    words = write_words(SensitiveWords("source", "It would name a source", text))
    row.words_sealed = vault.seal_field(row, "words_sealed", words, teams=teams)
    row.save(force_insert=True)


def decide_redacted(opened: OpenedInvestigation) -> None:
    """The prosecutor's decision of the first item, as it is typed in."""
    actor = opened.cast.actor("investigator").doing("investigation")
    with context.acting_as(actor):
        accused = InvestigatedPerson(
            investigation_id=opened.id,
            number=900,
            added_by_id=actor.person,
            added_at=EARLY,
        )
        accused.save(force_insert=True)
        PersonRole(
            investigation_id=opened.id,
            person=accused,
            role="suspect",
            began_at=EARLY,
            given_by_id=actor.person,
        ).save(force_insert=True)
        MaterialDecision(
            investigation_id=opened.id,
            material=Material.objects.get(investigation_id=opened.id, number=1),
            axis="prosecutor",
            accused=accused,
            turn=1,
            value="disclose_redacted",
            decided_by_id=actor.person,
            decided_at=LATER + timedelta(minutes=1),
        ).save(force_insert=True)


def register_exhibit(opened: OpenedInvestigation, reference: str = "AB/1") -> None:
    """A telephone that was seized, and its first move."""
    actor = opened.cast.actor("investigator").doing("investigation")
    with context.acting_as(actor):
        exhibit = Exhibit(
            investigation_id=opened.id,
            reference=reference,
            kind="thing",
            description="Telephone, black",
            found_at="Flat 2, 7 Hidden Street",
            found_by="PC Bevan",
            seized_by="PC Bevan",
            seized_at=NOON,
            power="pace_19",
            owner="Maria Hidden",
            registered_by_id=actor.person,
            registered_at=EARLY,
        )
        exhibit.save(force_insert=True)
        ExhibitMove(
            investigation_id=opened.id,
            exhibit=exhibit,
            turn=1,
            moved_at=NOON,
            from_holder="Maria Hidden",
            to_holder="PC Bevan",
            purpose="seized",
            recorded_by_id=actor.person,
            recorded_at=EARLY,
        ).save(force_insert=True)
