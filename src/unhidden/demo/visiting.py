"""What the teams found and wrote down, one record a visit."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from unhidden.access.policy import Purpose
from unhidden.demo import hidden
from unhidden.demo.region import Region, read_data_file
from unhidden.demo.weeks import VisitOfWeek
from unhidden.visits import actions as visits
from unhidden.visits.accounts import feeding, items

ADULT_BASIS = "Social Services and Well-being (Wales) Act 2014, section 128"
CHILD_BASIS = "Social Services and Well-being (Wales) Act 2014, section 130"
FIRE_BASIS = "Regulatory Reform (Fire Safety) Order 2005"


@dataclass(frozen=True, slots=True)
class RecordedVisit:
    """A visit as it was planned, the record of it, and the signs that were seen."""

    planned: VisitOfWeek
    id: UUID
    seen: tuple[str, ...]


def record_all(
    region: Region, planned: Sequence[VisitOfWeek], dice: random.Random
) -> list[RecordedVisit]:
    """Record these visits in the order of the day."""
    return [_record(region, visit, dice) for visit in planned]


def return_to_desk(
    region: Region, recorded: Sequence[RecordedVisit]
) -> frozenset[UUID]:
    """Write intelligence from visits that saw signs; gives the ids of its reports."""
    stories, written = read_data_file("stories.json"), set[UUID]()
    for each in recorded:
        if not each.seen:
            continue
        visit = each.planned
        story = stories[visit.premises]
        report_id = visits.report_learning(
            visit_id=each.id,
            learning=visits.VisitLesson(
                text=f"Seen at a visit: {story['sanitised']}",
                raw="Seen by the team on the day, and written down at once.",
                provenance="The visiting team’s own observation.",
                source="1",
                assessment="A",
                handling="C",
                conditions="Consult the originator before any overt action.",
                sign_codes=each.seen,
            ),
            actor=region.actor(visit.leader, visit.starts_at.date()),
            at=visit.starts_at + timedelta(hours=3),
        )
        written.add(report_id)
    _set_offers_aside(region, recorded)
    return frozenset(written)


def offer_sentence(
    region: Region, recorded: Sequence[RecordedVisit], *, at: datetime
) -> None:
    """Of the last safeguarding visit its leader offers the desk a sentence."""
    kept = [each for each in recorded if each.planned.kind == "safeguarding"]
    for each in kept[-1:]:
        feeding.offer_sentence(
            visit_id=each.id,
            text="The windows of the back rooms do not open.",
            actor=region.actor(each.planned.leader, at.date()),
            at=at,
        )


def _set_offers_aside(region: Region, recorded: Sequence[RecordedVisit]) -> None:
    """The desk has the teams' own reports: what their records offer it needs not."""
    day = {each.id: each.planned.starts_at for each in recorded}
    last = max(day.values()).date()
    analyst = region.actor("analyst", last).doing(Purpose.INTEL_ASSESSMENT)
    for item in items.list_ready(viewer=analyst):
        feeding.set_item_aside(
            item_id=item.id,
            actor=analyst,
            at=day[item.visit_id] + timedelta(hours=4),
        )


def _record(region: Region, visit: VisitOfWeek, dice: random.Random) -> RecordedVisit:
    starts_at = visit.starts_at + timedelta(minutes=dice.randint(0, 10))
    ends_at = starts_at + timedelta(minutes=dice.randint(12, 40))
    at = ends_at + timedelta(minutes=5)
    return record_between(
        region, visit, dice, starts_at=starts_at, ends_at=ends_at, at=at
    )


def record_between(
    region: Region,
    visit: VisitOfWeek,
    dice: random.Random,
    *,
    starts_at: datetime,
    ends_at: datetime,
    at: datetime,
) -> RecordedVisit:
    """Record one visit as its leader, with what the team found there."""
    record = _with_people(visit, dice) if visit.people else _ordinary(visit, dice)
    actor = region.actor(visit.leader, visit.starts_at.date())
    visit_id = visits.record_visit(
        planned_id=visit.id,
        record=visits.VisitRecord(**record, started_at=starts_at, ended_at=ends_at),
        actor=actor,
        at=at,
    )
    answers = record.get("signs", ())
    seen = tuple(sign.code for sign in answers if sign.answer == "seen")
    return RecordedVisit(visit, visit_id, seen)


def _entry(visit: VisitOfWeek) -> dict[str, str]:
    if visit.kind == "enforcement":
        return {
            "entry_basis": "power",
            "entry_detail": "PACE 1984 section 8, warrant (synthetic number 0000)",
        }
    return {"entry_basis": "consent", "entry_detail": "The person in charge"}


def _told(visit: VisitOfWeek) -> str:
    told = {
        "soft": "We visit businesses like yours to talk about modern slavery.",
        "hotel": "We would like to talk with staff about signs that guests need help.",
        "safeguarding": "We are here to see that you are well. You are not in trouble.",
        "enforcement": "We have a warrant to search these premises.",
    }
    return told[visit.kind]


def _signs(
    visit: VisitOfWeek, dice: random.Random, *, is_seen: bool
) -> tuple[Any, ...]:
    codes = [
        *read_data_file("stories.json")[visit.premises]["signs"],
        "gen_bad_housing",
    ]
    answers = []
    for code in dict.fromkeys(codes):
        blind = dice.random() < 0.15
        shown = "seen" if is_seen and dice.random() < 0.7 else "not_seen"
        answers.append(visits.SignAnswered(code, "could_not_look" if blind else shown))
    return tuple(answers)


def _ordinary(visit: VisitOfWeek, dice: random.Random) -> dict[str, Any]:
    """A visit that finds nobody in need: most of them."""
    roll = dice.random()
    if visit.kind in {"soft", "hotel"} and roll < 0.08:
        return {
            "purpose_told": _told(visit),
            "entry_basis": "not_entered",
            "entry_detail": "",
            "interpreter": "not_needed",
            "outcome": "no_answer" if roll < 0.04 else "closed_vacant",
        }
    is_seen = hidden.is_seen(is_so=visit.is_so, dice=dice)
    women, men = dice.randint(0, 3), dice.randint(1, 3)
    notices = 1 if visit.kind == "enforcement" and roll < 0.6 else 0
    if visit.kind == "soft" and roll > 0.94:
        notices = 1
    outcome = "notice_served" if notices else "advice_given"
    if not notices and is_seen:
        outcome = dice.choice(["welfare_concern", "welfare_concern", "revisit"])
    elif not notices and roll > 0.75:
        outcome = "no_concern"
    referrals = (visits.ReferralMade("fire", FIRE_BASIS),) if notices else ()
    if outcome == "welfare_concern":
        referrals = (visits.ReferralMade("council_adult", ADULT_BASIS),)
    return _entry(visit) | {
        "purpose_told": _told(visit),
        "interpreter": dice.choice(["not_needed", "not_needed", "phone"]),
        "outcome": outcome,
        "spoken_to": min(women + men, dice.randint(1, 3)),
        "leaflets": dice.randint(1, 4),
        "notices": notices,
        "narrative": "Spoke with staff and left leaflets." if is_seen else "",
        "present": _present(women, men),
        "signs": _signs(visit, dice, is_seen=is_seen),
        "referrals": referrals,
    }


def _present(women: int, men: int) -> tuple[Any, ...]:
    rows = (("adult", "female", women), ("young", "male", men))
    return tuple(visits.HeadcountGroup(*row) for row in rows if row[2])


def _with_people(visit: VisitOfWeek, dice: random.Random) -> dict[str, Any]:
    """A visit that finds somebody who may be a victim."""
    is_child = any(person["age_group"] != "adult" for person in visit.people)
    referral = (
        visits.ReferralMade("council_child", CHILD_BASIS)
        if is_child
        else visits.ReferralMade("council_adult", ADULT_BASIS)
    )
    is_enforced = visit.kind == "enforcement"
    return _entry(visit) | {
        "purpose_told": _told(visit),
        "interpreter": "phone",
        "outcome": "potential_victim_identified",
        "spoken_to": 4,
        "leaflets": 2,
        "arrests": 1 if is_enforced else 0,
        "narrative": "Spoken to alone. Support was offered and explained.",
        "present": _present(2, 3),
        "signs": _signs(visit, dice, is_seen=True),
        "referrals": (referral,),
        "possible_victims": tuple(
            visits.FoundVictim(person["age_group"], person["alleges"], True)
            for person in visit.people
        ),
    }
