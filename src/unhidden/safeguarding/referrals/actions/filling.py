"""Beginning a form, saving its steps, and keeping what somebody has not saved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.clocks.actions.following import follow_age, follow_birth_date
from unhidden.safeguarding.frame.actions import (
    hold_open_case,
    seal_for_case,
    tell_case,
)
from unhidden.safeguarding.models import (
    Case,
    NrmForm,
    NrmFormAnswer,
    SurvivorAgeGroup,
)
from unhidden.safeguarding.referrals.actions.keeping import forget_unsaved
from unhidden.safeguarding.referrals.actions.refusals import (
    LONGEST_STEP,
    WORK,
    NoOpenForm,
    SecondReferral,
    StepChanged,
    hold_open_form,
    was_referred,
)
from unhidden.safeguarding.referrals.queries.filled import (
    SavedStep,
    open_forms,
    read_saved,
)
from unhidden.safeguarding.referrals.queries.official import (
    NEWEST,
    load_list,
    load_official_form,
)
from unhidden.safeguarding.referrals.rules import forks
from unhidden.safeguarding.referrals.rules.forks import Answer, Answers
from unhidden.safeguarding.referrals.rules.official import NrmStep

_UNDER_18 = {"adult": "no", "child": "yes", "unsure": "not-sure"}


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """Where the form goes on, and whether a birth date changed its fork."""

    next_step: str
    became_child: bool


@action
def begin_form(*, case_id: UUID, actor: Actor, at: datetime) -> None:
    """Begin the official form of a case, with what is known of it already.

    One that is open is gone on with. Raises SecondReferral.
    """
    actor.must(WORK)
    case = hold_open_case(case_id, actor)
    if was_referred(case, actor):
        raise SecondReferral
    if open_forms(case.id).exists():
        return
    form = NrmForm(
        case=case,
        number=case.nrm_forms.count() + 1,
        version=NEWEST,
        started_by_id=actor.person,
        started_at=at,
    )
    form.save(force_insert=True)
    tell_case("form_begun", form, actor=actor, at=at)
    for place, answers in _known(case, actor, at).items():
        _save(form, place, answers, 1, case=case, actor=actor, at=at)


@action
def save_step(
    *,
    case_id: UUID,
    step_code: str,
    answers: Answers,
    number: int,
    actor: Actor,
    at: datetime,
) -> StepOutcome:
    """Save one step over the saving ``number`` of it; nought where there was none.

    A birth date that makes an adult a child changes the answer on age. Raises Absent
    for a step that there is not, NoOpenForm and StepChanged.
    """
    actor.must(WORK)
    case = hold_open_case(case_id, actor)
    form = hold_open_form(case)
    official = load_official_form(form.version)
    step = official.find_step(step_code)
    if step is None or _letters(answers) > LONGEST_STEP:
        raise Absent
    before = read_saved(form, actor)
    last = before.get(step.kept_under)
    if (last.number if last else 0) != number:
        if last is None or dict(last.answers) != dict(answers):
            raise _changed(last)
    else:
        _save(form, step.kept_under, answers, number + 1, case=case, actor=actor, at=at)
    forget_unsaved(form, step.kept_under, actor, at)
    merged = {k: v for each in before.values() for k, v in each.answers.items()}
    merged |= answers
    became_child = step.kept_under == "pv-dob" and _follow_birth(
        form, merged, before, case=case, actor=actor, at=at
    )
    if step.kept_under == "pv-dob":
        born = str(answers.get("pv-dob", ""))
        follow_birth_date(case, born, actor=actor, at=at)
    if step.kept_under == "pv-under-age":
        _follow_answer(case, str(answers.get("pv-under-age", "")), actor, at)
    after = forks.find_next_step(official, step.code, merged)
    return StepOutcome(after.code if after else "", became_child)


def follow_case_age(case: Case, *, actor: Actor, at: datetime) -> None:
    """Let an open form of a case that is held say the age that its case says."""
    for form in open_forms(case.id).order_by("number", "id"):
        saved = read_saved(form, actor).get("pv-under-age")
        wanted = _UNDER_18[case.age_group]
        if saved is None or saved.answers.get("pv-under-age") == wanted:
            continue
        told: dict[str, Answer] = {**saved.answers, "pv-under-age": wanted}
        number = saved.number + 1
        _save(form, "pv-under-age", told, number, case=case, actor=actor, at=at)


def _follow_answer(case: Case, answer: str, actor: Actor, at: datetime) -> None:
    """Let an adult's case be a child's whose form says so, and never the other way.

    People are put down as older than they are: that somebody is an adult after all is
    said of the case, with its basis.
    """
    found = {"yes": SurvivorAgeGroup.CHILD, "not-sure": SurvivorAgeGroup.UNSURE}
    if answer in found and case.age_group == SurvivorAgeGroup.ADULT:
        follow_age(case, found[answer], day=day_in_london(at), actor=actor, at=at)


def add_to_answer(
    form: NrmForm,
    step: NrmStep,
    field: str,
    text: str,
    *,
    case: Case,
    actor: Actor,
    at: datetime,
) -> None:
    """Put a text at the end of an answer of a form whose case is held."""
    saved = read_saved(form, actor).get(step.kept_under)
    answers = dict(saved.answers) if saved else {}
    before = str(answers.get(field, "")).strip()
    answers[field] = f"{before}\n{text}" if before else text
    number = saved.number + 1 if saved else 1
    _save(form, step.kept_under, answers, number, case=case, actor=actor, at=at)


def _changed(last: SavedStep | None) -> ActionRefused:
    return StepChanged(last) if last else NoOpenForm()


def _letters(answers: Answers) -> int:
    return sum(len(each) for value in answers.values() for each in value)


def _save(
    form: NrmForm,
    place: str,
    answers: Answers,
    number: int,
    *,
    case: Case,
    actor: Actor,
    at: datetime,
) -> None:
    row = NrmFormAnswer(
        case=case,
        form=form,
        place=place,
        number=number,
        saved_by_id=actor.person,
        saved_at=at,
    )
    text = json.dumps(dict(answers))
    seal_for_case(row, "content_sealed", text, case=case, actor=actor, at=at)
    row.save(force_insert=True)
    tell_case("form_saved", form, actor=actor, at=at)


def _follow_birth(
    form: NrmForm,
    answers: Answers,
    before: Mapping[str, SavedStep],
    *,
    case: Case,
    actor: Actor,
    at: datetime,
) -> bool:
    """Change the answer on age where the birth date says so; whether it did."""
    said = forks.age_answer_by_birth(answers, day_in_london(at))
    if not said:
        return False
    age = before.get("pv-under-age")
    number = age.number + 1 if age else 1
    changed: dict[str, Answer] = {"pv-under-age": said}
    _save(form, "pv-under-age", changed, number, case=case, actor=actor, at=at)
    return True


def _known(case: Case, actor: Actor, at: datetime) -> dict[str, dict[str, Answer]]:
    """What the program knows of the case and of who fills the form in."""
    known: dict[str, dict[str, Answer]] = {
        "reference": {"reference": case.urn},
        "pv-under-age": {"pv-under-age": _UNDER_18[case.age_group]},
    }
    names = agencies.names_of({actor.organisation}).get(actor.organisation, {})
    listed = {each.casefold(): each for each in load_list("organisations")}
    official = listed.get(str(names.get("en", "")).casefold())
    if official:
        known["organisation"] = {"user-organisation": official}
    name = agencies.names_of_people(person_ids={actor.person}).get(actor.person, "")
    first, _, last = name.partition(" ")
    if last:
        details = {"fr-details-first-name": first, "fr-details-last-name": last}
        known["fr-details"] = {**details}
    return known
