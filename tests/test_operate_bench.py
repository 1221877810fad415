"""The drills of an operator: each is counted once, and none is left out in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.operate import bench, real, table
from benchmarks.operate.commands import CommandAnswer
from benchmarks.operate.ground import DrillGround, DrillNotHad
from benchmarks.operate.table import OperatorDrill
from tests.packaged import postgres

REFUSED = CommandAnswer(1, "", "There is no key.\n")


def go_well(_: DrillGround) -> None:
    """Nothing is found."""


def go_wrong(_: DrillGround) -> None:
    raise AssertionError("rows are lost")


def lack_something(_: DrillGround) -> None:
    raise DrillNotHad("this machine has no disk")


def measure(on: DrillGround) -> None:
    on.figures["second_start_s"] = 2.345


def measured(
    patch: pytest.MonkeyPatch, *drills: OperatorDrill, quick: bool = False
) -> Mapping[str, dict[str, Any]]:
    """What the bench says of these drills, by name."""
    patch.setattr(bench, "DRILLS", drills)
    return {str(line["bench"]): line for line in bench.run(quick=quick)}


def test_there_are_thirty_eight_and_each_is_done_or_says_why_not() -> None:
    assert [each.number for each in table.DRILLS] == list(range(1, 39))
    assert len({each.name for each in table.DRILLS}) == 38
    for each in table.DRILLS:
        assert (each.practise is None) is bool(each.not_had), each.name


def test_what_is_not_built_yet_is_not_had() -> None:
    not_built = [each.number for each in table.DRILLS if each.not_had]

    assert not_built == [29, *range(31, 37), 38]


def test_each_drill_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = measured(
        monkeypatch,
        OperatorDrill(1, "well", go_well),
        OperatorDrill(2, "wrong", go_wrong),
        OperatorDrill(3, "lacking", lack_something),
        OperatorDrill(4, "not built", not_had="not built yet"),
        OperatorDrill(5, "well again", measure),
    )

    counts = {name: line["value"] for name, line in found.items()}
    assert counts == {
        "operate.drills": 5,
        "operate.run": 3,
        "operate.failed": 1,
        "operate.not_had": 2,
        "operate.second_start_s": 2.3,
    }
    assert found["operate.failed"]["2 wrong"] == "AssertionError: rows are lost"
    assert found["operate.not_had"]["3 lacking"] == "this machine has no disk"
    assert found["operate.not_had"]["4 not built"] == "not built yet"


def test_a_quick_look_says_what_it_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    drill = OperatorDrill(1, "slow", go_wrong, is_long=True)

    found = measured(monkeypatch, drill, quick=True)

    assert found["operate.run"]["value"] == 0
    assert "more than a minute" in found["operate.not_had"]["1 slow"]
    assert measured(monkeypatch, drill)["operate.failed"]["value"] == 1


def test_what_apt_has_is_no_excuse(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(postgres, "find_programs", lambda: None)

    with (
        pytest.raises(AssertionError, match="apt-get install postgresql"),
        real.serve_debian(tmp_path),
    ):
        pytest.fail("there is none")


def test_what_several_stand_on_is_made_once_and_fails_for_each(tmp_path: Path) -> None:
    made: list[str] = []

    @contextmanager
    def make() -> Iterator[CommandAnswer]:
        made.append("once")
        yield REFUSED

    @contextmanager
    def fail() -> Iterator[Path]:
        made.append("in vain")
        raise OSError
        yield tmp_path

    with ExitStack() as stack:
        ground = DrillGround(tmp_path, is_quick=True, stack=stack)
        for _ in range(2):
            assert ground.share(CommandAnswer, make) is REFUSED
            with pytest.raises(OSError):  # noqa: PT011  # it has no words
                ground.share(Path, fail)

    assert made == ["once", "in vain"]


@pytest.mark.parametrize(
    "answer",
    [
        CommandAnswer(0, "", "There is no key.\n"),
        CommandAnswer(1, "", "There is no file.\n"),
        CommandAnswer(1, "", "Traceback\nThere is no key.\n"),
        CommandAnswer(1, "1 row\n", "There is no key.\n"),
    ],
)
def test_a_refusal_is_a_code_a_sentence_and_nothing_else(answer: CommandAnswer) -> None:
    REFUSED.must_refuse("There is no key.")

    with pytest.raises(AssertionError):
        answer.must_refuse("There is no key.")


def test_what_is_done_ends_with_nothing_and_says_so() -> None:
    assert CommandAnswer(0, "8 rows\n", "").must_do("8 rows") == "8 rows\n"
    for answer in (CommandAnswer(1, "8 rows", ""), CommandAnswer(0, "7 rows", "")):
        with pytest.raises(AssertionError):
            answer.must_do("8 rows")
