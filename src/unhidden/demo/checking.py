"""After a week the desk confirms and checks what officers wrote, and gives it on."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid5

from unhidden.access.actor import Actor
from unhidden.demo.region import Region
from unhidden.intelligence import actions, queries
from unhidden.intelligence.reports.rules.checks import LINES

HELD_BACK = "It says where they stood: only a neighbour could see that."
MOST, ALL = 16, 200


def check_and_give(region: Region, *, recipient: str, at: datetime) -> None:
    """The second analyst holds the last item but one back, and gives the last on.

    What was written since waits for somebody.
    """
    analyst = region.actor("second_analyst", at.date())
    rows = check_items(region, at=at, holds_back=True)
    _grade_and_give(region, rows[-1], recipient, analyst, at)


def check_items(
    region: Region, *, at: datetime, most: int = MOST, holds_back: bool = False
) -> list[queries.UncheckedItem]:
    """Grades are confirmed, and the oldest items checked by the second analyst."""
    analyst = region.actor("second_analyst", at.date())
    _confirm(analyst, at)
    found = queries.items_waiting(viewer=analyst, limit=most)
    rows = [row for row in found.rows if not row.is_own]
    for row in rows:
        is_sound = not holds_back or row is not rows[-2]
        item = queries.to_check(
            viewer=analyst, intelligence_id=row.id, number=row.number
        )
        new = actions.NewCheck(
            is_sound=is_sound,
            confirmed=LINES if is_sound else (),
            reason="" if is_sound else HELD_BACK,
        )
        actions.check_item(
            item_id=item.id, seen=item.seen, new=new, actor=analyst, at=at
        )
    return rows


def _confirm(analyst: Actor, at: datetime) -> None:
    """The grades that officers proposed stand, and count in the risk from now on."""
    while rows := queries.grades_proposed(viewer=analyst):
        for row in rows:
            item = queries.to_grade(
                viewer=analyst, intelligence_id=row.id, number=row.number
            )
            actions.confirm_grade(
                item_id=item.id, reason="They saw it themselves.", actor=analyst, at=at
            )


def _grade_and_give(
    region: Region,
    row: queries.UncheckedItem,
    recipient: str,
    analyst: Actor,
    at: datetime,
) -> None:
    item = queries.to_give(viewer=analyst, intelligence_id=row.id, number=row.number)
    stands = item.grade.grade
    version = actions.regrade_item(
        item_id=item.id,
        seen=item.grade.version,
        grade=actions.Grade(
            stands.source, "B", stands.handling, "Consult the desk before acting on it."
        ),
        reason="A second source has said the same since.",
        actor=analyst,
        at=at,
    )
    actions.disseminate_item(
        intelligence_id=row.id,
        number=row.number,
        seen=version,
        new=actions.NewDissemination(
            key=uuid5(item.id, recipient),
            recipient_id=region.organisations[recipient],
            recipient_name="",
            to_person="The duty manager",
            basis="cda_1998_115",
            purpose="They plan a joint visit.",
            is_allowed=True,
            kept_by="The desk agreed on the telephone.",
        ),
        actor=analyst,
        at=at,
    )
