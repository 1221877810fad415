"""Every version of the questions is whole, and judges as the rules in Python do."""

from __future__ import annotations

import copy
import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made.asked import draw_outer, draw_setting
from tests.support.chain_script import NODE
from unhidden.hosting.paths import REPOSITORY
from unhidden.visits import models
from unhidden.visits.asking.checking import list_faults
from unhidden.visits.asking.judging import LONDON, judge
from unhidden.visits.asking.reading import (
    FormUnknown,
    OuterUnreadable,
    build_record,
    in_language,
    list_forms,
    load_form,
    newest_form,
    read_form_data,
    read_outer,
)
from unhidden.visits.rules.consistency import VisitInconsistency, find_inconsistencies
from unhidden.visits.rules.records import SignAnswered, VisitSetting

VECTORS = 2_000
READER = REPOSITORY / "src/unhidden/visits/tests/judge_vectors.mjs"
HOOKS = REPOSITORY / "src/unhidden/field/tests/js/hooks.mjs"
CHOICES = {
    "entry_basis": models.EntryBasis,
    "interpreter": models.InterpreterUse,
    "outcome": models.VisitOutcome,
    "people.age": models.AgeBand,
    "people.sex": models.ApparentSex,
    "signs.answer": models.SignObservation,
    "referrals.to": models.ReferredTo,
    "possible_victims.age_group": models.VictimAgeGroup,
    "possible_victims.alleges": models.AllegedExploitation,
}


@pytest.mark.parametrize("form", list_forms())
def test_no_version_of_the_questions_has_a_fault(form: str) -> None:
    data = read_form_data(form)

    assert data["form"] == form
    assert list_faults(data) == []
    assert {rule.code for rule in load_form(form).rules} == set(VisitInconsistency)


@pytest.mark.parametrize("form", list_forms())
def test_the_answers_that_a_form_offers_are_those_of_the_tables(form: str) -> None:
    asked = load_form(form).all_questions
    offered = {
        code: [choice.code for choice in one.choices]
        for question in asked
        for code, one in (
            (question.code, question),
            *((f"{question.code}.{part.code}", part) for part in question.parts),
        )
    }

    for code, known in CHOICES.items():
        assert offered[code] == known.values, code


def _question(data: Any, code: str) -> Any:
    questions = (q for section in data["sections"] for q in section["questions"])
    return next(question for question in questions if question["code"] == code)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda d: d["sections"][0]["of"].append("raid"), "at_the_door: of no kind"),
        (lambda d: d["rules"].append(d["rules"][0]), "starts: stands there twice"),
        (lambda d: d["rules"][0].update(at="nowhere"), "stands at nowhere"),
        (lambda d: d["rules"][0].update({"if": ["eval", "x"]}), "eval is unknown"),
        (lambda d: d["rules"][0].update({"if": ["filled", "x"]}), "asks for x"),
        (lambda d: d["rules"][0].update({"if": ["twice", "on"]}), "on is no list"),
        (lambda d: _question(d, "on").update(kind="colour"), "kind colour is unknown"),
        (lambda d: _question(d, "on").update(goes="air"), "goes into no envelope"),
        (lambda d: _question(d, "on")["label"].update(cy=" "), "both languages"),
        (lambda d: _question(d, "outcome")["choices"][0].pop("cy"), "both languages"),
        (
            lambda d: _question(d, "entry_basis")["reveals"].update(theft="power"),
            "reveals power by theft",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_named(
    spoil: Callable[[Any], Any], fault: str
) -> None:
    data = copy.deepcopy(dict(read_form_data(newest_form())))

    spoil(data)

    assert any(fault in found for found in list_faults(data)), list_faults(data)


@pytest.mark.parametrize("form", list_forms())
@given(number=st.integers(min_value=1))
def test_a_form_judges_as_the_rules_do(form: str, number: int) -> None:
    outer = draw_outer(load_form(form), number)
    setting = draw_setting(outer, number)

    found = find_inconsistencies(build_record(outer), setting)

    assert judge(load_form(form), outer, setting) == found


def test_a_phone_judges_as_the_server_does() -> None:
    form = load_form(newest_form())
    outers = [draw_outer(form, number) for number in range(1, VECTORS + 1)]
    settings = [draw_setting(outer, n) for n, outer in enumerate(outers, start=1)]
    sent = {
        "form": in_language(newest_form(), "en"),
        "vectors": [
            [outer, _for_script(setting)]
            for outer, setting in zip(outers, settings, strict=True)
        ],
    }

    said = subprocess.run(
        [NODE, "--import", HOOKS, READER],
        input=json.dumps(sent).encode(),
        capture_output=True,
        check=True,
    )

    judged = [
        list(judge(form, outer, setting))
        for outer, setting in zip(outers, settings, strict=True)
    ]
    assert json.loads(said.stdout) == judged
    assert {code for codes in judged for code in codes} == set(VisitInconsistency)


def _for_script(setting: VisitSetting) -> dict[str, Any]:
    return {
        "kind": setting.kind,
        "at": setting.at.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M:%S"),
        "firstDay": setting.first_day.isoformat(),
        "isTurned": setting.is_turned,
        "strongSigns": sorted(setting.strong_signs),
    }


ANSWERS = {
    "purpose_told": "We came to talk",
    "entry_basis": "consent",
    "consent_by": "Manager",
    "power": "left from before",
    "on": "2026-12-01",
    "starts_at": "23:50",
    "ends_at": "00:20",
    "interpreter": "phone",
    "outcome": "welfare_concern",
    "spoken_to": 2,
    "leaflets": 0,
    "notices": 0,
    "arrests": 0,
}


def _read(form: str = "2026-12", **change: Any) -> Any:
    return read_outer(form, json.dumps({"answers": ANSWERS, **change}))


def test_what_was_sealed_is_read_as_a_record() -> None:
    read = _read(
        people=[{"age": "adult", "sex": "female", "count": 3}],
        signs=[{"code": "gen_no_docs", "answer": "seen", "how": "heard"}],
        notes=["kept"],
    )

    assert read.lacks == ()
    assert read.record.people_there == 3
    assert read.record.entry_detail == "Manager"
    assert read.record.signs == (SignAnswered("gen_no_docs", "seen", "heard"),)
    assert read.content["signs"][0]["how"] == "heard"
    assert read.content["notes"] == ["kept"]
    begun, over = read.record.started_at, read.record.ended_at
    assert (over - begun).total_seconds() == 30 * 60


def test_a_form_of_an_earlier_version_is_read() -> None:
    assert _read("2026-11").record is not None


def test_what_was_not_answered_is_named_and_nothing_is_made_up() -> None:
    answers = {k: v for k, v in ANSWERS.items() if k not in {"outcome", "spoken_to"}}

    read = _read(answers=answers | {"entry_basis": "public_area"})

    assert read.record is None
    assert read.lacks == ("spoken_to", "outcome")
    assert read.content["answers"]["purpose_told"] == "We came to talk"


def test_a_code_that_was_renamed_is_read_under_that_of_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = dict(read_form_data("2026-12")) | {"renamed": {"result": "outcome"}}
    monkeypatch.setattr("unhidden.visits.asking.reading.read_form_data", lambda _: data)
    load_form.cache_clear()
    answers = {k: v for k, v in ANSWERS.items() if k != "outcome"}

    read = _read(answers=answers | {"result": "arrest"})

    load_form.cache_clear()
    assert read.record.outcome == "arrest"


def test_a_form_that_nobody_has_is_told_apart() -> None:
    with pytest.raises(FormUnknown):
        _read("1999-01")


@pytest.mark.parametrize(
    "text",
    [
        "no JSON",
        "[]",
        '{"answers": []}',
        json.dumps({"answers": ANSWERS | {"outcome": "fine"}}),
        json.dumps({"answers": ANSWERS | {"spoken_to": "2"}}),
        json.dumps({"answers": ANSWERS | {"spoken_to": True}}),
        json.dumps({"answers": ANSWERS | {"on": "yesterday"}}),
        json.dumps({"answers": ANSWERS, "people": [{"age": "adult"}]}),
        json.dumps({"answers": ANSWERS, "signs": "all"}),
    ],
)
def test_what_is_no_answer_is_unreadable(text: str) -> None:
    with pytest.raises(OuterUnreadable):
        read_outer("2026-12", text)


def test_a_phone_is_given_one_language() -> None:
    told = json.dumps(in_language("2026-12", "cy"), ensure_ascii=False)

    assert '"Wrth y drws"' in told
    assert '"At the door"' not in told
    assert '"en"' not in told
