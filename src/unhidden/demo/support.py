"""Survivors' cases: each opened for whoever a visit found, and seen through a way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.demo.asking import ask_what_is_held
from unhidden.demo.needs import begin_support
from unhidden.demo.region import Region
from unhidden.demo.visiting import RecordedVisit
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.people.actions import opening
from unhidden.visits import queries as visits

SUPPORT = (("bawso", "bawso_worker"), ("red_cross", "red_cross_worker"))
REFERENCE = "NRM-EXAMPLE-{:04}"
TOLD = (
    "This account is synthetic. Six of us slept in one room above the shop. There was "
    "no heating. He kept the key and my card."
)


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case, who works on it, whether of a child, and when it was opened."""

    id: UUID
    worker: str
    is_child: bool
    at: datetime
    number: int


#: How each first deadline of a case is met, and with whom.
_HOW = {
    "child_la_referral": ("phone", "childrens_services"),
    "ictg_referral": ("phone", "guardian"),
    "follow_up": ("in_person", "person"),
}


def open_cases(
    region: Region, recorded: Sequence[RecordedVisit], *, first: int = 0
) -> list[OpenedCase]:
    """A case for each person found: BAWSO's and the Red Cross's by turns.

    The first has the number ``first``; whom the data say so, safeguarding's lead keeps.
    """
    cases: list[OpenedCase] = []
    for each in recorded:
        visit = each.planned
        if not visit.people:
            continue
        at = visit.starts_at + timedelta(hours=2)
        lead = region.actor("safeguarding", at.date())
        view = visits.get_visit(viewer=lead, visit_id=each.id)
        for person, found in zip(view.possible_victims, visit.people, strict=True):
            is_child, number = found["age_group"] != "adult", first + len(cases)
            kept = found.get("kept", "")
            cases.append(_open(region, person.id, number, is_child, at, by=kept))
    return cases


def _open(
    region: Region,
    possible_victim_id: UUID,
    number: int,
    is_child: bool,
    at: datetime,
    *,
    by: str,
) -> OpenedCase:
    """Whoever leads safeguarding keeps a case themselves, or offers it to a charity."""
    organisation, worker = SUPPORT[number % len(SUPPORT)]
    if by:
        worker, case_id = by, _keep(region, possible_victim_id, by, at)
    else:
        case_id = _take_on(region, possible_victim_id, organisation, worker, at)
    case = OpenedCase(case_id, worker, is_child, at, number)
    support = region.actor(worker, at.date())
    _tell_of_contact(case_id, support, at + timedelta(hours=2))
    safeguarding.record_identity(
        case_id=case_id,
        identity=safeguarding.SurvivorIdentity(
            name=f"Synthetic Person {number + 1}",
            born="about 2010" if is_child else "about 1990",
            contact="Through the support worker only",
        ),
        actor=support,
        at=at + timedelta(hours=2),
    )
    _consent(case, "support", "yes", support, at + timedelta(hours=3))
    if is_child:
        _refer_child(region, case, at)
    _note(
        region,
        case,
        "Settled in. Saw a doctor. Wants time before deciding anything else.",
        at + timedelta(hours=20),
    )
    if number == 0:
        begin_support(case_id=case_id, support=support, at=at + timedelta(hours=21))
        ask_what_is_held(
            region, case_id=case_id, worker=worker, at=at + timedelta(hours=22)
        )
    if number == 1:
        safeguarding.ask_holdings(
            case_id=case_id,
            organisation_id=region.organisations["police"],
            actor=support,
            at=at + timedelta(hours=22),
        )
    return case


def _refer_child(region: Region, case: OpenedCase, at: datetime) -> None:
    """The council and a guardian are told of a child, and the police are asked."""
    _meet(region, case, "child_la_referral", at + timedelta(hours=4))
    _meet(region, case, "ictg_referral", at + timedelta(hours=22))
    _ask_police(region, case, at + timedelta(hours=5))


def leave_offers(region: Region, *, at: datetime) -> None:
    """Two people who came by another door: one is waited for, one was declined."""
    _offer(region, safeguarding.NewCase("hospital", "adult"), "bawso", at)
    declined = _offer(
        region, safeguarding.NewCase("helpline", "adult"), "red_cross", at
    )
    safeguarding.decline_offer(
        offer_id=declined,
        reason="no_room",
        actor=region.actor("red_cross_manager", at.date()),
        at=at + timedelta(hours=1),
    )


def write_rule(region: Region, *, at: datetime) -> None:
    """A rule of clocks read anew and written down again, as it was: nobody checked it.

    It has no limit, so that nothing runs by it.
    """
    new = safeguarding.NewClockRule(
        code="fr_contact_stale",
        seen=1,
        unit="no",
        count=0,
        from_on=at.date(),
        to_on=None,
        reaches_back=False,
        owner="lead",
        source="toolkit",
        section="2",
        guidance="",
    )
    administrator = region.actor("administrator", at.date())
    safeguarding.write_rule(new=new, actor=administrator, at=at)


def _offer(
    region: Region, new: safeguarding.NewCase, organisation: str, at: datetime
) -> UUID:
    offer = safeguarding.NewOffer(
        new=new,
        to_organisation_id=region.organisations[organisation],
        urgency="three_days",
        council_id="W06000006",
        needs=("shelter", "doctor", "interpreter"),
        language="unknown",
        is_safe_to_contact=False,
        held_by="offerer",
    )
    return safeguarding.offer_person(
        offer=offer, actor=region.actor("safeguarding", at.date()), at=at
    )


def _take_on(
    region: Region,
    possible_victim_id: UUID,
    organisation: str,
    worker: str,
    at: datetime,
) -> UUID:
    """Offered by the safeguarding lead, and accepted by the charity's supervisor."""
    new = safeguarding.NewCase("visit", possible_victim_id=possible_victim_id)
    offer_id = _offer(region, new, organisation, at)
    return safeguarding.accept_offer(
        offer_id=offer_id,
        worker_id=region.people[worker],
        actor=region.actor(f"{organisation}_manager", at.date()),
        at=at,
    )


def _keep(region: Region, possible_victim_id: UUID, worker: str, at: datetime) -> UUID:
    return opening.open_case(
        new=safeguarding.NewCase("visit", possible_victim_id=possible_victim_id),
        lead_worker_id=region.people[worker],
        actor=region.actor(worker, at.date()),
        at=at,
    )


def _tell_of_contact(case_id: UUID, support: Actor, at: datetime) -> None:
    """The language that they speak, and one way that is safe: both invented."""
    safeguarding.record_speaking(
        case_id=case_id,
        new=safeguarding.NewSpeaking("vi", ("short",), "woman", True, True),
        seen=0,
        actor=support,
        at=at,
    )
    way = safeguarding.NewSafeContact(
        route="text",
        days=tuple(range(5)),
        opens=time(18),
        closes=time(20),
        address="07700 900000 (invented)",
        to_say="It is Ann",
        never="police",
        told_on=at.date(),
    )
    safeguarding.record_safe_contact(case_id=case_id, new=way, actor=support, at=at)


def _ask_police(region: Region, case: OpenedCase, at: datetime) -> None:
    """A First Responder that is at hand is asked to refer the child."""
    safeguarding.ask_responder(
        case_id=case.id,
        responder_id=region.organisations["police"],
        day=at.date(),
        actor=region.actor(case.worker, at.date()),
        at=at,
    )


def see_through(
    region: Region, case: OpenedCase, *, is_decided: bool = True, refuses: bool = False
) -> None:
    """Seen again in time, and asked about the NRM: referred by who may refer.

    With ``is_decided`` the Home Office has answered. Whoever ``refuses``, or whose
    worker may not refer, stays unreferred: a charity has no Duty to Notify.
    """
    _meet(region, case, "follow_up", case.at + timedelta(days=2))
    at = case.at + timedelta(days=4)
    is_referred = not refuses and case.worker == "bawso_worker"
    if not case.is_child:
        actor = region.actor(case.worker, at.date())
        _consent(case, "nrm", "yes" if is_referred else "no", actor, at)
    if is_referred:
        safeguarding.record_referral(
            case_id=case.id,
            is_dtn=False,
            reference=REFERENCE.format(case.number + 1),
            actor=region.actor(case.worker, at.date()),
            at=at + timedelta(hours=1),
        )
        if is_decided:
            _decide(region, case, at + timedelta(days=6))


def ask_again(region: Region, case: OpenedCase) -> None:
    """An adult who was seen in time, and has not decided yet."""
    _meet(region, case, "follow_up", case.at + timedelta(days=2))
    at = case.at + timedelta(days=4)
    _consent(case, "nrm", "not_yet", region.actor(case.worker, at.date()), at)
    _hear(region, case, at + timedelta(hours=1))


def _hear(region: Region, case: OpenedCase, at: datetime) -> None:
    """They tell something in their own time, and the form is begun with it."""
    actor = region.actor(case.worker, at.date())
    new = safeguarding.NewAccount(
        text=TOLD,
        told_on=at.date(),
        how="interpreted",
        language="Synthetic language",
        interpreter="Synthetic interpreter 7",
        is_read_aloud=True,
    )
    told = safeguarding.keep_account(case_id=case.id, new=new, actor=actor, at=at)
    safeguarding.mark_sentences(
        case_id=case.id,
        told_id=told,
        places={1, 2},
        question="living-conditions",
        actor=actor,
        at=at,
    )
    safeguarding.begin_form(case_id=case.id, actor=actor, at=at)


def _consent(
    case: OpenedCase, kind: str, answer: str, actor: Actor, at: datetime
) -> None:
    new = safeguarding.NewConsent(kind, answer, "en")
    safeguarding.record_consent(case_id=case.id, new=new, actor=actor, at=at)


def _meet(region: Region, case: OpenedCase, code: str, at: datetime) -> None:
    route, party = _HOW[code]
    safeguarding.meet_deadline(
        case_id=case.id,
        code=code,
        evidence=safeguarding.ClockEvidence(at.date(), route, party),
        actor=region.actor(case.worker, at.date()),
        at=at,
    )


def _decide(region: Region, case: OpenedCase, at: datetime) -> None:
    """The Home Office finds reasonable grounds; the recovery period begins."""
    safeguarding.record_state(
        case_id=case.id,
        from_state="submitted",
        to_state="rg_positive",
        event=safeguarding.StateEvent(at.date(), at.date(), decided_by="earlier"),
        actor=region.actor(case.worker, at.date()),
        at=at,
    )


def _note(region: Region, case: OpenedCase, text: str, at: datetime) -> None:
    actor = region.actor(case.worker, at.date())
    safeguarding.add_note(case_id=case.id, text=text, actor=actor, at=at)


def _waits_for_an_answer(region: Region, case: OpenedCase) -> None:
    see_through(region, case, is_decided=False)


#: What becomes of those found four weeks ago, in the order in which they were found.
COURSES = (_waits_for_an_answer, ask_again, see_through, see_through)
