"""What the bench of the field is believed for: its checker, and the broken builds."""

from __future__ import annotations

import ast
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.sync import checker, hunting
from benchmarks.sync.checker import Evidence, KeptAccount, LandedRow, LoggedVisit
from benchmarks.sync.hours import FinishedSeeds
from benchmarks.sync.mutants import server
from tests.support.chain_script import NODE
from unhidden.hosting.paths import REPOSITORY
from unhidden.vault import signing

SEED = bytes(range(32))
MARKER, PHOTO, DIGEST = "a" * 16, "b" * 64, "c" * 64
SUBMISSION, DEVICE = "00000000-0000-4000-8000-000000000001", "device"
LANDED_AT = 1_764_380_000_123
BENCH = REPOSITORY / "benchmarks" / "sync"


def row(**changed: object) -> LandedRow:
    given = {"row": "1", "submission": SUBMISSION, "digest": DIGEST, "kind": "account"}
    more = {"device": DEVICE, "landed_at": LANDED_AT, "position": 7}
    return LandedRow(**{**given, **more, **changed})  # type: ignore[arg-type]


def write_receipt(**changed: object) -> dict[str, str]:
    said = {"digest": DIGEST, "landed": "2025-11-29T01:33:20.123Z", "position": 7}
    said |= changed
    text = (
        f"unhidden receipt 1\nkey {'0' * 16}\nsubmission {SUBMISSION}\n"
        f"device {DEVICE}\ndigest {said['digest']}\nlanded {said['landed']}\n"
        f"position {said['position']}\n"
    )
    return {"text": text, "signature": signing.sign_message(text.encode(), SEED).hex()}


def make_evidence() -> Evidence:
    """A visit with a photo, typed, kept, landed once, and shown as received."""
    words = {"outer": [MARKER], "inner": [MARKER]}
    shown = {"submission": SUBMISSION, "digest": DIGEST, "shown": "received"}
    return Evidence(
        visits={"1": LoggedVisit(begun=1, kept=[MARKER], photos=[PHOTO])},
        of_marker={MARKER: "1"},
        shown=[{**shown, **write_receipt()}],
        answers=[{"is": "received", "path": "/landing/commit", "status": 200}],
        rows=[row()],
        opened={"1": {**words, "originals": [PHOTO], "copies": [PHOTO]}},
    )


def judge(evidence: Evidence) -> set[str]:
    key = signing.public_key_of(SEED).hex()
    found = checker.judge(evidence, key=key, node=NODE)
    return {rule for rule, sentences in found.items() if sentences}


def test_a_log_is_read_line_by_line_and_a_line_that_was_cut_is_none(
    tmp_path: Path,
) -> None:
    of_visit = {"operation": "1", "at": 5}
    lines = [
        {"op": "begin", **of_visit, "planned": "plan", "conflict": "plan_cancelled"},
        {"op": "type", **of_visit, "marker": MARKER},
        {"op": "seen_state", **of_visit, "shown": "kept", "marker": MARKER},
        {"op": "seen_state", **of_visit, "shown": "photo", "sha256": PHOTO},
        {"op": "clone", **of_visit},
        {"op": "arrived", **of_visit},
    ]
    log = "".join(json.dumps(each) + "\n" for each in lines)
    (tmp_path / "device-1.jsonl").write_text(log + '{"op": "beg')

    evidence = checker.read_evidence(tmp_path, tmp_path / "opened.jsonl")

    assert evidence.visits == {
        "1": LoggedVisit(
            begun=2,
            begun_at=5,
            kept=[MARKER],
            photos=[PHOTO],
            due_at=5,
            planned="plan",
            conflict="plan_cancelled",
        )
    }
    assert evidence.of_marker == {MARKER: "1"}


def test_nothing_is_found_where_all_is_well() -> None:
    assert judge(make_evidence()) == set()


def _forget_row(evidence: Evidence) -> None:
    evidence.rows = []


def _double_row(evidence: Evidence) -> None:
    evidence.rows.append(row(row="2", submission="another"))
    evidence.opened["2"] = evidence.opened["1"]


def _double_digest(evidence: Evidence) -> None:
    evidence.rows.append(row())


def _refuse(evidence: Evidence) -> None:
    said = {"is": "unreadable", "path": "/landing/commit", "status": 400}
    evidence.answers.append({**said, "why": "format"})


def _receive(**changed: object) -> Callable[[Evidence], None]:
    def change(evidence: Evidence) -> None:
        evidence.shown[0] |= write_receipt(**changed)

    return change


def _forge(evidence: Evidence) -> None:
    evidence.shown[0]["signature"] = "0" * 128


def _lose(where: str) -> Callable[[Evidence], None]:
    def change(evidence: Evidence) -> None:
        evidence.opened["1"][where] = []

    return change


def _wait(evidence: Evidence) -> None:
    evidence.visits["1"].due_at = LANDED_AT - 1_000


@pytest.mark.parametrize(
    ("break_it", "rules"),
    [
        (_forget_row, {"lost", "bad_receipts"}),
        *(
            (_lose(each), {"lost"})
            for each in ("outer", "inner", "originals", "copies")
        ),
        (_wait, {"lost"}),
        (_double_row, {"doubled"}),
        (_double_digest, {"doubled"}),
        (_refuse, {"refused"}),
        (_forge, {"bad_receipts"}),
        (_receive(digest="d" * 64), {"bad_receipts"}),
        (_receive(position=8), {"bad_receipts"}),
        (_receive(landed="2025-11-29T01:33:21.123Z"), {"bad_receipts"}),
    ],
)
def test_each_fault_is_found_by_its_rule(
    break_it: Callable[[Evidence], None], rules: set[str]
) -> None:
    evidence = make_evidence()

    break_it(evidence)

    assert judge(evidence) == rules


def apply(evidence: Evidence, state: str, *problems: str, conflict: str = "") -> None:
    """Say what the worker made of the row, and what was to be made of it."""
    evidence.visits["1"].planned, evidence.visits["1"].conflict = "plan", conflict
    evidence.accounts = {"1": KeptAccount("1", state, [*problems])}
    evidence.records = {"plan": 1} if state == "counts" else {}


@pytest.mark.parametrize(
    ("state", "problems", "conflict", "rules"),
    [
        ("counts", [], "", set()),
        ("waits", ["recorded_already"], "", {"lost"}),
        ("waits", ["plan_cancelled", "clock"], "plan_cancelled", set()),
        ("waits", ["clock"], "plan_cancelled", {"silent_conflicts"}),
        ("set_aside", ["plan_cancelled"], "plan_cancelled", {"silent_conflicts"}),
        ("counts", [], "plan_cancelled", {"silent_conflicts"}),
    ],
)
def test_what_became_of_a_visit_is_what_the_books_say(
    state: str, problems: list[str], conflict: str, rules: set[str]
) -> None:
    evidence = make_evidence()

    apply(evidence, state, *problems, conflict=conflict)

    assert judge(evidence) == rules


def test_of_two_accounts_of_a_visit_one_counts_and_the_other_says_so() -> None:
    evidence = make_evidence()
    evidence.visits["1"].begun = 2
    apply(evidence, "counts")
    evidence.rows.append(row(row="2", submission="another"))
    evidence.opened["2"] = evidence.opened["1"]
    found = []
    for state, problem in (
        ("waits", "recorded_already"),
        ("waits", "clock"),
        ("counts", ""),
    ):
        assert evidence.accounts is not None
        evidence.accounts["2"] = KeptAccount("2", state, [problem])
        found.append(judge(evidence))

    assert found == [set(), {"silent_conflicts"}, {"doubled", "silent_conflicts"}]


def test_what_landed_and_became_no_account_is_lost() -> None:
    evidence = make_evidence()
    apply(evidence, "counts")
    evidence.accounts = {}

    assert judge(evidence) == {"lost"}


def test_words_that_were_not_finished_are_inside_alone() -> None:
    evidence = make_evidence()
    evidence.opened["1"]["outer"] = []
    evidence.rows = [row(kind="unfinished")]

    assert judge(evidence) == set()


def test_a_receipt_that_a_restored_server_forgot_is_no_bad_one() -> None:
    evidence = make_evidence()
    old = write_receipt(landed="2025-11-29T01:33:00.000Z", position=3)
    evidence.shown.append({**evidence.shown[0], **old})
    assert judge(evidence) == {"bad_receipts"}

    restored = {"night_at": LANDED_AT - 60_000, "restored_at": LANDED_AT - 1_000}
    evidence.restores.append(restored)

    assert judge(evidence) == set()


def test_what_a_restored_server_may_have_had_before_waited_for_nothing() -> None:
    evidence = make_evidence()
    evidence.visits["1"].begun_at = LANDED_AT - 9_000
    evidence.visits["1"].due_at = LANDED_AT - 1_000
    evidence.restores.append({"night_at": 1, "restored_at": LANDED_AT - 10_000})
    assert judge(evidence) == {"lost"}

    evidence.restores.append({"night_at": 1, "restored_at": LANDED_AT - 5_000})

    assert judge(evidence) == set()


def test_the_checker_knows_neither_the_program_nor_the_harness() -> None:
    tree = ast.parse(Path(checker.__file__).read_text())
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }

    assert not {each for each in imported if each.startswith(("unhidden", "bench"))}
    assert "import {" in (BENCH / "verify.mjs").read_text()
    assert "./" not in (BENCH / "verify.mjs").read_text()


def test_what_is_broken_is_there_once_in_what_ships() -> None:
    script = "import(process.argv[1]).then((all) => console.log(JSON.stringify(all)))"
    said = subprocess.run(
        [NODE, "-e", script, BENCH / "mutants" / "phone.mjs"],
        capture_output=True,
        check=True,
    )
    phone = json.loads(said.stdout)["BUILDS"]
    scripts = REPOSITORY / "src/unhidden/field/static/field"
    landing = (REPOSITORY / "src/unhidden/field/sql/landing.sql").read_text()

    for build in phone.values():
        for each in build:
            assert (scripts / each["file"]).read_text().count(each["old"]) == 1, each
    for whole in server.BUILDS.values():
        for pairs in whole.procedures.values():
            assert all(landing.count(old) == 1 for old, _ in pairs)
        for module, pairs in whole.modules.items():
            source = REPOSITORY / "src" / f"{module.replace('.', '/')}.py"
            assert all(source.read_text().count(old) == 1 for old, _ in pairs)
    assert {hunt.build for hunt in hunting.HUNTS} >= phone.keys() - {"right"}


def test_a_bench_that_was_killed_goes_on_after_its_last_whole_round(
    tmp_path: Path,
) -> None:
    file = tmp_path / "rounds.jsonl"
    first = FinishedSeeds(file, keeps=True, program="one")
    first.add(0, {"found": {}})
    first.add(1, {"found": {"lost": ["a visit"]}})
    file.write_text(file.read_text()[:-8])  # killed while it wrote

    again = FinishedSeeds(file, keeps=True, program="one")
    assert again.rounds == {0: {"found": {}}}
    again.add(1, {"found": {}})

    last = FinishedSeeds(file, keeps=True, program="one")
    assert last.rounds == {0: {"found": {}}, 1: {"found": {}}}
    assert FinishedSeeds(file, keeps=True, program="another").rounds == {}
    assert FinishedSeeds(file, keeps=False, program="one").rounds == {}
