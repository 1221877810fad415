"""The checker of the bench of years, by its own rules: who may hold what."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.years import checker
from benchmarks.years.checker import (
    GrantedCase,
    LedgerFact,
    find_wrong_page,
    follow_grants,
    is_alerted,
    name_category,
)
from benchmarks.years.ledger import YearsLedger
from benchmarks.years.telling import ACCOUNTS
from unhidden.safeguarding.referrals.queries.official import load_official_form

NOON = datetime(2018, 1, 8, 12, tzinfo=UTC)


def _follow_case(*lines: tuple[str, Mapping[str, object]]) -> GrantedCase:
    facts = [LedgerFact(NOON, "hers", what, dict(told)) for what, told in lines]
    return follow_grants(facts)["hers"]


def _follow(*lines: tuple[str, Mapping[str, object]]) -> dict[str, set[str]]:
    case = _follow_case(*lines)
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


NOTE: tuple[str, Mapping[str, object]] = ("tells", {"of": "narrative"})
WHO: tuple[str, Mapping[str, object]] = ("tells", {"of": "identity"})


def _moves(to: str, *items: str) -> tuple[str, Mapping[str, object]]:
    return "moves", {"transfer": to, "to": to, "items": items}


@pytest.mark.parametrize(
    ("moves", "note", "who"),
    [
        ([_moves("next", "notes")], {"bawso", "next"}, {"bawso"}),
        ([_moves("next", "identity")], {"bawso"}, {"next"}),
        ([_moves("next", "identity"), _moves("last", "notes")], {"bawso"}, {"next"}),
        ([_moves("next", "notes"), _moves("last", "notes", "identity")],
         {"bawso", "next", "last"}, {"bawso"}),
        ([_moves("next", "identity"), _moves("bawso", "identity")], {"bawso"},
         {"bawso"}),
        ([_moves("next", "notes"), WHO], {"bawso", "next"}, {"next"}),
    ],
)  # fmt: skip
def test_with_a_case_passes_what_was_chosen_and_its_former_lead_keeps_what_it_wrote(
    moves: list[tuple[str, Mapping[str, object]]], note: set[str], who: set[str]
) -> None:
    guest = ("joins", {"organisation": "guest"})

    case = _follow_case(OPENS, NOTE, WHO, guest, SHARES, *moves)

    assert case.list_holders("safeguarding_note.text_sealed", "", NOON) == note
    assert case.list_holders("safeguarding_case.identity_sealed", "", None) == who
    assert case.list_all_holders() >= note | who


@pytest.mark.parametrize(
    ("over_after", "swept_after", "alerted"),
    [
        (None, 1, True),
        (None, 0, False),
        (None, -1, False),
        (2, 1, True),
        (1, 2, False),
        (1, 1, False),
    ],
)
def test_a_deadline_is_told_of_where_a_sweep_found_it_late(
    over_after: int | None, swept_after: int, *, alerted: bool
) -> None:
    over_at = None if over_after is None else NOON + timedelta(days=over_after)

    swept = [NOON + timedelta(days=swept_after)]

    assert is_alerted(NOON, over_at, swept) is alerted


WORKS, READS = "works on your case, for as long as it lasts", "may read it until then"
NAMES = {"Bawso": "bawso", "Other": "other"}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"Bawso": WORKS, "Other": READS}, ""),
        ({"Bawso": WORKS}, "too few"),
        ({"Bawso": WORKS, "Other": "share offered in May"}, "too few"),
    ],
)
def test_a_page_says_who_holds_something_and_nobody_else(
    said: Mapping[str, str], wrong: str
) -> None:
    case = _follow_case(OPENS, SHARES, ("reads", {"holders": said}))

    found = find_wrong_page(case, NAMES)

    assert (wrong in found) if wrong else not found


def test_a_page_names_nobody_who_never_held_anything() -> None:
    said = {"Bawso": WORKS, "Other": "nothing"}
    case = _follow_case(OPENS, ("reads", {"holders": said}))

    assert "never held" in find_wrong_page(case, NAMES)


def test_the_forty_accounts_are_invented_and_speak_to_questions_of_the_form() -> None:
    data = json.loads(ACCOUNTS.read_text(encoding="utf-8"))
    form = load_official_form()
    asked = {q.code for step in form.all_steps for q in step.questions}
    spoken = {
        question
        for account in data["accounts"]
        for sentence in account["sentences"]
        for question in sentence["answers"]
    }

    assert "Invented" in data["synthetic"]
    assert len(data["accounts"]) == 40
    assert spoken - asked == {"why-they-stayed"}  # no longer asked there
    assert spoken & asked <= form.told_questions.keys()


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
