"""The room of the car wash: lines both ways, actions in every queue, what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from unhidden.access.records import new_id
from unhidden.demo.inquiring import LivedInquiry
from unhidden.investigations.room.actions import (
    interviews,
    lines,
    papers,
    queues,
    statements,
)


def enquire_in_room(
    inquiry: LivedInquiry, rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> None:
    """Each kind of row in the order in which the others refer to it."""
    for row in rows["lines"]:
        _raise_line(inquiry, row)
    for row in rows["actions"]:
        _raise_action(inquiry, row)
    for row in rows["papers"]:
        _register_paper(inquiry, row)
    for row in rows["statements"]:
        _take_statement(inquiry, row)
    for row in rows["interviews"]:
        _interview(inquiry, row)


def _raise_line(inquiry: LivedInquiry, row: Mapping[str, Any]) -> None:
    new = lines.NewLine(new_id(), row["question"], row["direction"], row["why"])
    number = lines.raise_line(new=new, **inquiry.told_by(row["by"], row["when"]))
    for seen, step in enumerate(row["steps"]):
        lines.move_line(
            number=number,
            new=lines.NewLineStep(step["state"], step.get("reason", ""), seen),
            **inquiry.told_by(row["by"], step["when"]),
        )


def _raise_action(inquiry: LivedInquiry, row: Mapping[str, Any]) -> None:
    new = queues.NewRoomAction(
        new_id(),
        row["text"],
        row["priority"],
        due_on=None if row["due"] is None else inquiry.day_after(row["due"]),
        line=row["line"],
    )
    number = queues.raise_action(new=new, **inquiry.told_by(row["by"], row["when"]))
    for seen, step in enumerate(row["steps"], start=1):
        to = step.get("to")
        queues.move_action(
            number=number,
            new=queues.NewActionStep(
                step["queue"],
                seen,
                words=step.get("words", ""),
                allocated_to=inquiry.region.people[to] if to else None,
                is_nil=step.get("is_nil", False),
            ),
            **inquiry.told_by(step["by"], step["when"]),
        )


def _register_paper(inquiry: LivedInquiry, row: Mapping[str, Any]) -> None:
    told = inquiry.told_by(row["by"], row["when"])
    new = papers.NewPaper(
        new_id(),
        row["kind"],
        row["title"],
        row["from"],
        told["at"].date(),
        text=row["text"],
        action=row.get("action"),
    )
    kind, number = papers.register_paper(new=new, **told)
    inquiry.papers.append(f"{kind}{number}")
    for stage in row["reads"]:
        papers.move_paper(kind=kind, number=number, stage=stage, **told)


def _take_statement(inquiry: LivedInquiry, row: Mapping[str, Any]) -> None:
    told = inquiry.told_by(row["by"], row["when"])
    interpreter = row.get("interpreter")
    new = statements.NewStatement(
        new_id(),
        inquiry.people[row["maker"]].number,
        row["title"],
        row["text"],
        row["language"],
        told["at"],
        row["pages"],
        has_declaration=True,
        interpreter=inquiry.people[interpreter].number if interpreter else None,
        signed_at=told["at"],
    )
    number = statements.take_statement(new=new, **told)
    statements.write_back(number=number, words=row["back"], **told)
    papers.move_paper(kind="S", number=number, stage="read", **told)
    if "translation" in row:
        _translate(inquiry, row["by"], number, row["translation"])


def _translate(
    inquiry: LivedInquiry, by: str, number: int, row: Mapping[str, Any]
) -> None:
    told = inquiry.told_by(by, row["when"])
    new = statements.NewTranslation(
        new_id(),
        inquiry.people[row["translator"]].number,
        row["language"],
        row["text"],
        row["pages"],
        row["words"],
        signed_at=told["at"],
    )
    statements.translate_statement(number=number, new=new, **told)


def _interview(inquiry: LivedInquiry, row: Mapping[str, Any]) -> None:
    new = interviews.NewInterview(
        new_id(),
        inquiry.people[row["person"]].number,
        row["kind"],
        row["language"],
        tuple(row["present"]),
        row["plan"],
    )
    number = interviews.plan_interview(
        new=new, **inquiry.told_by(row["by"], row["when"])
    )
    for seen, step in enumerate(row["steps"]):
        interviews.move_interview(
            number=number,
            new=interviews.NewInterviewStep(
                step["stage"],
                seen,
                words=step.get("words", ""),
                paper=step.get("paper", ""),
            ),
            **inquiry.told_by(row["by"], step["when"]),
        )
