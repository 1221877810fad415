"""Reports from the public, and what the desk made of them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from unhidden.access.actor import PUBLIC
from unhidden.access.records import new_id
from unhidden.demo import files, hidden, linking, playing
from unhidden.demo.region import Region, read_data_file
from unhidden.desk.actions import triages
from unhidden.intelligence import actions as intelligence
from unhidden.reporting import actions as reporting

LABOUR = ("nail_bar", "car_wash", "shop", "takeaway", "food_plant")


@dataclass(frozen=True, slots=True)
class Season:
    """A stretch of days in which reports come in; the last ``waiting`` still wait."""

    first: datetime
    last: datetime
    count: int
    waiting: int


def receive_reports(region: Region, season: Season, dice: random.Random) -> None:
    """Have ``count`` reports sent, read, and most of them written up."""
    stories, told = read_data_file("stories.json"), list[reporting.ReportAnswers]()
    span = (season.last - season.first).total_seconds()
    for number in range(season.count):
        at = season.first + timedelta(seconds=span * number / season.count)
        story, is_child = _draw(dice)
        has_picture = number == season.count - 1 and season.waiting > 0
        told.append(_answers(stories[story], is_child, number, dice))
        if number == season.count - 2 and season.waiting > 2:
            told[-1] = told[-2]  # two tell of one house
        report_id = _send(told[-1], number, at=at, has_picture=has_picture)
        if number < season.count - season.waiting:
            _consider(region, report_id, stories[story], story, at=at, dice=dice)


def _draw(dice: random.Random) -> tuple[str, bool]:
    """A story by the real mix of North Wales: type and age."""
    table = read_data_file("nrm_parameters.json")["groups"]["police_north_wales"]
    cells = table["exploitation_age_gender"]
    (cell,) = dice.choices(list(cells), weights=list(cells.values()))
    kind, age, _ = cell.split("|")
    is_child = age.startswith("Child")
    if "Sexual" in kind:
        return dice.choice(["dwelling", "dwelling", "hotel"]), is_child
    if "Labour" not in kind and is_child:
        return "county_lines", True
    return dice.choice(LABOUR), False


def _answers(
    story: dict[str, Any], is_child: bool, number: int, dice: random.Random
) -> reporting.ReportAnswers:
    return reporting.ReportAnswers(
        what=story[_language(number)],
        where=f"{dice.randint(1, 40)} Example Street",
        town="Wrexham",
        postcode="",
        when="",
        who="",
        vehicles=_plate(dice) if number % 3 == 0 else "",
        phones="",
        sign_codes=tuple(story["signs"][:2]),
        about_child=is_child,
        danger_now=number % 17 == 16,
        who_you_are="saw_something",
    )


def _language(number: int) -> str:
    return "cy" if number % 4 == 3 else "en"


def _send(
    answers: reporting.ReportAnswers, number: int, *, at: datetime, has_picture: bool
) -> UUID:
    form_key = new_id()
    if has_picture:
        files.send_picture(form_key, at=at)
    with playing.public_site():
        receipt = reporting.submit_report(
            answers=answers,
            form_key=form_key,
            language=_language(number),
            actor=PUBLIC,
            at=at,
        )
    return receipt.report_id


def _consider(
    region: Region,
    report_id: UUID,
    story: dict[str, Any],
    word: str,
    *,
    at: datetime,
    dice: random.Random,
) -> None:
    """Read and decide; about a third of all reports lead nowhere or elsewhere.

    Most contacts turn out to be something else.
    """
    later = at + timedelta(hours=dice.randint(1, 20))
    analyst = region.actor("analyst", at.date())
    reporting.open_report(report_id=report_id, actor=analyst, at=later)
    roll = dice.random()
    decision = "intelligence" if roll < 0.7 else "no_action"
    if roll > 0.9:
        decision = "passed_on"
    reasons = {
        "intelligence": "Signs that fit together, at a place that can be found.",
        "no_action": "Nothing that could be followed.",
        "passed_on": "A licensing matter for the council.",
    }
    triages.triage_report(
        report_id=report_id,
        decision=decision,
        reason=reasons[decision],
        passed_to_id=(
            region.organisations["wrexham"] if decision == "passed_on" else None
        ),
        # Asked of those alone that say that somebody is in danger now.
        no_call="The reporter had called 999: officers were there.",
        actor=analyst,
        at=later,
    )
    if decision == "intelligence":
        _write_up(region, report_id, story, word, at=later, dice=dice)


def _write_up(
    region: Region,
    report_id: UUID,
    story: dict[str, Any],
    word: str,
    *,
    at: datetime,
    dice: random.Random,
) -> None:
    places = region.premises["dwelling" if word == "county_lines" else word]
    premises_id = hidden.told_of(places, region.so, dice)
    mentions = [intelligence.NewMention("premises", "", premises_id)]
    if dice.random() < 0.5:
        mentions.append(intelligence.NewMention("vehicle", _plate(dice), None))
    if dice.random() < 0.4:
        mentions.append(intelligence.NewMention("phone", _phone(dice), None))
    if dice.random() < 0.3:
        name = dice.choice(["Man known as Teddy", "Woman known as Ruby"])
        mentions.append(intelligence.NewMention("person", name, None))
    item = intelligence.NewItem(
        text=story["sanitised"],
        source="2",
        assessment=dice.choice("AACD"),
        handling="C",
        conditions="Consult the originator before any overt action.",
        sign_codes=tuple(story["signs"]),
        mentions=tuple(mentions),
    )
    later = at + timedelta(minutes=40)
    written = intelligence.write_report(
        new=intelligence.NewReport(
            origin="public_report",
            raw="",
            provenance="The public form.",
            event_on=at.date(),
            items=(item,),
            report_id=report_id,
            visit_id=None,
        ),
        actor=region.actor("analyst", at.date()),
        at=later,
    )
    linking.link_first_item(region, written, later)


def _plate(dice: random.Random) -> str:
    """A number plate that is never issued: no plate begins with QQ."""
    return f"QQ{dice.randint(10, 15)} SY{dice.choice('NTH')}"


def _phone(dice: random.Random) -> str:
    """A number kept free for stories: 07700 900000 to 900999."""
    return f"07700 9000{dice.randint(10, 25)}"
