"""The draw of functions that somebody is asked to find."""

from __future__ import annotations

import pytest

from benchmarks import stranger
from benchmarks.stranger import Drawn


def test_the_same_commit_draws_the_same_functions() -> None:
    drawn = stranger.draw("HEAD")

    assert drawn == stranger.draw("HEAD")
    assert len(set(drawn)) == stranger.DRAWN
    assert {one.path.split("/")[0] for one in drawn} == {"src"}


def test_a_question_names_no_identifier() -> None:
    docstring = "Take ``room_of`` from unhidden.access,\n    or raise AlreadyThere."

    assert Drawn("a.py", "take", docstring).question == "Take … from …, or raise …."


def test_guesses_are_counted_by_file_and_by_room(
    capsys: pytest.CaptureFixture[str],
) -> None:
    drawn = [
        Drawn(f"src/unhidden/{room}/rules.py", "take", "Take it.")
        for room in ("one", "two", "three")
    ]
    guesses = ["one/rules.py", "two/views.py", "four/rules.py"]

    stranger.answer(drawn, [f"src/unhidden/{guess}" for guess in guesses])

    assert "right by file: 1 of 3; by room: 2" in capsys.readouterr().out
