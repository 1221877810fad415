"""Reading the catalogue: what the public may know, and what staff may."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.signs import queries
from unhidden.signs.models import Sign
from unhidden.signs.rules import Element, SuggestedStep

pytestmark = pytest.mark.django_db


def test_sections_come_in_order_and_in_the_language_asked_for() -> None:
    english, welsh = queries.list_sections("en"), queries.list_sections("cy")

    assert [card.code for card in english][:3] == ["general", "child", "sexual"]
    assert english[0].name == "Any kind of exploitation"
    assert welsh[0].name == "Unrhyw fath o gamfanteisio"
    assert sum(card.signs for card in english) == 222


def test_the_public_is_shown_no_section_without_a_sign_for_it() -> None:
    shown = queries.public_sections("en")
    signs = queries.public_signs_by_section("en")

    assert len(shown) == 18
    assert "organ" not in {card.code for card in shown}
    for card in shown:
        assert card.signs == len(signs[card.code]) > 0
        assert signs[card.code] == queries.public_signs(card.code, "en")


@pytest.mark.parametrize("code", ["organ", "nothing", ""])
def test_a_section_that_is_not_the_publics_is_absent(code: str) -> None:
    with pytest.raises(Absent):
        queries.public_section(code, "en")


def test_the_public_is_told_the_words_only() -> None:
    sign = queries.public_signs("general", "cy")[0]

    assert sign.code == "gen_asked_for_help"
    assert sign.phrase.startswith("Yn dweud")
    assert sign.may_mean.startswith("Efallai")
    assert sign.pictogram == "hand"
    assert not hasattr(sign, "weight")
    assert not hasattr(sign, "reasoning")


def test_the_public_is_told_no_sign_for_trained_people_and_no_language_gap() -> None:
    told = {
        sign.code
        for section in queries.list_sections("en")
        for sign in queries.public_signs(section.code, "en")
    }
    known = set(Sign.objects.filter(is_public=True).values_list("code", flat=True))

    assert told == known
    assert "gen_language_gap" not in told
    assert "gen_docs_held_by_other" not in told


def test_the_publics_own_database_role_cannot_fetch_a_trained_sign() -> None:
    with as_role("public"):
        there = set(Sign.objects.values_list("code", "is_public"))

    assert len(there) == 91
    assert {is_public for _, is_public in there} == {True}


@pytest.mark.parametrize("process", ["public", "staff", "worker"])
def test_no_serving_role_may_change_the_catalogue(process: str) -> None:
    with as_role(process), pytest.raises(DatabaseError, match="permission denied"):
        Sign.objects.filter(code="gen_no_wages").update(weight="weak")


def test_a_visit_asks_about_every_current_sign_of_its_sections() -> None:
    asked = queries.signs_for_visit(["nail_bar", "general"], "cy")

    assert [section.code for section in asked] == ["general", "nail_bar"]
    assert asked[1].name == "Bariau ewinedd"
    assert [len(section.signs) for section in asked] == [42, 9]


def test_a_sign_says_what_it_weighs_and_why() -> None:
    with translation.override("cy"):
        sign = queries.find_sign("gen_docs_held_by_other", "cy")

    assert sign.section == "general"
    assert sign.weight == "strong"
    assert sign.reasoning == (
        "Dangosydd cryf o orfodaeth ar y rhestr, a gellir ei wirio"
    )


def test_a_code_that_nobody_knows_is_absent() -> None:
    with pytest.raises(Absent):
        queries.find_sign("gen_nothing", "en")


def test_weights_leave_out_what_is_unknown_and_what_never_counts() -> None:
    codes = ["gen_no_wages", "gen_language_gap", "gen_nothing", "sex_minder"]

    assert queries.find_weights(codes) == {
        "gen_no_wages": "medium",
        "sex_minder": "strong",
    }


def test_a_reading_gives_the_step_the_reason_and_the_signs() -> None:
    codes = ["gen_same_clothes", "gen_no_wages", "gen_language_gap", "gen_nothing"]

    reading = queries.weigh_signs(codes, "en")

    assert reading.step == SuggestedStep.TRIAGE
    assert reading.why == "A medium sign together with another: enough for triage."
    assert [sign.code for sign in reading.signs] == ["gen_no_wages", "gen_same_clothes"]
    assert reading.needs_interpreter


def test_a_reading_says_which_elements_are_there_and_missing() -> None:
    codes = ["gen_excess_hours", "gen_no_wages", "gen_bank_controlled"]

    adult = queries.weigh_signs(codes, "en").delphi
    child = queries.weigh_signs(codes, "en", is_treated_as_child=True).delphi

    assert adult.found == (Element.EXPLOITATION,)
    assert adult.missing == (Element.RECRUITMENT, Element.COERCION)
    assert child.is_complete


def test_more_sections_take_no_more_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(2):
        queries.signs_for_visit(["general"], "en")
        queries.signs_for_visit(["general", "child", "port"], "en")
