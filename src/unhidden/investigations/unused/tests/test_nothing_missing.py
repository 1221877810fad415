"""Everything created, received, shown or refused is scheduled, and nothing let slip.

The generator keeps its own list before it acts; the checker reads the signed lines by
SQL, and knows nothing of how they came about.
"""

from __future__ import annotations

import random
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections

from tests.cast import NOON, Cast
from tests.made.unused import MadeUnused, make_unused
from tests.made.visits import make_find
from unhidden.access.context import acting_as
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    hold_open_investigation,
)
from unhidden.investigations.models import MaterialKind
from unhidden.investigations.unused.actions import answering, signing
from unhidden.investigations.unused.actions.describing import (
    NewDescription,
    NewSensitive,
    describe_items,
    mark_sensitive,
)
from unhidden.investigations.unused.actions.showing import open_source
from unhidden.investigations.unused.rules import axes, lint

pytestmark = pytest.mark.django_db
_SECRET = "Vera Llewelyn in flat nine saw the grey van at dawn"
_KINDS = [kind for kind in MaterialKind.values if kind not in ("visit", "audit")]
# What every item came to: evidence, not relevant, or the line that lists it.
_CAME_TO = """
select m.kind, m.source_id, d.axis, d.value, d.code
  from investigations_material m
  left join lateral (
       select distinct on (x.axis) x.axis, x.value, x.code
         from investigations_materialdecision x
        where x.material_id = m.id
          and x.axis in ('relevance', 'use', 'revelation')
        order by x.axis, x.turn desc) d on true
 where m.investigation_id = %s
"""
_LINES = """
select s.kind || ' ' || l.line from investigations_scheduleline l
  join investigations_schedule s on s.id = l.schedule_id
 where s.investigation_id = %s
"""
_OPEN_WORDS = """
select l.words from investigations_scheduleline l
  join investigations_schedule s on s.id = l.schedule_id
 where s.investigation_id = %s
"""


def ask(statement: str, investigation_id: UUID) -> list[tuple[Any, ...]]:
    """What lies in the database, whoever may read it."""
    with connections["stored"].cursor() as cursor:
        cursor.execute(statement, [investigation_id])
        return list(cursor.fetchall())


def generate(
    made: MadeUnused, cast: Cast, dice: random.Random
) -> set[tuple[str, UUID]]:
    """Create, receive and open things; gives the generator's own list of them."""
    own: set[tuple[str, UUID]] = set()
    visits = [make_find(cast)]
    for _ in range(40):
        if dice.random() < 0.2:
            source_id = dice.choice(visits)
            own.add(("visit", source_id))
            open_source(kind="visit", source_id=source_id, **made.by(made.leader))
            continue
        known = [key for key in own if key[0] != "visit"]
        again = dice.random() < 0.2 and known
        kind, source_id = (
            dice.choice(known) if again else (dice.choice(_KINDS), uuid4())
        )
        own.add((kind, source_id))
        with acting_as(made.leader):
            head = hold_open_investigation(made.id, made.leader)
            new = NewMaterial(kind, source_id)
            enter_material(head, new, actor=made.leader, at=NOON)
    return own


def assess_all(made: MadeUnused, count: int, dice: random.Random) -> None:
    """Decide everything of every item, one way or another."""
    numbers = list(range(1, count + 1))
    aside, used = dice.sample(numbers, 4), dice.sample(numbers, 8)
    relevant = [n for n in numbers if n not in aside]
    unused = [n for n in relevant if n not in used]
    made.decide(aside, "relevance", "not_relevant", reason="Another car wash.")
    made.decide(relevant, "relevance", "relevant")
    made.decide([n for n in relevant if n in used], "use", "evidence")
    made.decide(unused, "use", "unused")
    hidden, shown = unused[:3], unused[3:]
    for number in hidden:
        new = NewSensitive("informant_identity", f"It names who: {_SECRET}", _SECRET)
        mark_sensitive(number=number, new=new, **made.by(made.officer))
    made.decide(shown, "sensitivity", "none_sensitive")
    made.decide(hidden, "test", "may_meet")
    made.decide(shown, "test", "not_met", reason="Nothing of the wages.")
    told = made.by(made.officer)
    block = NewDescription("Papers of the company, by month", is_block=True)
    describe_items(numbers=shown[5:], new=block, **told)
    for number in shown[:5]:
        alone = NewDescription(f"Paper number {number} of the accountant’s folder")
        describe_items(numbers=[number], new=alone, **told)
    for category in axes.list_categories():
        answering.answer_presumed(
            category=category, answer="none_exists", reason="", **told
        )


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_missing_from_what_was_signed_and_nothing_is_let_slip(
    cast: Cast, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311  # made data, no secret
    made = make_unused(cast)
    began_with = {(kind, source) for kind, source, *_ in ask(_CAME_TO, made.id)}
    own = generate(made, cast, dice) | began_with
    assess_all(made, len(own), dice)

    signing.sign_schedules(new=signing.NewSignature(), **made.by(made.officer))

    came_to: dict[tuple[str, UUID], dict[str, tuple[str, str]]] = {}
    for kind, source, axis, value, code in ask(_CAME_TO, made.id):
        came_to.setdefault((kind, source), {})[axis] = (value, code)
    lines = {line for (line,) in ask(_LINES, made.id)}
    missing = [
        key
        for key in own
        if key not in came_to
        or not (
            came_to[key]["relevance"][0] == "not_relevant"
            or came_to[key]["use"][0] == "evidence"
            or " ".join(came_to[key]["revelation"][1].split(" ")[:2]) in lines
        )
    ]
    words = [text for (text,) in ask(_OPEN_WORDS, made.id)]
    assert missing == []
    assert set(came_to) == own
    assert lint.find_shared_words(" ".join(words), [_SECRET]) == []
    assert lint.find_shared_letters(" ".join(words), [_SECRET]) == []
    assert lint.find_shared_words(f"He says {_SECRET}", [_SECRET])
