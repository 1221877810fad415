"""The four people found in 2016, as the years went by: each case goes on its own way.

Whatever is open of them today is dated from the day of the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from unhidden.demo.region import Region
from unhidden.demo.support import OpenedCase
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding import queries as cases_of
from unhidden.safeguarding.course import actions, queries
from unhidden.safeguarding.course.actions import NewCourseTurn
from unhidden.safeguarding.overview.queries import CaseView
from unhidden.safeguarding.support.actions import needs
from unhidden.safeguarding.transfers.actions import moving as transfers
from unhidden.safeguarding.transfers.actions.moving import NewTransfer

Life = Callable[[Region, OpenedCase, date], None]

#: How each deadline that is still open is met, and with whom.
_HOW = {
    "child_la_referral": ("phone", "childrens_services"),
    "ictg_referral": ("phone", "guardian"),
    "follow_up": ("in_person", "person"),
    "tsa_no_contact": ("phone", "support_provider"),
}
_OTHERWISE = ("letter", "competent_authority")


def live_on(region: Region, cases: Sequence[OpenedCase], *, today: date) -> None:
    """Each of the four, in the order in which they were found."""
    for case, lives in zip(cases, LIVES, strict=True):
        lives(region, case, today)


def _comes_back(region: Region, case: OpenedCase, today: date) -> None:
    """A victim, as was found; settled, closed, and back by the same door fourteen
    months later."""
    _is_found_a_victim(region, case, date(2018, 2, 16))
    _ask_for(region, case, "housing", _DOOR, date(2018, 3, 2))
    _hear(region, case, "exit", date(2018, 6, 22))
    _close(region, case, date(2018, 6, 29), "settled", _HOME)
    back = date(2019, 8, 30)
    _turn(region, case, "reopened", back, code="came_back", words=_BACK)
    _meet_all(region, case, back + timedelta(days=2))
    _note(region, case, _AGAIN, date(2020, 2, 14))
    _hear(region, case, "reach_in", date(2021, 1, 15))
    _ask_for(region, case, "education", _COURSE, date(2021, 1, 15))
    _hear(region, case, "exit", date(2022, 5, 20))
    _close(region, case, date(2022, 5, 27), "settled", _HOME)


def _is_lost_and_found(region: Region, case: OpenedCase, today: date) -> None:
    """Contact was lost for two months; later the person went home, and wrote."""
    ways = ("called", "visited", "safe_person")
    _turn(region, case, "lost_contact", date(2017, 9, 4), tried=ways)
    _turn(region, case, "found_again", date(2017, 11, 13), words=_FOUND)
    _turn(region, case, "left_uk", date(2019, 4, 5), words=_HOME_AGAIN)
    _close(region, case, date(2019, 5, 31), "left_uk")


def _rests(region: Region, case: OpenedCase, today: date) -> None:
    """A victim, as was found, and on their own feet. Needs nothing now: somebody looks
    at the case again in some months."""
    _is_found_a_victim(region, case, date(2017, 11, 10))
    _ask_for(region, case, "immigration", _STAY, date(2017, 11, 17))
    _hear(region, case, "exit", date(2018, 1, 12))
    _note(region, case, _WORKS, date(2018, 4, 20))
    _hear(region, case, "reach_in", date(2021, 3, 1))
    _note(region, case, _ANEW, date(2023, 9, 8))
    since, until = today - timedelta(days=60), today + timedelta(days=290)
    _meet_all(region, case, since - timedelta(days=2))
    _note(region, case, _WELL, since - timedelta(days=2))
    _turn(region, case, "rested", since, wakes_on=until, words=_WELL)


def _moves(region: Region, case: OpenedCase, today: date) -> None:
    """Moves nearer to a sister, to another organisation; wants no more in the end."""
    day = date(2017, 5, 12)
    transfer_id = offer_to_bawso(region, case, day=day)
    transfers.accept_transfer(
        transfer_id=transfer_id,
        worker_id=region.people["bawso_worker"],
        actor=region.actor("bawso_manager", day),
        at=_noon(day) + timedelta(hours=2),
    )
    transfers.hand_case_over(
        transfer_id=transfer_id,
        actor=region.actor(case.worker, day),
        at=_noon(day) + timedelta(hours=3),
    )
    there = OpenedCase(case.id, "bawso_worker", case.is_child, case.at, case.number)
    _close(region, there, date(2017, 12, 15), "declined")


def offer_to_bawso(region: Region, case: OpenedCase, *, day: date) -> UUID:
    """Their worker asks them, and offers their case; gives the transfer's id."""
    actor, bawso = region.actor(case.worker, day), region.organisations["bawso"]
    safeguarding.record_consent(
        case_id=case.id,
        new=safeguarding.NewConsent(
            "share", "yes", "en", receiver_id=bawso, categories=_PASSED
        ),
        actor=actor,
        at=_noon(day),
    )
    return transfers.offer_transfer(
        case_id=case.id,
        new=NewTransfer(
            to_organisation_id=bawso,
            items=("identity", "contact", "notes", "risks"),
            urgency="three_days",
            council_id="W06000006",
            needs=("family",),
            language="vi",
            words=_AGREED,
        ),
        actor=actor,
        at=_noon(day) + timedelta(hours=1),
    )


def _is_found_a_victim(region: Region, case: OpenedCase, day: date) -> None:
    """The recovery of 45 days goes by, and the Home Office finds conclusive grounds."""
    view = _look(region, case, day)
    begun = max(each.at for each in view.changes).date()
    _hear(region, case, "recovery", begun)
    _hear(region, case, "cg_pending", begun + _RECOVERY)
    _hear(region, case, "cg_positive", day, decided_by="earlier", words=_FOUND_SO)


def _hear(
    region: Region,
    case: OpenedCase,
    to_state: str,
    day: date,
    *,
    decided_by: str = "",
    words: str = "",
) -> None:
    """Record what came of the referral on a day."""
    safeguarding.record_state(
        case_id=case.id,
        from_state=_look(region, case, day).card.state,
        to_state=to_state,
        event=safeguarding.StateEvent(
            day, day if decided_by else None, decided_by=decided_by, words=words
        ),
        actor=region.actor(case.worker, day),
        at=_noon(day),
    )


def _ask_for(
    region: Region, case: OpenedCase, code: str, words: str, day: date
) -> None:
    """What they need now, and that it was met two months later."""
    need_id = safeguarding.note_need(
        case_id=case.id,
        new=safeguarding.NewNeed(code, day + timedelta(days=60), words),
        actor=region.actor(case.worker, day),
        at=_noon(day),
    )
    met = day + timedelta(days=56)
    needs.change_need(
        case_id=case.id,
        need_id=need_id,
        kind="met",
        day=met,
        actor=region.actor(case.worker, met),
        at=_noon(met),
    )


def _look(region: Region, case: OpenedCase, day: date) -> CaseView:
    actor = region.actor(case.worker, day)
    return cases_of.get_case(viewer=actor, case_id=case.id, at=_noon(day))


def _close(
    region: Region, case: OpenedCase, day: date, code: str, words: str = ""
) -> None:
    """Whatever is open is met first, as the rule asks."""
    _meet_all(region, case, day)
    _turn(region, case, "closed", day, code=code, words=words)


def _turn(
    region: Region,
    case: OpenedCase,
    kind: str,
    day: date,
    *,
    code: str = "",
    words: str = "",
    tried: tuple[str, ...] = (),
    wakes_on: date | None = None,
) -> UUID:
    actor = region.actor(case.worker, day)
    view = queries.get_course(viewer=actor, case_id=case.id, today=day)
    return actions.record_turn(
        case_id=case.id,
        new=NewCourseTurn(kind, day, code, tried, wakes_on, words),
        number=view.number,
        actor=actor,
        at=_noon(day),
    )


def _meet_all(region: Region, case: OpenedCase, day: date) -> None:
    """Each deadline of the case that runs on the day."""
    actor = region.actor(case.worker, day)
    view = _look(region, case, day)
    runs = {each.code for each in view.deadlines if not (each.met_at or each.ended_at)}
    for code in sorted(runs):
        route, party = _HOW.get(code, _OTHERWISE)
        safeguarding.meet_deadline(
            case_id=case.id,
            code=code,
            evidence=safeguarding.ClockEvidence(day, route, party),
            actor=actor,
            at=_noon(day),
        )


def _note(region: Region, case: OpenedCase, text: str, day: date) -> None:
    actor = region.actor(case.worker, day)
    safeguarding.add_note(case_id=case.id, text=text, actor=actor, at=_noon(day))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), LONDON)


LIVES: tuple[Life, ...] = (_comes_back, _is_lost_and_found, _rests, _moves)
_PASSED = ("identity", "contact", "narrative")
_AGREED = "Wants to live near a sister, and not to tell it all again (synthetic)."
_HOME = "A home and work of their own. Knows the way back to us (synthetic)."
_BACK = "Came to the door. Somebody from then has been seen in town (synthetic)."
_AGAIN = "Moved, and sleeps again. Wants to finish the course (synthetic)."
_FOUND = "Rang from a cousin’s telephone: it is safe to write there (synthetic)."
_HOME_AGAIN = "Went home with help, and wrote that all is well (synthetic)."
_WELL = "All is well. Will ring when there is something to read (synthetic)."
#: As long as a recovery period lasted until 2022.
_RECOVERY = timedelta(days=45)
_FOUND_SO = "It is accepted that they are a victim of modern slavery (synthetic)."
_DOOR = "A flat with a door that I can lock (synthetic)."
_COURSE = "To finish the course, and a bus pass to get there (synthetic)."
_STAY = "Somebody who knows the law, about staying here (synthetic)."
_WORKS = "Works in a kitchen, paid each Friday. Sleeps well (synthetic)."
_ANEW = "Came to the door with a letter to read. Nothing else to do (synthetic)."
