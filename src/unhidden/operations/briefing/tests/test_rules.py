"""What a brief says to whom, and what is marked as changed."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from unhidden.operations.briefing import rules

TEXTS = st.dictionaries(st.sampled_from(rules.CODES), st.text("abc", min_size=1))


def contents(audience: str = rules.FULL, **changed: Any) -> rules.Contents:
    told: dict[str, Any] = {
        "words": {"en": {"facts": "A dog", "history": "Told by a friend"}, "cy": {}},
        "visits": [{"id": "1", "premises": "Shop"}],
        "warrants": [{"id": "2", "number": "W1"}],
        "crew": [],
        "phrases": [],
    }
    return rules.make_contents(audience, **(told | changed))


@given(TEXTS, TEXTS)
def test_a_field_for_police_alone_is_in_no_other_paper(
    english: dict[str, str], welsh: dict[str, str]
) -> None:
    told = contents(rules.SAFETY, words={"en": english, "cy": welsh})

    secret = {field.code for field in rules.FIELDS if not field.is_for_all}
    assert secret.isdisjoint(row["code"] for row in told["entries"])


@given(TEXTS, TEXTS)
def test_police_read_whatever_is_written(
    english: dict[str, str], welsh: dict[str, str]
) -> None:
    told = contents(rules.FULL, words={"en": english, "cy": welsh})

    assert {row["code"] for row in told["entries"]} == english.keys() | welsh.keys()


def test_who_is_of_no_police_force_reads_safety_facts_alone() -> None:
    kinds = ("charity", "council", "government", "oversight", "", "unheard of")

    assert {rules.audience_of(kind, is_leading=False) for kind in kinds} == {
        rules.SAFETY
    }
    assert rules.audience_of("police", is_leading=False) == rules.FULL
    assert rules.audience_of("council", is_leading=True) == rules.FULL


def test_nothing_is_marked_in_a_first_version() -> None:
    marked = rules.mark_changes(contents(), None)

    assert not rules.has_changes(marked)


def test_what_is_new_or_differs_is_marked_and_what_went_is_told() -> None:
    before = rules.mark_changes(contents(), None)
    words = {"en": {"facts": "Two dogs", "radio": "Channel 9"}, "cy": {}}
    visits = [{"id": "1", "premises": "Shop"}, {"id": "2", "premises": "Barn"}]

    marked = rules.mark_changes(contents(words=words, visits=visits), before)

    changed = [row["code"] for row in marked["entries"] if row["is_changed"]]
    assert changed == ["facts", "radio"]
    assert [row["is_changed"] for row in marked["visits"]] == [False, True]
    assert [gone["row"]["code"] for gone in marked["removed"]] == ["history"]


def test_the_same_again_has_no_changes() -> None:
    before = rules.mark_changes(contents(), None)

    assert not rules.has_changes(rules.mark_changes(contents(), before))


def test_a_text_in_either_language_is_enough() -> None:
    required = {field.code for field in rules.FIELDS if field.is_required}
    written = dict.fromkeys(required, "x")

    assert rules.find_missing_fields(written, {}) == ()
    assert rules.find_missing_fields({}, written) == ()
    assert set(rules.find_missing_fields({}, {})) == required


def test_words_of_unknown_codes_are_not_kept() -> None:
    assert rules.clean_words({"facts": "  A dog \n", "risks": " ", "other": "x"}) == {
        "facts": "A dog"
    }
