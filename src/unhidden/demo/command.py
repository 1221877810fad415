"""The command of the week that runs now: posts, texts, risks, calendar, decisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from unhidden.access.records import new_id
from unhidden.decision_log import actions as log
from unhidden.demo.region import Region
from unhidden.lib.working_days import LONDON
from unhidden.operations.command import actions, queries

_TEXTS = (
    "title",
    "values",
    "information",
    "threat_and_risk",
    "powers_and_policy",
    "options",
    "action_and_review",
)

Entering: TypeAlias = Callable[..., None]


def prepare_command(
    region: Region,
    data: dict[str, Any],
    operation_id: UUID,
    *,
    today: date,
    at: datetime,
) -> dict[str, UUID]:
    """Give the posts, write the texts and the register, and tick what was done by then.

    Gives the ids of the posts by the keys of the data.
    """
    planner = region.actor("planner", at.date())
    # Before there is a Silver, whose the register then is.
    for row in data["risks"]:
        words = actions.RiskWords(**row, review_on=today + timedelta(days=1))
        actions.add_risk(operation_id=operation_id, words=words, actor=planner, at=at)
    posts = {
        row["key"]: actions.appoint_holder(
            operation_id=operation_id,
            new=actions.NewPost(
                post=row["post"],
                strand=row.get("strand", ""),
                person_id=region.people[row["person"]],
                from_at=at,
                to_at=_moment(today, 2, 22),
            ),
            actor=planner,
            at=at,
        )
        for row in data["posts"]
    }
    for kind, text in data["texts"].items():
        actions.write_text(
            operation_id=operation_id,
            kind=kind,
            version=0,
            text_en=text["en"],
            text_cy=text["cy"],
            actor=planner,
            at=at,
        )
    _tick_lines(region, data, operation_id, today=today)
    return posts


def run_command(
    region: Region,
    data: dict[str, Any],
    operation_id: UUID,
    posts: dict[str, UUID],
    *,
    today: date,
) -> None:
    """What was decided until last night, and Silver handed over in between."""
    ids: dict[int, UUID] = {}
    entries: list[tuple[dict[str, Any], Entering]] = [
        (row, _write) for row in data["decisions"]
    ]
    entries += [(row, _add) for row in data["addenda"]]
    hand_over_at = _moment(today, -1, 20)
    is_handed_over = False
    for row, write in sorted(
        entries, key=lambda entry: (entry[0]["days"], entry[0]["hour"])
    ):
        at = _moment(today, row["days"], row["hour"])
        if at > hand_over_at and not is_handed_over:
            _hand_over(region, posts["silver"], data["takes_over_silver"], hand_over_at)
            is_handed_over = True
        write(region, row, operation_id, ids, today=today, at=at)


def _hand_over(region: Region, post_id: UUID, part: str, at: datetime) -> None:
    """Silver offers the post, and somebody takes it."""
    actions.offer_post(
        post_id=post_id,
        person_id=region.people[part],
        actor=region.actor("silver", at.date()),
        at=at,
    )
    actions.take_post(post_id=post_id, actor=region.actor(part, at.date()), at=at)


def _write(
    region: Region,
    row: dict[str, Any],
    operation_id: UUID,
    ids: dict[int, UUID],
    *,
    today: date,
    at: datetime,
) -> None:
    new = log.NewDecision(
        id=new_id(),
        decided_at=at - timedelta(minutes=20),
        review_at=_moment(today, row["review_days"], row["review_hour"]),
        rejected=tuple((option, reason) for option, reason in row["rejected"]),
        **{name: row[name] for name in _TEXTS},
    )
    number = log.write_decision(
        domain="operation",
        subject_id=operation_id,
        new=new,
        actor=region.actor(row["author"], at.date()),
        at=at,
    )
    ids[number] = new.id


def _add(
    region: Region,
    row: dict[str, Any],
    _operation_id: UUID,
    ids: dict[int, UUID],
    *,
    today: date,
    at: datetime,
) -> None:
    log.write_addendum(
        id=new_id(),
        domain="operation",
        decision_id=ids[row["decision"]],
        kind=row["kind"],
        text=row["text"],
        review_at=None,
        actor=region.actor(row["author"], at.date()),
        at=at,
    )


def _tick_lines(
    region: Region, data: dict[str, Any], operation_id: UUID, *, today: date
) -> None:
    """What was due by yesterday is done on its day, but for a few lines."""
    planner = region.actor("planner", today)
    at = _moment(today, 0, 5)
    for line in queries.list_calendar(viewer=planner, operation_id=operation_id, at=at):
        if line.due_on >= today or line.key in data["left_open"]:
            continue
        note = data["not_needed"].get(line.key, "")
        done_at = _moment(line.due_on, 0, 16)
        actions.set_line(
            operation_id=operation_id,
            key=line.key,
            state="not_needed" if note else "done",
            note=note,
            actor=region.actor("planner", done_at.date()),
            at=done_at,
        )
    actions.add_line(
        operation_id=operation_id,
        **data["own_line"],
        due_on=today - timedelta(days=1),
        actor=planner,
        at=at,
    )


def _moment(today: date, days: int, hour: int) -> datetime:
    return datetime.combine(today + timedelta(days=days), time(hour), LONDON)
