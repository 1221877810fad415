"""An incident room with a line, actions, documents, statements and an interview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from tests.cast import NOON, Cast
from tests.made.unused import LEADER, OFFICER, MadeUnused, make_unused
from unhidden.investigations.people.actions.adding import add_person
from unhidden.investigations.people.actions.roles import give_role
from unhidden.investigations.room.actions.interviews import (
    NewInterview,
    plan_interview,
)
from unhidden.investigations.room.actions.lines import NewLine, raise_line
from unhidden.investigations.room.actions.papers import NewPaper, register_paper
from unhidden.investigations.room.actions.queues import NewRoomAction, raise_action
from unhidden.investigations.room.actions.statements import (
    NewStatement,
    NewTranslation,
    take_statement,
    translate_statement,
)

SUSPECT, WITNESS, EXPERT = 1, 2, 3
SAID = "He kept our passports in the office and paid us nothing for March."


@dataclass(frozen=True, slots=True)
class MadeRoom:
    """A room whose people are a suspect, a witness and an expert, in this order."""

    made: MadeUnused

    def raise_line(self, **changed: Any) -> int:
        """A line away from the suspect."""
        new = NewLine(
            **{
                "entry": uuid4(),
                "question": "Who else had the key to the office?",
                "direction": "away",
                "why": "The defence says that others kept it.",
                **changed,
            }
        )
        return raise_line(new=new, **self.made.by(self.made.leader))

    def raise_action(self, **changed: Any) -> int:
        """An action that waits for allocation."""
        new = NewRoomAction(
            **{
                "entry": uuid4(),
                "text": "Find who held the key in March",
                "priority": "high",
                **changed,
            }
        )
        return raise_action(new=new, **self.made.by(self.made.leader))

    def register(self, **changed: Any) -> tuple[str, int]:
        """A document."""
        new = NewPaper(
            **{
                "entry": uuid4(),
                "kind": "D",
                "title": "Rota of the car wash",
                "came_from": "The premises",
                "received_on": date(2026, 1, 5),
                "text": "Monday: two; Tuesday: three.",
                **changed,
            }
        )
        return register_paper(new=new, **self.made.by(self.made.leader))

    def take(self, **changed: Any) -> int:
        """A statement of the witness."""
        new = NewStatement(
            **{
                "entry": uuid4(),
                "maker": WITNESS,
                "title": "Statement of person 2",
                "text": SAID,
                "language": "ro",
                "taken_at": NOON - timedelta(hours=1),
                "pages": 2,
                "has_declaration": True,
                **changed,
            }
        )
        return take_statement(new=new, **self.made.by(self.made.leader))

    def translate(self, number: int, **changed: Any) -> tuple[int, int]:
        """The expert's translation, with their own statement."""
        new = NewTranslation(
            **{
                "entry": uuid4(),
                "translator": EXPERT,
                "language": "en",
                "text": "He kept our papers.",
                "pages": 2,
                "translators_words": "I know both languages.",
                **changed,
            }
        )
        told = self.made.by(self.made.leader)
        return translate_statement(number=number, new=new, **told)

    def plan(self, **changed: Any) -> int:
        """An interview of the suspect under caution."""
        new = NewInterview(
            **{
                "entry": uuid4(),
                "person": SUSPECT,
                "kind": "caution",
                "language": "en",
                "present": ["solicitor"],
                "plan": "The key, the wages, the passports.",
                **changed,
            }
        )
        return plan_interview(new=new, **self.made.by(self.made.leader))


def make_room(cast: Cast) -> MadeRoom:
    """An investigation with nothing in its room yet."""
    made = make_unused(cast)
    told = made.by(made.leader)
    for role in ("witness", "expert"):
        give_role(person_id=add_person(**told), role=role, **told)
    return MadeRoom(made)


__all__ = ["LEADER", "OFFICER", "MadeRoom", "make_room"]
