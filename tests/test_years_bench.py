"""The checker of the bench of years, by its own rules: who may hold what."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.years import checker
from benchmarks.years.checker import LedgerFact, follow_grants, name_category
from benchmarks.years.ledger import YearsLedger

NOON = datetime(2018, 1, 8, 12, tzinfo=UTC)


def _follow(*lines: tuple[str, Mapping[str, object]]) -> dict[str, set[str]]:
    facts = [LedgerFact(NOON, "hers", what, dict(told)) for what, told in lines]
    case = follow_grants(facts)["hers"]
    return {each: case.may_hold(each) for each in ("identity", "narrative")}


OPENS: tuple[str, Mapping[str, object]] = ("opens", {"lead": "bawso"})
SHARES: tuple[str, Mapping[str, object]] = (
    "shares",
    {"share": "1", "to": "other", "categories": ["narrative"], "by_consent": True},
)


def test_what_is_shared_is_held_by_whom_it_is_shared_with_and_no_more() -> None:
    assert _follow(OPENS, SHARES) == {
        "identity": {"bawso"},
        "narrative": {"bawso", "other"},
    }


def test_with_a_consent_goes_what_rested_on_it() -> None:
    on_a_ground = ("shares", {**SHARES[1], "share": "2", "by_consent": False})

    assert _follow(OPENS, SHARES, ("withdraws", {}))["narrative"] == {"bawso"}
    assert "other" in _follow(OPENS, on_a_ground, ("withdraws", {}))["narrative"]


def test_who_joins_holds_all_of_it_until_they_leave() -> None:
    joins, leaves = ((what, {"organisation": "guest"}) for what in ("joins", "leaves"))

    assert _follow(OPENS, joins)["identity"] == {"bawso", "guest"}
    assert _follow(OPENS, joins, leaves)["identity"] == {"bawso"}


def test_a_line_of_the_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    ledger = YearsLedger(tmp_path / "ledger.jsonl")
    ledger.write(NOON, "hers", "opens", lead="bawso")

    (line,) = ledger.read()

    assert (line.at, line.case, line.what) == (NOON, "hers", "opens")
    assert line.facts == {"lead": "bawso"}


def test_the_checker_knows_nothing_of_the_program() -> None:
    tree = ast.parse(Path(checker.__file__).read_text())
    taken = {
        str(each.module) for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)
    }

    assert not [name for name in taken if name.startswith(("unhidden", "benchmarks"))]
    assert name_category("safeguarding_case.identity_sealed") == "identity"
