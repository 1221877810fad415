"""Two people move one exhibit at the same moment: one move is written."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest

from tests.cast import make_cast
from tests.made.exhibits import TAKEN, move, register
from tests.made.unused import MadeUnused, make_unused
from tests.support.together import RACES, together
from unhidden.access.actor import Actor
from unhidden.investigations.exhibits.actions import refusals
from unhidden.investigations.models import ExhibitMove

pytestmark = pytest.mark.django_db(transaction=True)


def pass_on(
    made: MadeUnused, hands: tuple[str, str], at: datetime, actor: Actor
) -> int:
    return move(made, ["AB/1"], hands, at, actor=actor)


def test_of_two_moves_at_once_one_is_written_and_the_other_told() -> None:
    made = make_unused(make_cast())
    register(made)
    holder = "DC Ash"

    for turn in range(RACES):
        at = TAKEN + timedelta(minutes=1 + turn)
        answers = together(
            partial(pass_on, made, (holder, f"Store A{turn}"), at, made.leader),
            partial(pass_on, made, (holder, f"Store B{turn}"), at, made.officer),
        )

        refused = [each for each in answers if isinstance(each, Exception)]
        last = ExhibitMove.objects.using("stored").order_by("-turn")[0]
        assert [type(each) for each in refused] == [refusals.NotTheHolder], answers
        assert last.turn == turn + 2
        assert refused[0].args == ("AB/1",)
        holder = last.to_holder
