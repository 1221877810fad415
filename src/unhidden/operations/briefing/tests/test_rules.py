"""What a brief says to whom, and what is marked as changed."""

from __future__ import annotations

from datetime import date, timedelta
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


@given(st.lists(st.text("abc.;\n", min_size=1)).map(" ".join), st.integers(2, 60))
def test_what_is_shortened_keeps_whole_words_from_the_front(
    text: str, most: int
) -> None:
    told = rules.shorten_text(text, most)

    words = told.removesuffix("…").split()
    assert len(told) <= max(most, len("…"))
    assert words == text.split()[: len(words)]
    assert (told == text) == (len(text) <= most) or "…" in told


def test_a_text_is_cut_after_a_sentence_or_a_line_and_else_between_words() -> None:
    listed = "1. Find people who need help.\n2. Speak with every owner."

    assert rules.shorten_text(listed, 40) == "1. Find people who need help. …"
    assert rules.shorten_text("Under section 8. Consent.", 20) == "Under section 8. …"
    assert rules.shorten_text("Visited 3 May; low risk", 20) == "Visited 3 May; …"
    assert rules.shorten_text("One long sentence of words", 14) == "One long …"
    assert rules.shorten_text("Unbreakable", 5) == "…"


@given(st.lists(st.text("abC. \n", max_size=900), max_size=8), st.integers(0, 60))
def test_texts_are_fitted_by_cutting_the_longest(texts: list[str], room: int) -> None:
    words = dict(zip(rules.CODES, texts, strict=False))

    fitted = rules.fit_words(words, room)

    lines = {code: rules.count_lines(text) for code, text in fitted.items()}
    assert fitted.keys() == words.keys()
    assert sum(lines.values()) <= room or max(lines.values()) <= rules.LEAST_LINES
    assert all(
        fitted[code] == words[code]
        for code in words
        if rules.count_lines(words[code]) <= rules.LEAST_LINES
    )


def test_a_legal_basis_is_told_apart_into_powers_and_rights() -> None:
    english = "Consent alone. Warrants under PACE, s. 8.\nHuman Rights Act (art. 4)."
    welsh = "Cydsyniad. Dim mwy nag sy’n gymesur."

    assert rules.split_legal_basis(english) == (
        "Consent alone. Warrants under PACE, s. 8.",
        "Human Rights Act (art. 4).",
    )
    assert rules.split_legal_basis(welsh)[0] == "Cydsyniad."
    assert rules.split_legal_basis("") == ("", "")


def test_a_risk_that_shows_what_police_know_is_told_to_them_alone() -> None:
    subjects = ("team", "secrecy", "evidence", "reputation", "media", "unheard of")
    register = [rules.OpenRisk(each, "silver", "x", "") for each in subjects]

    def tell(*, is_for_all: bool) -> list[str]:
        told = rules.select_risks(
            register, is_for_all=is_for_all, knows_safeguarding=True
        )
        return [risk.subject for risk in told]

    assert tell(is_for_all=True) == ["team"]
    assert tell(is_for_all=False) == list(subjects[1:])


def test_a_safeguarding_matter_is_told_to_who_makes_such_a_visit() -> None:
    register = [
        rules.OpenRisk("occupants", owner, owner, "")
        for owner in ("safeguarding", "place_of_safety", *"abcdef")
    ]

    def tell(*, knows: bool) -> list[str]:
        told = rules.select_risks(register, is_for_all=True, knows_safeguarding=knows)
        return [risk.owner for risk in told]

    assert tell(knows=False) == list("abcde")
    assert tell(knows=True) == ["safeguarding", "place_of_safety", *"abc"]


def test_days_of_equal_hours_that_follow_one_another_are_told_once() -> None:
    monday = date(2026, 1, 5)
    tuesday, wednesday, friday = (monday + timedelta(days=each) for each in (1, 2, 4))
    hours = {friday: "8", wednesday: "9", tuesday: "8", monday: "8"}

    assert rules.join_days(hours) == [
        (monday, tuesday, "8"),
        (wednesday, wednesday, "9"),
        (friday, friday, "8"),
    ]
