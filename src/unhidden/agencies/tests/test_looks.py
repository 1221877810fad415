"""Nobody is added who could be taken for somebody else by how they are written."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, PASSWORD, Cast
from unhidden.agencies import actions, looks
from unhidden.agencies.models import Person

ANNA_CYRILLIC_A = "\u0410nna Jones"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Jones", "\u0391nna Jones"),  # Greek
        ("Anna Jones", "ANNA  JONES"),
        ("Anna Jones", "Ann\u00e1 Jones"),
        ("Anna Jones", "\uff21nna Jones"),  # full width
        ("Anna Jones", "An\u200bna Jones"),  # a space that cannot be seen
        ("O’Brien", "O'Brien"),
        ("Llinos Hill", "L1inos Hi11"),
        ("pete@demo.example", "p\u0435t\u0435@demo.example"),  # Cyrillic
        ("marnie@demo.example", "mamie@demo.example"),
    ],
)
def test_what_looks_the_same_has_one_skeleton(one: str, other: str) -> None:
    assert looks.look_alike(one, other)


def test_others_stay_apart() -> None:
    names = ["Anna Jones", "Anne Jones", "Siân Hughes", "Иван Петров", "Ó Néill"]

    assert len({looks.make_lookalike_key(name) for name in names}) == len(names)


def test_a_word_of_two_alphabets_is_told_from_two_words() -> None:
    assert looks.mixes_scripts(ANNA_CYRILLIC_A)
    assert not looks.mixes_scripts("Иван Jones")
    assert not looks.mixes_scripts("Nguyễn Thị Minh")


@given(st.text())
def test_any_text_has_a_skeleton_of_its_own(text: str) -> None:
    assert looks.look_alike(text, looks.normalise_text(text))


def add(cast: Cast, name: str, email: str, *, is_somebody_else: bool = False) -> None:
    actions.add_person(
        email=email,
        name=name,
        password=PASSWORD,
        language="en",
        is_somebody_else=is_somebody_else,
        actor=cast.actor("administrator"),
        at=NOON,
    )


@pytest.mark.django_db
def test_two_alphabets_in_a_name_or_an_address_are_refused(cast: Cast) -> None:
    with pytest.raises(actions.AnotherScript, match="name"):
        add(cast, ANNA_CYRILLIC_A, "anna@example.org")
    with pytest.raises(actions.AnotherScript, match="email"):
        add(cast, "Anna Jones", "\u0430nna@example.org")
    with pytest.raises(actions.LooksTheSame, match="email"):
        add(cast, "Anna Jones", "ana1yst@example.org")


@pytest.mark.django_db
def test_a_name_that_looks_like_another_is_asked_about_once(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)
    new = {
        "name": "Ana1yst",
        "email": "somebody.else@example.org",
        "organisation": str(cast.organisations["bawso"]),
        "role": "support_worker",
        "clearance": "1",
        "language": "en",
        "password": "tri phlentyn yn chwarae",
    }

    first = client.get("/people/add/").text
    asked = client.post("/people/add/", new).text
    second = client.post("/people/add/", {**new, "is_somebody_else": "on"})

    assert "I have checked" not in first
    assert "This looks like somebody who is here already" in asked
    assert cast.email("analyst") in asked
    assert "I have checked" in asked
    assert second.status_code == 302
    assert Person.objects.using("stored").filter(name="Ana1yst").count() == 1
