"""The target pack: two pages, marked, with no more than the reader may take out."""

from __future__ import annotations

import io
from dataclasses import replace
from uuid import UUID

import pikepdf
import pytest
from django.utils import timezone, translation

from tests.cast import NOON, TODAY, Cast
from tests.made.agencies import their_analyst
from tests.made.intelligence import make_intelligence, make_item
from tests.made.places import make_premises
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.intelligence.exchange.actions.packs import export_pack
from unhidden.intelligence.exchange.queries.packs import TargetPack, load_target_pack
from unhidden.intelligence.exchange.queries.papers import build_dossier, on_paper
from unhidden.intelligence.networks.actions.networks import NoReasonToExport
from unhidden.intelligence.reports.actions import checks as checks_actions
from unhidden.intelligence.reports.actions import gradings
from unhidden.intelligence.reports.queries import checks as checks_queries
from unhidden.intelligence.reports.queries import items
from unhidden.intelligence.reports.rules.checks import LINES, NewCheck
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.learning.queries import typeface_for
from unhidden.lib.paper import DossierEntry, DossierPart, draw_dossier

pytestmark = pytest.mark.django_db
CONDITIONS = "Consult the originator before any overt action."


@pytest.fixture
def place(cast: Cast) -> UUID:
    return make_premises(by=cast.actor("analyst"), name="Sparkle Hand Car Wash")


def told(
    place: UUID,
    name: str,
    *signs: str,
    by: Actor,
    desk: Actor | None = None,
    second: Actor | None = None,
) -> UUID:
    """A conditional item about the premises and somebody.

    ``desk`` confirms its grade, and ``second`` checks it, too.
    """
    here = NewMention("premises", "", place)
    item = make_item(
        mentions=(here, NewMention("person", name)), source="1", sign_codes=signs
    )
    key = make_intelligence(item, by=by)
    (row,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    if confirms := desk or second:
        gradings.confirm_grade(
            item_id=row.id, reason="As it is.", actor=confirms, at=NOON
        )
    if second:
        seen = checks_queries.to_check(
            viewer=second, intelligence_id=key, number=1
        ).seen
        checks_actions.check_item(
            item_id=row.id,
            seen=seen,
            new=NewCheck(is_sound=True, confirmed=LINES),
            actor=second,
            at=NOON,
        )
    return key


def packed(place: UUID, *, by: Actor) -> TargetPack:
    return load_target_pack(viewer=by, premises_id=place, today=TODAY)


def test_what_waits_or_is_not_in_view_is_in_the_sum_and_nowhere_else(
    cast: Cast, place: UUID
) -> None:
    analyst, officer = cast.actor("analyst"), cast.actor("officer")
    key = told(place, "Arben", "gen_cannot_leave", by=officer, second=analyst)
    told(place, "Bujar", "gen_punished", by=officer, desk=analyst)
    told(place, "Drita", "gen_debt_bond", by=cast.actor(their_analyst(cast)))

    found = packed(place, by=analyst)
    written = build_dossier(found, at=NOON).text

    assert [each.reason.intelligence_id for each in found.reasons] == [key]
    assert [line.text for line in found.subjects] == ["Arben"]
    assert found.shown == (key,)
    shown = sum(each.reason.points for each in found.reasons)
    assert min(100, shown + found.withheld) == found.score
    for word in ("Bujar", "Drita", "Punished", "Working off a debt"):
        assert word not in written


def test_no_assessment_is_made_of_a_part_and_the_paper_says_what_is_missing(
    cast: Cast, place: UUID
) -> None:
    """A side that leaves something out would read lower than the page beside it."""
    analyst, officer = cast.actor("analyst"), cast.actor("officer")
    told(place, "Arben", "gen_cannot_leave", by=officer, second=analyst)
    waits = told(place, "Bujar", "gen_punished", by=officer, desk=analyst)
    theirs = cast.actor(their_analyst(cast))
    told(place, "Drita", "gen_debt_bond", by=theirs)
    told(place, "Edon", "gen_threat_person", by=theirs)
    urn = items.get_graded_report(viewer=officer, intelligence_id=waits).urn

    found = packed(place, by=analyst)
    written = build_dossier(found, at=NOON).text

    assert found.panel is None
    assert [(one.urn, one.number) for one in found.missing.waiting] == [(urn, 1)]
    assert found.missing.closed == 2
    assert "Not assessed on this paper" in written
    assert f"{urn}, item 1, waits for a second person." in written
    assert "2 parts come from what you may not open." in written
    for side in ("Likelihood", "Confidence", "Nothing known"):
        assert side not in written


def test_an_assessment_of_all_parts_is_the_one_of_the_page(
    cast: Cast, place: UUID, signed_in: SignedIn
) -> None:
    analyst, officer = cast.actor("analyst"), cast.actor("officer")
    told(place, "Arben", "gen_cannot_leave", by=officer, second=analyst)
    told(place, "Bujar", "gen_punished", by=officer, second=analyst)

    found = load_target_pack(
        viewer=analyst, premises_id=place, today=timezone.localdate()
    )
    page = words(signed_in("analyst").get(f"/risk/premises/{place}/"))

    assert not found.missing
    assert found.panel is not None
    assert len(found.panel.sides) == 3
    for side in found.panel.sides:
        assert f"{side.label} {side.band_label}, {side.reach} of 100" in page


def test_the_page_says_before_printing_what_keeps_the_assessment_back(
    cast: Cast, place: UUID, signed_in: SignedIn
) -> None:
    officer, analyst = cast.actor("officer"), cast.actor("analyst")
    client, url = signed_in("analyst"), f"/risk/premises/{place}/pack/"
    key = told(place, "Bujar", "gen_punished", by=officer, desk=analyst)
    urn = items.get_graded_report(viewer=officer, intelligence_id=key).urn

    asked = client.get(url)

    assert "Harm, likelihood and confidence will not be on it" in words(asked)
    assert f"{urn}, item 1, waits for a second person." in words(asked)
    assert f"/intelligence/{key}/" in asked.content.decode()


def test_each_item_stands_with_its_grade_and_its_conditions_on_marked_pages(
    cast: Cast, place: UUID
) -> None:
    analyst = cast.actor("analyst")
    officer = cast.actor("officer")
    key = told(place, "Arben", "gen_cannot_leave", by=officer, second=analyst)
    urn = items.get_graded_report(viewer=analyst, intelligence_id=key).urn

    found = packed(place, by=analyst)
    with translation.override("cy"):
        welsh = build_dossier(found, at=NOON)
    english = build_dossier(found, at=NOON)
    file = pikepdf.open(io.BytesIO(on_paper(found, at=NOON)))

    assert english.text.count(CONDITIONS) == 2
    assert f"{urn}, item 1, 1CC" in english.text
    assert english.foot == (
        "Printed by Analyst, North Wales Police, 5 January 2026 at midday."
    )
    assert (welsh.language, english.marking) == ("cy", "OFFICIAL-SENSITIVE")
    assert len(file.pages) == 2


def test_a_pack_leaves_for_a_reason_which_the_record_keeps(
    cast: Cast, place: UUID
) -> None:
    analyst = cast.actor("analyst")
    key = told(
        place, "Arben", "gen_cannot_leave", by=cast.actor("officer"), second=analyst
    )

    for reason, by, refusal in (
        (" ", "analyst", NoReasonToExport),
        ("Briefing.", "planner", Absent),
    ):
        with pytest.raises(refusal):
            export_pack(premises_id=place, reason=reason, actor=cast.actor(by), at=NOON)
    export_pack(premises_id=place, reason="Briefing.", actor=analyst, at=NOON)

    printed = [
        event
        for event in audit.history(subject_ids=[place])
        if event.name == "intelligence.pack_printed"
    ]
    assert [(e.verb, e.justification, e.shown) for e in printed] == [
        ("disclosure", "Briefing.", [key])
    ]


def test_the_page_asks_why_and_gives_the_file(
    cast: Cast, place: UUID, signed_in: SignedIn
) -> None:
    client = signed_in("analyst")
    url = f"/risk/premises/{place}/pack/"

    asked = client.post(url, {"reason": ""})
    file = client.post(url, {"reason": "Briefing of Monday."})

    assert "Enter the reason" in asked.content.decode()
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Cache-Control"] == "no-store"
    assert signed_in("planner").get(url).status_code == 404


def test_there_are_two_pages_however_much_there_is_to_say_and_in_any_script(
    cast: Cast, place: UUID
) -> None:
    many = tuple(
        DossierEntry("+9", f"Sign {n}, Олена", "Conditions. " * 150, 9)
        for n in range(4)
    )
    base = build_dossier(packed(place, by=cast.actor("analyst")), at=NOON)
    part = DossierPart("All", many, more="{count} more, together {points} points")
    full = replace(base, first=(part,), second=(part, part))

    file = pikepdf.open(
        io.BytesIO(draw_dossier(full, typeface_for(full.text, full.bold)))
    )

    assert len(file.pages) == 2
