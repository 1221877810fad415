"""What is so at invented places is drawn first, and apart from every score."""

from __future__ import annotations

import ast
import random
from pathlib import Path
from uuid import UUID

from unhidden.demo import hidden

PLACES = {
    kind: [UUID(int=number + many) for number in range(20)]
    for many, kind in ((0, "shop"), (100, "hotel"))
}


def test_the_truth_is_drawn_by_dice_of_its_own() -> None:
    first = hidden.draw_hidden_places(PLACES, 7)
    random.seed(1)

    assert hidden.draw_hidden_places(PLACES, 7) == first
    assert hidden.draw_hidden_places(PLACES, 8) != first
    assert all(len(first.intersection(ids)) == 4 for ids in PLACES.values())


def test_the_truth_knows_nothing_of_the_score() -> None:
    """It imports no module of the platform, so it cannot read what was worked out."""
    tree = ast.parse(Path(hidden.__file__).read_text())
    taken = {
        name.name if isinstance(node, ast.Import) else str(node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }

    assert taken == {"__future__", "random", "collections.abc", "uuid"}


def test_reports_and_visits_follow_it_with_errors() -> None:
    dice, so = random.Random(3), frozenset(PLACES["shop"][:4])  # noqa: S311  # no secret
    told = [hidden.told_of(PLACES["shop"], so, dice) in so for _ in range(1_000)]
    shown = [hidden.is_seen(is_so=True, dice=dice) for _ in range(1_000)]
    mistaken = [hidden.is_seen(is_so=False, dice=dice) for _ in range(1_000)]

    assert 500 < sum(told) < 700
    assert 450 < sum(shown) < 650
    assert 30 < sum(mistaken) < 120
