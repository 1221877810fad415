"""How a word stands on a day, and which words are read before it is asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.lib import languages
from unhidden.safeguarding.consent.rules import standing, words
from unhidden.safeguarding.consent.rules.standing import ConsentWord
from unhidden.safeguarding.models import ConsentAnswer, ConsentKind

DAY = date(2026, 3, 31)
ANSWERS = list(ConsentAnswer.values)
days = st.dates(date(2016, 1, 1), date(2040, 1, 1))
said = st.builds(
    ConsentWord,
    kind=st.just("share"),
    answer=st.sampled_from(ANSWERS),
    number=st.integers(1, 9),
    categories=st.frozensets(st.sampled_from(["identity", "narrative", "health"])),
    until_on=st.none() | days,
    ask_again_on=st.none() | days,
)


def word(answer: str, **given: object) -> ConsentWord:
    return ConsentWord("share", answer, 1, **given)  # type: ignore[arg-type]


@given(st.lists(said, min_size=1), days)
def test_only_the_latest_word_decides(spoken: list[ConsentWord], day: date) -> None:
    latest = standing.find_latest(spoken)

    assert latest is not None
    assert latest.number == max(each.number for each in spoken)
    assert standing.covers_scope(latest, ["identity"], day) == (
        latest.answer == "yes"
        and (latest.until_on is None or latest.until_on >= day)
        and "identity" in latest.categories
    )


def test_a_yes_lasts_through_its_last_day_and_no_longer() -> None:
    yes = word("yes", until_on=DAY)

    assert standing.find_standing(yes, DAY) == "yes"
    assert standing.find_standing(yes, DAY + timedelta(days=1)) == "run_out"


def test_nothing_said_covers_nothing() -> None:
    assert standing.find_standing(None, DAY) == "not_asked"
    assert not standing.covers_scope(None, [], DAY)


@pytest.mark.parametrize("answer", ["no", "withdrawn"])
def test_whoever_said_no_is_not_asked_again(answer: str) -> None:
    assert not standing.is_due(word(answer, ask_again_on=DAY), DAY)
    assert standing.propose_ask_again(answer, DAY) is None


def test_not_yet_is_asked_again_on_its_day_and_not_before() -> None:
    waiting = word("not_yet", ask_again_on=DAY)

    assert standing.is_due(waiting, DAY)
    assert not standing.is_due(waiting, DAY - timedelta(days=1))


def test_what_ran_out_is_asked_again_and_may_still_be_taken_back() -> None:
    over = word("yes", until_on=DAY - timedelta(days=1))

    assert standing.is_due(over, DAY)
    assert standing.may_withdraw(over, DAY)


@pytest.mark.parametrize("answer", ["no", "not_yet", "withdrawn"])
def test_only_what_was_agreed_is_taken_back(answer: str) -> None:
    assert not standing.may_withdraw(word(answer), DAY)


@pytest.mark.parametrize("age_group", ["child", "unsure"])
def test_whoever_may_be_a_child_is_not_asked_what_the_law_decides(
    age_group: str,
) -> None:
    asked = {kind for kind in ConsentKind if standing.may_be_asked(kind, age_group)}

    assert asked == set(ConsentKind) - {ConsentKind.NRM, ConsentKind.NAMED_DTN}
    assert not standing.may_be_decided("support", age_group, "yes")


def test_nobody_decides_for_another_to_help_investigators_or_to_be_found() -> None:
    decided = {k for k in ConsentKind if standing.may_be_decided(k, "adult", "yes")}

    assert decided == {ConsentKind.NRM, ConsentKind.SUPPORT, ConsentKind.SHARE}


@pytest.mark.parametrize("kind", ConsentKind.values)
@pytest.mark.parametrize("age_group", ["adult", "child"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_question_has_words_for_each_who_is_asked_it(
    kind: str, age_group: str, language: str
) -> None:
    if not standing.may_be_asked(kind, age_group):
        return
    found = words.find_words(
        kind,
        version=words.find_version(kind, date(2026, 11, 30)),
        reader=standing.words_for(age_group),
        language=language,
    )

    assert found.question
    assert found.withdrawal
    assert found.compelled


def test_the_words_say_what_taking_back_does_and_what_law_compels() -> None:
    for reader in ("adult", "child"):
        english = words.find_general(reader=reader)
        welsh = words.find_general(reader=reader, language="cy")

        assert len(english.withdrawal) == len(welsh.withdrawal)
        assert english.withdrawal != welsh.withdrawal
        assert "cannot be unread" in " ".join(english.withdrawal)
        for compelled in ("danger", "child"):
            assert compelled in " ".join(english.compelled)


def test_words_keep_their_version() -> None:
    assert words.find_version("nrm", date(2016, 10, 26)) == 1
    assert words.find_version("nrm", date(2026, 11, 30)) == 2
    assert words.find_version("support", date(2016, 10, 26)) == 2
    assert words.list_versions() == (1, 2)
    with pytest.raises(words.NoSuchWords):
        words.find_words("nrm", version=9, reader="adult")


def test_every_language_has_a_name_in_both_of_ours() -> None:
    for code in languages.CODES:
        for shown_in in ("en", "cy"):
            assert languages.name_language(code, shown_in) != code
    assert [code for code, _ in languages.list_languages("cy")][:2] == ["cy", "en"]
