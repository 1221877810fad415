"""The officer records the visit on a phone, and tells the desk what was learnt."""

from __future__ import annotations

from tests.journeys.walk import Walk


def records(walk: Walk) -> None:
    """Who was there in counts, signs, outcome, referral, somebody found."""
    walk.go(f"{walk.world.sites.staff}/visits/")
    plans = walk.page.locator(".ui-card").filter(has_text=walk.world.team)
    plans.get_by_role("link").first.click()
    walk.press("Record the visit")
    walk.tick("entry_basis", "consent")
    walk.fill(
        purpose_told="We are here to see that everybody is well.",
        consent_by="The manager",
        starts_at="0:01",
        ends_at="0:02",
        spoken_to="2",
        leaflets="1",
        notices="0",
        arrests="0",
        present_adult_male="3",
        narrative="Spoken to alone, with an interpreter by phone.",
    )
    walk.day("on", walk.world.today)
    walk.tick("interpreter", "phone")
    walk.fill(outcome="potential_victim_identified")
    walk.tick("sign_cw_no_waterproofs", "seen")
    walk.tick("sign_cw_caravan_on_site", "not_seen")
    walk.tick("sign_cw_locked_back_room", "could_not_look")
    _rows(walk)
    wide = walk.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= walk.page.viewport_size["width"]  # type: ignore[index]
    walk.press("Record the visit")
    walk.reads("Potential victim identified")
    walk.keep("visit")


def _rows(walk: Walk) -> None:
    for fold in walk.page.locator("details").all():
        fold.evaluate("fold => { fold.open = true; }")
    walk.fill(
        referral_1_to="council_adult",
        referral_1_legal_basis="Social Services and Well-being (Wales) Act 2014",
    )
    walk.tick("victim_1_age_group", "adult")
    walk.tick("victim_1_alleges", "labour")
    walk.tick("victim_1_is_brought_to_safety", "yes")


def tells_the_desk(walk: Walk) -> None:
    """What the visit learnt returns as a new item, linked to the visit."""
    walk.go(walk.world.kept["visit"])
    walk.page.locator('a[href$="/learnt/"]').first.click()
    walk.fill(
        text="Workers were seen without gloves or boots.",
        raw="Three men, no gloves, no boots, strong smell.",
        provenance="Seen by the team.",
        conditions="Consult the desk first.",
    )
    walk.tick("sign_codes", "cw_no_waterproofs")
    walk.press("Send to the desk")
    walk.sees("NW-INT-")
