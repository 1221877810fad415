"""The official form: its fields, and the ways through it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from unhidden.safeguarding.referrals.rules import forks
from unhidden.safeguarding.referrals.rules.official import NrmQuestion
from unhidden.safeguarding.referrals.tests.official_forms import FORM
from unhidden.safeguarding.referrals.tests.official_graph import FORKS, NEXT, walk

DATA = Path(__file__).parents[2] / "data"
SHARED = Path(__file__).parents[6] / "shared"
PATHS = 2_000
TYPES = {
    "one": "radio-group",
    "text": "input-text",
    "phone": "input-text",
    "long": "textarea",
    "pick": "select",
    "picks": "select",
    "tick": "checkbox",
    "many": "checkbox-group",
    "day": "date",
    "files": "input-file",
}
CHECKS = {"email": "email", "notUrl": "no_address", "numeric": "numeric"}
LISTS = {
    "organisations": "organisations",
    "local_authorities": "uk_local_authorities",
    "towns": "uk_cities_and_towns",
    "countries": "countries",
    "regions": "uk_regions",
    "police_forces": "uk_police_forces",
    "nationalities": "nationalities",
}


def questions() -> Iterator[NrmQuestion]:
    for step in FORM.all_steps:
        yield from step.questions
    yield from FORM.retired


def official() -> dict[str, Any]:
    path = SHARED / "domain" / "nrm_form_fields.json"
    if not path.exists():
        pytest.skip("the Home Office's fields lie beside the project, and not here")
    fields = json.loads(path.read_text(encoding="utf-8"))["fields"]
    return {field["field"]: field for field in fields}


def test_the_form_has_the_124_official_fields() -> None:
    assert {question.code for question in questions()} == official().keys()
    assert len(official()) == 124


def test_each_field_is_of_the_official_kind_and_required_as_there() -> None:
    theirs = official()

    for question in questions():
        field = theirs[question.code]
        is_phone = "internationalPhoneNumber" in field.get("validate", ())
        assert TYPES[question.kind] == field["type"], question.code
        assert question.is_required == field["required"], question.code
        assert question.longest == field.get("maxlength"), question.code
        assert (question.kind == "phone") == is_phone, question.code


def test_each_field_has_the_official_answers_and_checks() -> None:
    theirs = official()

    for question in questions():
        field = theirs[question.code]
        options = field.get("options", [])
        if options and not options[0].startswith("("):
            assert [each.code for each in question.choices] == options, question.code
        else:
            assert bool(question.list_name) == bool(options), question.code
        wanted = {
            CHECKS[each]
            for each in field.get("validate", ())
            if isinstance(each, str) and each in CHECKS
        }
        got = set(question.checks) - {"date", "before", "after_1900"}
        assert got == wanted, question.code
    assert {"before", "date"} <= set(theirs["pv-dob"]["validate"][:2])


def test_what_depends_there_depends_here() -> None:
    theirs = official()

    for question in questions():
        dependent = theirs[question.code].get("dependent")
        if dependent:
            asked_if = (dependent["field"], dependent["value"])
            assert question.asked_if == asked_if, question.code


def test_what_opens_only_here_is_one_of_these() -> None:
    theirs = official()

    ours = {q.code for q in questions() if q.asked_if}

    # The form there opens them by its own means, and its list does not say so.
    post = ("street", "town", "county", "postcode")
    email = ("email-input", "email-check")
    contact = {f"pv-contact-details-{e}" for e in (*email, *post, "post-check")}
    else_ = {f"someone-else-{each}" for each in post}
    assert ours - {c for c, f in theirs.items() if "dependent" in f} == {
        "other-exploitation-details",
        "reported-to-police-crime-reference",
        "reported-to-police-police-forces",
        *contact,
        *else_,
    }


def test_each_step_asks_the_fields_of_the_official_one() -> None:
    theirs = official()
    shown = {f"/{step.code}": step for step in FORM.all_steps}

    for path, step in shown.items():
        wanted = {code for code, f in theirs.items() if path in f.get("steps", ())}
        assert {question.code for question in step.questions} == wanted, path
    retired = {question.code for question in FORM.retired}
    assert {p for f in theirs.values() for p in f.get("steps", ())} - shown.keys() == {
        f"/{code}" for code in retired - {"why-they-stayed"}
    }


@pytest.mark.parametrize("name", LISTS)
def test_each_list_is_the_official_one(name: str) -> None:
    path = SHARED / "data" / "lists" / f"{LISTS[name]}.csv"
    if not path.exists():
        pytest.skip("the Home Office's lists lie beside the project, and not here")
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    theirs = {line.split('","')[0].strip('"') for line in lines}

    ours = (DATA / "nrm_lists" / f"{name}.txt").read_text(encoding="utf-8").splitlines()

    assert len(ours) == len(set(ours))
    # The first question is about abroad.
    assert set(ours) == theirs - ({"United Kingdom"} if name == "countries" else set())


def test_all_that_is_asked_is_said_in_both_languages() -> None:
    for question in questions():
        words = [question.label, *(choice.label for choice in question.choices)]
        words += [question.hint] if question.hint else []
        assert all(each.en.strip() and each.cy.strip() for each in words)
    for step in FORM.all_steps:
        assert step.title.en != step.title.cy


def test_the_second_model_knows_the_same_steps_and_forks() -> None:
    choices = {
        q.code: tuple(c.code for c in q.choices) for q in questions() if q.choices
    }

    assert {step.code for step in FORM.all_steps} == NEXT.keys()
    for field, values in FORKS.items():
        if field != "upload-file":
            assert choices[field] == values


def shown(answers: dict[str, str]) -> list[str]:
    return [step.code for step in forks.list_shown_steps(FORM, answers)]


def everything(**changed: str) -> dict[str, str]:
    """An adult who agrees, with the first answer at every fork."""
    first = {field: values[0] for field, values in FORKS.items()}
    adult = {"pv-under-age": "no", "pv-want-to-submit-nrm": "yes"}
    return first | adult | changed


@pytest.mark.parametrize("field", FORKS)
def test_each_answer_of_each_fork_leads_where_the_form_leads(field: str) -> None:
    for value in FORKS[field]:
        answers = everything(**{field: value})
        assert shown(answers) == walk(answers)


def test_each_pair_of_forks_leads_where_the_form_leads() -> None:
    for one, other in combinations(FORKS, 2):
        for value, beside in product(FORKS[one], FORKS[other]):
            answers = everything(**{one: value, other: beside})
            assert shown(answers) == walk(answers)


def test_random_ways_lead_where_the_form_leads() -> None:
    """2,000 in the gate; ``make prove PART=referrals`` walks 100,000."""
    chance = Random(23)  # noqa: S311  # the same ways each time

    for _ in range(PATHS):
        answers = {field: chance.choice(values) for field, values in FORKS.items()}
        assert shown(answers) == walk(answers)


def test_the_next_step_is_the_next_one_shown() -> None:
    answers = everything()
    way = walk(answers)

    found = [forks.find_next_step(FORM, step, answers) for step in way]

    assert [step.code if step else "" for step in found] == [*way[1:], ""]
