"""The desk analyst opens a report, decides, and writes graded intelligence."""

from __future__ import annotations

from tests.journeys.public_member import SAW
from tests.journeys.walk import Walk

SANITISED = "Two people are reported never to leave the premises."
CHECKS = "input[name='checks']"


def triages(walk: Walk) -> None:
    """The most urgent report is first; it is read, stays here, and is decided on."""
    walk.follow("Reports", within="nav")
    walk.page.locator(".ui-card a").first.click()
    walk.sees(SAW)
    report = walk.page.url
    walk.follow("Pass the report to another desk")
    walk.reads("Which organisation’s desk?")
    walk.go(report)
    walk.press("Keep the decision")
    walk.tick("decision", "intelligence")
    walk.fill(
        reason="Synthetic journey: signs that fit together.",
        no_call="Synthetic journey: nobody is in danger.",
    )
    walk.press("Keep the decision")


def writes(walk: Walk) -> None:
    """An item with its 3x5x2 grade, a person, a vehicle, a phone and premises."""
    if walk.page.get_by_role("link", name=walk.text("Write it up")).count():
        walk.follow("Write it up")
    prefix = "item-0" if walk.page.locator('[name="item-0-text"]').count() else "form-0"
    walk.fill(
        provenance="The public form.",
        **{
            f"{prefix}-text": SANITISED,
            f"{prefix}-conditions": "Consult the desk first.",
            f"{prefix}-persons": "Man known as Teddy",
            f"{prefix}-vehicles": "QQ16 SYN",
            f"{prefix}-phones": "07700 900123",
            f"{prefix}-find": "Car wash 01",
        },
    )
    walk.press("Find premises")
    walk.page.locator(f'input[name="{prefix}-premises"]').first.check(force=True)
    walk.tick(f"{prefix}-signs", "gen_cannot_leave")
    for box in walk.page.locator(CHECKS).all():
        box.check(force=True)
    walk.press("Save the intelligence")
    if walk.page.locator(CHECKS).count():
        walk.press("Save the intelligence")
    walk.sees(SANITISED)
    walk.sees("NW-INT-")
    walk.keep("intelligence")


def sees_the_risk(walk: Walk) -> None:
    """The premises carry a risk now, with its reasons."""
    walk.go(walk.world.kept["intelligence"])
    walk.follow_words("Car wash 01")
    walk.follow("Risk and its reasons")
    walk.sees("NW-INT-")
