"""The program's own actions, each as one call of the player's."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from benchmarks.years.ground import MANAGER, WORKERS, CareGround, engagement_of
from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.agencies.leaving import actions as leaving
from unhidden.agencies.leaving import caseload
from unhidden.demo import playing
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.clocks.actions import meeting, watching
from unhidden.safeguarding.clocks.actions.running import ClockEvidence
from unhidden.safeguarding.consent.actions import recording as consent
from unhidden.safeguarding.course import actions as course
from unhidden.safeguarding.crossing.actions import printing
from unhidden.safeguarding.crossing.queries import holdings, sheets
from unhidden.safeguarding.people.actions import identity, opening, team
from unhidden.safeguarding.supervision import actions as supervision
from unhidden.safeguarding.support.actions import notes as support
from unhidden.safeguarding.transfers.actions import moving
from unhidden.sharing import actions as sharing
from unhidden.sharing.actions import shares

CASE = "safeguarding_case"
UNTIL = date(2040, 3, 31)
WATCHER = Actor(None, None, frozenset({"safeguarding.watch_deadlines"}))


def open_case(
    worker_id: UUID, manager: Actor, at: datetime, *, age_group: str = "adult"
) -> UUID:
    """By the door of the charity itself: nobody found them at a visit."""
    new = opening.NewCase("walk_in", age_group)
    return opening.open_case(new=new, lead_worker_id=worker_id, actor=manager, at=at)


def record_identity(case_id: UUID, number: int, worker: Actor, at: datetime) -> None:
    told = identity.SurvivorIdentity(
        name=f"Synthetic Person {number + 1}", born="about 1990"
    )
    identity.record_identity(case_id=case_id, identity=told, actor=worker, at=at)


def add_note(case_id: UUID, text: str, worker: Actor, at: datetime) -> None:
    support.add_note(case_id=case_id, text=text, actor=worker, at=at)


def say(case_id: UUID, kind: str, answer: str, worker: Actor, at: datetime) -> None:
    """What the person said to one of the questions of consent."""
    new = consent.NewConsent(kind, answer, "en")
    consent.record_consent(case_id=case_id, new=new, actor=worker, at=at)


def agree_to_share(
    case_id: UUID,
    receiver_id: UUID,
    worker: Actor,
    at: datetime,
    *,
    categories: tuple[str, ...] = ("narrative",),
) -> None:
    """Yes to one receiver, and to what was said and noted alone, or to so much."""
    new = consent.NewConsent(
        "share",
        "yes",
        "en",
        receiver_id=receiver_id,
        categories=categories,
        until_on=UNTIL,
    )
    consent.record_consent(case_id=case_id, new=new, actor=worker, at=at)


def meet(case_id: UUID, code: str, worker: Actor, at: datetime) -> None:
    """Raises DeadlineNotOpen."""
    evidence = ClockEvidence(day_of(at), "phone", "other_agency")
    meeting.meet_deadline(
        case_id=case_id, code=code, evidence=evidence, actor=worker, at=at
    )


def add_member(
    case_id: UUID, person_id: UUID, manager: Actor, at: datetime, role: str = "member"
) -> None:
    team.add_member(
        case_id=case_id, person_id=person_id, role=role, actor=manager, at=at
    )


def end_member(case_id: UUID, person_id: UUID, manager: Actor, at: datetime) -> None:
    team.end_member(case_id=case_id, person_id=person_id, actor=manager, at=at)


def draft_share(
    case_id: UUID, ground: CareGround, to: int, giver: Actor, at: datetime
) -> UUID:
    """What is to be shared is written down, and opens nothing yet."""
    assert ground.agreement_id
    new = sharing.NewShare(
        agreement_id=ground.agreement_id,
        to_organisation_id=ground.organisations[to],
        categories=("narrative",),
        purposes=("safeguarding_support",),
        until_on=UNTIL,
        urgency="three_days",
        area="Wrexham",
        needs="A place in a safe house.",
        language="English",
        is_safe_to_contact=True,
        by_consent=True,
    )
    return sharing.draft_share(
        domain=CASE, record_id=case_id, new=new, actor=giver, at=at
    )


def offer_share(share_id: UUID, giver: Actor, at: datetime) -> None:
    sharing.offer_share(domain=CASE, share_id=share_id, version=1, actor=giver, at=at)


def accept_share(share_id: UUID, ground: CareGround, to: int, at: datetime) -> None:
    sharing.accept_share(
        domain=CASE,
        share_id=share_id,
        version=2,
        people=[ground.people[to, WORKERS[1]]],
        actor=ground.actor(to, MANAGER),
        at=at,
    )


def end_share(share_id: UUID, version: int, giver: Actor, at: datetime) -> None:
    """End one that was accepted, or take back an offer."""
    if version > 2:  # an offer is the second version
        shares.end_share(
            domain=CASE,
            share_id=share_id,
            version=version,
            reason="purpose_met",
            actor=giver,
            at=at,
        )
        return
    shares.withdraw_share(
        domain=CASE, share_id=share_id, version=version, actor=giver, at=at
    )


def pass_on(
    case_id: UUID, places: tuple[UUID, UUID], manager: Actor, at: datetime
) -> None:
    """A supervisor gives a case from one of their workers to another."""
    giver, taker = places
    supervision.hand_cases_over(
        person_id=giver, homes={case_id: taker}, actor=manager, at=at
    )


def offer_move(
    case_id: UUID, to: UUID, items: tuple[str, ...], giver: Actor, at: datetime
) -> UUID:
    """Offer the case to another organisation; gives the transfer's id."""
    new = moving.NewTransfer(
        to_organisation_id=to,
        items=items,
        urgency="three_days",
        council_id=None,
        needs=(),
        language="en",
        words="Synthetic words of what they agreed to.",
    )
    return moving.offer_transfer(case_id=case_id, new=new, actor=giver, at=at)


def finish_move(transfer_id: UUID, giver: Actor, taker: Actor, at: datetime) -> None:
    """Their manager accepts it, to lead it, and it is handed over."""
    assert taker.person
    moving.accept_transfer(
        transfer_id=transfer_id, worker_id=taker.person, actor=taker, at=at
    )
    moving.hand_case_over(transfer_id=transfer_id, actor=giver, at=at)


def rest(case_id: UUID, worker: Actor, at: datetime) -> None:
    """Nothing is to be done for nearly a year."""
    wakes_on = day_of(at) + timedelta(days=300)
    new = course.NewCourseTurn("rested", day_of(at), wakes_on=wakes_on)
    course.record_turn(case_id=case_id, new=new, number=0, actor=worker, at=at)


def turn(
    case_id: UUID, kind: str, code: str, number: int, actor: Actor, at: datetime
) -> None:
    """What happened to the case as a whole, after so many other turns."""
    new = course.NewCourseTurn(kind, day_of(at), code)
    course.record_turn(case_id=case_id, new=new, number=number, actor=actor, at=at)


def leave(person_id: UUID, taker_id: UUID, administrator: Actor, at: datetime) -> None:
    """Somebody leaves; a colleague takes each of their places."""
    administrator = administrator.doing("system_admin")
    with context.acting_as(administrator):
        engagement_id = engagement_of(person_id)
        places = caseload.list_open_places(engagement_id)
        leaving.end_engagement(
            engagement_id=engagement_id,
            homes={place.id: taker_id for place in places},
            actor=administrator,
            at=at,
        )


def sweep(at: datetime) -> None:
    """What the worker does every ten minutes, as of this moment."""
    with playing.play_worker():
        watching.tell_overdue(actor=WATCHER, at=at)


def read_own_page(case_id: UUID, worker: Actor, at: datetime) -> dict[str, str]:
    """Of the person's page who holds what of them: each organisation, and how."""
    day = day_of(at)
    found = holdings.find_holdings(viewer=worker, case_id=case_id, day=day)
    page = sheets.write_own_page(found, language="en", day=day)
    (holders,) = (p for p in page.parts if p.title == "Who holds what about me")
    return {entry.label: entry.text for entry in holders.entries}


def print_own_page(
    case_id: UUID, worker: Actor, at: datetime, *, is_asked_for: bool
) -> None:
    """On paper, for the person. Raises NotAskedFor."""
    printing.print_own_page(
        case_id=case_id,
        language="en",
        is_asked_for=is_asked_for,
        is_talked_over=True,
        actor=worker,
        at=at,
    )


def day_of(at: datetime) -> date:
    """The day in London of a moment."""
    return at.astimezone(LONDON).date()
