"""Somebody's support: needs, plans, risks, contacts, services and files."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import UUID

from tests.cast import NOON, TODAY, Cast
from unhidden.safeguarding.support.actions import contacts, files, needs, plans
from unhidden.safeguarding.support.actions import providers as service_actions

WORDS = "I would like to see a doctor who is a woman."


def make_need(
    cast: Cast,
    case_id: UUID,
    *,
    code: str = "gp",
    wanted_on: date | None = TODAY + timedelta(days=3),
    words: str = WORDS,
    part: str = "support_worker",
    at: datetime = NOON,
) -> UUID:
    """A need in the person's own words."""
    return needs.note_need(
        case_id=case_id,
        new=needs.NewNeed(code, wanted_on, words),
        actor=cast.actor(part),
        at=at,
    )


def write_plan(
    cast: Cast,
    case_id: UUID,
    text: str,
    *,
    read_to: int = 0,
    plan_part: str = "goals",
    review_on: date | None = None,
    part: str = "support_worker",
    at: datetime = NOON,
) -> bool:
    """A text of a part of the plan; gives whether it stands alone."""
    new = plans.NewPlanText(plan_part, "own", TODAY, review_on, read_to, text)
    return plans.write_plan(case_id=case_id, new=new, actor=cast.actor(part), at=at)


def judge_risk(
    cast: Cast,
    case_id: UUID,
    level: str = "high",
    *,
    kind: str = "controller",
    review_on: date | None = TODAY + timedelta(days=7),
    seen: int = 0,
    words: str = "",
    part: str = "support_worker",
) -> None:
    """How a risk is judged."""
    new = plans.NewRiskJudgement(kind, level, review_on, seen, words)
    plans.judge_risk(case_id=case_id, new=new, actor=cast.actor(part), at=NOON)


def make_contact(
    cast: Cast,
    case_id: UUID,
    starts_at: datetime,
    *,
    result: str = "",
    words: str = "",
    kind: str = "us",
    at: datetime = NOON,
) -> UUID:
    """An appointment, or a contact that was."""
    new = contacts.NewContact(
        kind, "meeting", starts_at, 60, result, words, despite="agreed"
    )
    return contacts.note_contact(
        case_id=case_id, new=new, actor=cast.actor("support_worker"), at=at
    )


def make_provider(
    cast: Cast,
    *,
    name: str = "A practice in Wrexham",
    serves: tuple[str, ...] = ("gp",),
    room: str = "few",
    part: str = "support_worker",
) -> UUID:
    """A service in the directory of the worker's organisation."""
    return service_actions.add_provider(
        new=service_actions.NewProvider(
            service_actions.ProviderWords(name, "01978 496 0000"),
            serves,
            "",
            room,
            None,
        ),
        actor=cast.actor(part),
        at=NOON,
    )


def make_case_file(
    cast: Cast, case_id: UUID, content: bytes, *, name: str = "letter.txt"
) -> UUID:
    """A file of a case, cleaned as every file is."""
    return files.add_file(
        case_id=case_id,
        new=files.NewCaseFile("letter", name, BytesIO(content)),
        actor=cast.actor("support_worker"),
        at=NOON,
    )
