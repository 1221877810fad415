"""The car wash of four weeks ago: an investigation in which every part is at work.

Its story is that of October 2016; its days count from the visit, so that it lives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from unhidden.access.records import new_id
from unhidden.decision_log import actions as log
from unhidden.demo.region import Region
from unhidden.demo.visiting import RecordedVisit
from unhidden.investigations import actions as investigations
from unhidden.investigations.people.actions import adding, roles
from unhidden.investigations.posts.actions import partners, posts, statuses
from unhidden.investigations.unused.queries import items
from unhidden.investigations.unused.queries.items import ItemRow
from unhidden.lib.working_days import LONDON
from unhidden.visits import queries as visits

LEADER, OFFICER = "investigator", "disclosure_officer"
_TEXTS = (
    "title",
    "values",
    "information",
    "threat_and_risk",
    "powers_and_policy",
    "options",
    "action_and_review",
)


@dataclass(frozen=True, slots=True)
class NumberedPerson:
    """Somebody in the investigation."""

    id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class LivedInquiry:
    """An investigation, the day of its visit, and its people by the words of the data.

    ``papers`` are the references of documents in the order of their registration.
    """

    region: Region
    id: UUID
    first: date
    people: dict[str, NumberedPerson] = field(default_factory=dict)
    papers: list[str] = field(default_factory=list)

    def moment_at(self, when: str) -> datetime:
        """The moment of ``3 14:30``: on the third day after the visit."""
        days, clock = when.split()
        day = self.first + timedelta(days=int(days))
        return datetime.combine(day, time.fromisoformat(clock), LONDON)

    def day_after(self, days: int) -> date:
        """So many days after the visit."""
        return self.first + timedelta(days=days)

    def told_by(self, key: str, when: str) -> dict[str, Any]:
        """What every action is told."""
        at = self.moment_at(when)
        actor = self.region.actor(key, at.date())
        return {"investigation_id": self.id, "actor": actor, "at": at}

    def list_items(self, when: str) -> list[ItemRow]:
        """Its items of material, by number."""
        found = items.list_items(
            viewer=self.told_by(LEADER, when)["actor"],
            investigation_id=self.id,
            asked=items.ItemFilter(items.EVERYTHING),
        )
        return sorted(found.rows, key=lambda row: row.number)

    def find_item(self, reference: str, when: str) -> int:
        """The number of the item that a document is, such as M1, or a statement."""
        if reference[0] == "S":
            kind, place = "statement", int(reference[1:]) - 1
        else:
            kind, place = "paper", self.papers.index(reference)
        of_kind = [row.number for row in self.list_items(when) if row.kind == kind]
        return of_kind[place]


def begin_inquiry(
    region: Region,
    found: RecordedVisit,
    investigation_id: UUID,
    data: Mapping[str, Any],
) -> LivedInquiry:
    """Its team and posts, a partner, its people, and what was decided of policy."""
    inquiry = LivedInquiry(region, investigation_id, found.planned.starts_at.date())
    for row in data["posts"]:
        _give_posts(inquiry, row)
    _note_conflict(inquiry, data["conflict"])
    _join_partner(inquiry, data["partner"])
    _add_people(inquiry, found, data["people"])
    for row in data["contacts"]:
        adding.write_contact(
            person_id=inquiry.people[row["person"]].id,
            words=row["words"],
            **inquiry.told_by(LEADER, row["when"]),
        )
    for row in data["decisions"]:
        _decide_policy(inquiry, row)
    _record_defence(inquiry, data["section_45"])
    return inquiry


def move_status(inquiry: LivedInquiry, steps: Sequence[Sequence[str]]) -> None:
    """Take the investigation to the prosecutor, and on."""
    for seen, status, when in steps:
        statuses.change_status(
            seen=seen, status=status, reason="", **inquiry.told_by(LEADER, when)
        )


def _give_posts(inquiry: LivedInquiry, row: Mapping[str, Any]) -> None:
    person_id = inquiry.region.people[row["person"]]
    told = inquiry.told_by(LEADER, row["when"])
    investigations.add_member(person_id=person_id, **told)
    for function in row["functions"]:
        posts.give_post(new=posts.NewRoomPost(person_id, function), **told)


def _note_conflict(inquiry: LivedInquiry, row: Mapping[str, Any]) -> None:
    posts.record_conflict(
        person_id=inquiry.region.people[row["person"]],
        words=row["words"],
        **inquiry.told_by(row["person"], row["when"]),
    )


def _join_partner(inquiry: LivedInquiry, row: Mapping[str, Any]) -> None:
    new = partners.NewPartner(
        organisation_id=inquiry.region.organisations[row["organisation"]],
        agreement=row["agreement"],
        powers=tuple(row["powers"]),
        from_on=inquiry.first,
        holds=row["holds"],
    )
    partners.join_partner(new=new, **inquiry.told_by(LEADER, row["when"]))


def _add_people(
    inquiry: LivedInquiry, found: RecordedVisit, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Those whom the visit found are persons of the investigation by their number."""
    lead = inquiry.region.actor("safeguarding", inquiry.first)
    victims = visits.get_visit(viewer=lead, visit_id=found.id).possible_victims
    for number, row in enumerate(rows, start=1):
        told = inquiry.told_by(LEADER, row["when"])
        person_id = adding.add_person(
            known_as=adding.PersonKnownAs(
                row["name"], row["born"], description=row["description"]
            ),
            possible_victim_id=victims[row["found"]].id if "found" in row else None,
            **told,
        )
        for role in row["roles"]:
            roles.give_role(person_id=person_id, role=role, **told)
        inquiry.people[row["key"]] = NumberedPerson(person_id, number)


def _record_defence(inquiry: LivedInquiry, row: Mapping[str, Any]) -> None:
    """Who was a victim is a suspect too, by the leader's record of section 45."""
    person_id = inquiry.people[row["person"]].id
    told = inquiry.told_by(LEADER, row["when"])
    new = roles.NewSection45(
        was_child=False,
        elements_shown=tuple(row["elements"]),
        is_excluded_offence=False,
        is_nrm_considered=True,
        reasons=row["reasons"],
    )
    roles.record_section_45(person_id=person_id, new=new, **told)
    roles.give_role(person_id=person_id, role="suspect", **told)


def _decide_policy(inquiry: LivedInquiry, row: Mapping[str, Any]) -> None:
    at = inquiry.moment_at(row["when"])
    new = log.NewDecision(
        id=new_id(),
        decided_at=at - timedelta(minutes=20),
        review_at=inquiry.moment_at(row["review"]),
        rejected=tuple((option, reason) for option, reason in row["rejected"]),
        **{name: row[name] for name in _TEXTS},
    )
    log.write_decision(
        domain=row["log"],
        subject_id=inquiry.id,
        new=new,
        actor=inquiry.region.actor(LEADER, at.date()),
        at=at,
    )
