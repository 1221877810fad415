"""A brief is filled from what the operation knows, for those who may know it."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOON, TODAY, Cast
from tests.made.briefs import issue_brief, make_brief, read_paper, write_brief
from tests.made.operations import Week, make_planned_visit, make_week
from tests.made.rosters import make_shift
from unhidden.operations.briefing import rules
from unhidden.operations.briefing.actions import drafts as drafting
from unhidden.operations.briefing.queries import drafts
from unhidden.operations.command.actions import risks, texts
from unhidden.operations.rosters.actions import resources

pytestmark = pytest.mark.django_db

TEXTS = {
    "objectives": ("1. Find people.\n2. Offer help.", "1. Dod o hyd i bobl."),
    "legal_basis": (
        "Warrants under PACE 1984. No more than is proportionate.",
        "Gwarantau o dan PACE 1984. Dim mwy nag sy’n gymesur.",
    ),
    "media_lines": ("We talk with owners.", "Rydym yn siarad â pherchnogion."),
}


@pytest.fixture
def week(cast: Cast) -> Week:
    return make_week(cast)


def write_texts(cast: Cast, week: Week, written: dict[str, tuple[str, str]]) -> None:
    for kind, (english, welsh) in written.items():
        texts.write_text(
            operation_id=week.operation_id,
            kind=kind,
            version=0,
            text_en=english,
            text_cy=welsh,
            actor=cast.actor("planner"),
            at=NOON,
        )


def add_risk(
    cast: Cast, week: Week, subject: str, risk: str, *, owner: str = "silver"
) -> UUID:
    words = risks.RiskWords(subject, risk, 2, 4, f"Against: {risk}", owner, TODAY)
    return risks.add_risk(
        operation_id=week.operation_id,
        words=words,
        actor=cast.actor("planner"),
        at=NOON,
    )


def begin(cast: Cast, week: Week, *, is_of_team: bool = True) -> UUID:
    return drafting.begin_brief(
        operation_id=week.operation_id,
        team_id=week.team_id if is_of_team else None,
        actor=cast.actor("planner"),
        at=NOON,
    )


def suggest(cast: Cast, brief_id: UUID) -> dict[str, dict[str, str]]:
    return drafts.get_draft(viewer=cast.actor("planner"), brief_id=brief_id).words


def test_each_language_is_filled_with_the_operations_texts_in_it(
    cast: Cast, week: Week
) -> None:
    write_texts(cast, week, TEXTS)

    found = suggest(cast, begin(cast, week))

    expected = {
        "intention": ("2. Offer help.", "Dod o hyd i bobl"),
        "power": ("Warrants under PACE", "Gwarantau o dan PACE"),
        "rights": ("proportionate", "gymesur"),
        "media": ("We talk with owners", "Rydym yn siarad"),
    }
    for code, (english, welsh) in expected.items():
        assert english in found["en"][code]
        assert welsh in found["cy"][code]
        assert english not in found["cy"][code]
    assert "proportionate" not in found["en"]["power"]
    assert "Soft visits: to talk" in found["en"]["intention"]


def test_open_risks_are_told_with_their_controls_to_those_who_may_know(
    cast: Cast, week: Week
) -> None:
    add_risk(cast, week, "team", "Meters are bypassed")
    add_risk(cast, week, "secrecy", "Heronsong is found out")
    add_risk(cast, week, "charity", "A room is known", owner="safeguarding")
    over = add_risk(cast, week, "team", "Ice on the roads")
    risks.close_risk(
        risk_id=over, version=1, is_closed=True, actor=cast.actor("planner"), at=NOON
    )

    crew, everybody = (
        suggest(cast, begin(cast, week, is_of_team=each))["en"]
        for each in (True, False)
    )
    make_planned_visit(
        cast, week.operation_id, kind="safeguarding", team_id=week.team_id
    )
    safeguarding = suggest(cast, begin(cast, week))["en"]

    assert "The team: Meters are bypassed. Control: Against: Meters" in crew["risks"]
    assert "Heronsong" in crew["secrecy"]
    assert "Heronsong" not in crew["risks"]
    assert "Ice" not in crew["risks"]
    assert "A room is known" not in crew["risks"] + everybody["risks"]
    assert "A room is known" in safeguarding["risks"]


def test_a_crew_learns_its_hours_vehicle_start_place_and_call_sign(
    cast: Cast, week: Week
) -> None:
    planner = cast.actor("planner")
    of: dict[str, Any] = {
        "operation_id": week.operation_id,
        "actor": planner,
        "at": NOON,
    }
    vehicle = resources.add_vehicle(new=resources.NewVehicle("NW16 ABC", 5), **of)
    place = resources.add_start_place(
        new=resources.NewStartPlace("Wrexham station", "LL11 1AA"), **of
    )
    outfit = resources.NewOutfit("Gwylan", "NW-4", vehicle, place)
    resources.set_outfit(team_id=week.team_id, new=outfit, **of)
    for days in (0, 1):
        make_shift(
            cast, week.operation_id, week.team_id, on=TODAY + timedelta(days=days)
        )
    make_shift(
        cast,
        week.operation_id,
        week.team_id,
        on=TODAY + timedelta(days=3),
        first=time(22),
        last=time(6),
        is_reserve=True,
    )

    found = suggest(cast, begin(cast, week))

    assert found["en"]["hours"].splitlines() == [
        "Start place: Wrexham station, LL11 1AA",
        "Vehicle: NW16 ABC",
        "5 to 6 January 2026: 8am to 4pm",
        "8 January 2026: 10pm to 6am the next day, reserve",
    ]
    assert "5 i 6 Ionawr 2026: 8am i 4pm" in found["cy"]["hours"]
    assert found["en"]["radio"] == "Call sign Gwylan, channel NW-4."


def test_what_somebody_saved_is_never_suggested_over(cast: Cast, week: Week) -> None:
    brief_id = begin(cast, week)
    write_texts(cast, week, TEXTS)
    write_brief(cast, brief_id, {"media": "Ask Catrin"})

    draft = drafts.get_draft(viewer=cast.actor("planner"), brief_id=brief_id)

    assert draft.words["en"] == {"media": "Ask Catrin"}
    assert draft.unsaved == ("cy",)
    assert "Rydym yn siarad" in draft.words["cy"]["media"]


def test_the_longest_that_is_suggested_fits_on_two_pages(
    cast: Cast, week: Week
) -> None:
    long = "A sentence that tells the crew of something. " * 40
    write_texts(cast, week, dict.fromkeys(TEXTS, (long, long)))
    for subject in ("team", "secrecy"):
        for number in range(rules.MOST_RISKS + 2):
            add_risk(cast, week, subject, f"{number} {long}")
    for days in range(5):
        make_planned_visit(
            cast,
            week.operation_id,
            team_id=week.team_id,
            on=TODAY + timedelta(days=days),
        )
    found = suggest(cast, begin(cast, week))

    told = found["en"] | {"facts": "A dog.", "bring": "A hall.", "radio": "NW-4."}
    brief_id = make_brief(
        cast, week.operation_id, week.team_id, words=told, welsh=found["cy"]
    )

    assert issue_brief(cast, brief_id) == 1
    assert max(map(len, found["en"].values())) <= rules.MOST_SUGGESTED
    assert "…" in read_paper(cast, brief_id, "officer", 1, "cy")


def test_the_page_says_what_is_suggested_and_which_language_nobody_saved(
    cast: Cast,
    week: Week,
    planner: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    brief_id = begin(cast, week)
    address = reverse("briefs:write", args=[brief_id, "cy"])

    with django_assert_max_num_queries(30):
        suggested = planner.get(address).content.decode()
    write_brief(cast, brief_id, {"facts": "A dog."})
    preview = planner.get(reverse("briefs:preview", args=[brief_id, "en"]))

    assert "is suggested from the plan, the roster" in suggested
    assert f'href="{address}"' in preview.content.decode()
