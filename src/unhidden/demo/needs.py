"""What somebody needs and plans, in words that are invented, as support begins."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.demo.region import Region
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.support.actions import providers as actions
from unhidden.safeguarding.support.queries import providers as queries

_LETTER = b"Synthetic letter: an appointment with the practice nurse, as agreed.\n"


def begin_support(*, case_id: UUID, support: Actor, at: datetime) -> None:
    """A need, a plan, a risk, a meeting and a letter; nobody said any of it."""
    day = at.date()
    _ask_for_doctor(case_id, support, at)
    safeguarding.write_plan(
        case_id=case_id,
        new=safeguarding.NewPlanText(
            part="goals",
            source="own",
            told_on=day,
            review_on=day + timedelta(days=28),
            read_to=0,
            text="A door that I can lock, and work that is mine.",
        ),
        actor=support,
        at=at,
    )
    safeguarding.judge_risk(
        case_id=case_id,
        new=safeguarding.NewRiskJudgement(
            "controller", "medium", day + timedelta(days=14), 0, "Knows this town."
        ),
        actor=support,
        at=at,
    )
    _meet_and_keep(case_id, support, at)


def ask_for_rooms(region: Region, *, day: date) -> None:
    """BAWSO's worker asks each service of their directory how much room it has now."""
    worker = region.actor("bawso_worker", day)
    for each in queries.list_providers(viewer=worker):
        actions.declare_provider_room(
            provider_id=each.id,
            room="enough",
            weeks=None,
            actor=worker,
            at=datetime.combine(day, time(11), LONDON),
        )


def _meet_and_keep(case_id: UUID, support: Actor, at: datetime) -> None:
    """A meeting that was, one to come, and a letter."""
    for days, result in ((0, "kept"), (2, "")):
        starts_at = at + timedelta(days=days)
        new = safeguarding.NewContact(
            "us", "meeting", starts_at, 45, result, "At ours.", despite="agreed"
        )
        safeguarding.note_contact(case_id=case_id, new=new, actor=support, at=at)
    safeguarding.add_file(
        case_id=case_id,
        new=safeguarding.NewCaseFile("letter", "letter.txt", BytesIO(_LETTER)),
        actor=support,
        at=at,
    )


def _ask_for_doctor(case_id: UUID, support: Actor, at: datetime) -> None:
    """A need, and a service that was asked to help with it."""
    day = at.date()
    need_id = safeguarding.note_need(
        case_id=case_id,
        new=safeguarding.NewNeed(
            "gp", day + timedelta(days=7), "I would like to see a doctor."
        ),
        actor=support,
        at=at,
    )
    provider_id = safeguarding.add_provider(
        new=safeguarding.NewProvider(
            words=safeguarding.ProviderWords("Synthetic practice", "By its front desk"),
            serves=("gp", "health"),
            council="",
            room="few",
            weeks=None,
        ),
        actor=support,
        at=at,
    )
    safeguarding.ask_service(
        case_id=case_id,
        need_id=need_id,
        provider_id=provider_id,
        asked_on=day,
        actor=support,
        at=at,
    )
