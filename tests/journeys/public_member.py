"""A member of the public learns the signs, reports, checks, and reads the result."""

from __future__ import annotations

from tests.journeys.walk import Walk
from unhidden.reporting.tests.pages import old_ticket

SAW = "Synthetic journey: two people never leave the car wash."


TOLD = {
    "danger_now": "yes",
    "who_you_are": "saw_something",
    "what": SAW,
    "where": "1 Example Street",
    "vehicles": "QQ16 SYN",
}


def reports(walk: Walk) -> None:
    """Spot the signs, report a concern, and keep seven receipt words."""
    walk.follow("Spot the signs", within="nav")
    walk.follow("Report a concern", within="nav")
    _answers(walk, TOLD)
    walk.press("Send the report")

    walk.reads("We have your report")
    words = walk.page.locator("main ol li").all_inner_texts()
    assert len(words) == 7
    walk.world.kept["receipt"] = " ".join(words)
    assert walk.page.context.cookies() == []


def _answers(walk: Walk, told: dict[str, str]) -> None:
    """Go from step to step to the last page, answering what is asked for."""
    walk.go(walk.page.url.split("/report/")[0] + "/report/")
    walk.press("Start")
    while walk.page.locator("#report").get_attribute("data-step") != "check":
        for name, value in told.items():
            box = walk.page.locator(f'main [name="{name}"]')
            if box.count() and box.first.get_attribute("type") == "radio":
                walk.tick(name, value)
            elif box.count() and box.first.is_visible():
                walk.fill(**{name: value})
        walk.press("Continue")
    # The form has to be some seconds old: this one is, at once.
    old = old_ticket()
    walk.page.locator('[name="ticket"]').evaluate("(box, t) => { box.value = t }", old)


def checks(walk: Walk, status: str) -> None:
    """Type the words back and read where the report stands."""
    walk.follow("Report a concern", within="nav")
    prefix = "/cy" if walk.world.language == "cy" else ""
    walk.go(f"{walk.world.sites.public}{prefix}/report/status/")
    walk.fill(words=walk.world.kept["receipt"])
    walk.press("Check")
    walk.reads(status)
    walk.fill(**{"add-text": "Synthetic journey: they were there again."})
    walk.press("Add it")
    walk.reads("We have what you wrote. The desk will read it.")


def reads_the_result(walk: Walk) -> None:
    """The published page: exact where it may be, protected where it must be."""
    _first_page(walk)
    walk.follow("Results", within="nav")
    walk.follow_words(walk.world.name)
    walk.reads("fewer than 5")
    walk.reads("People brought to safety")
    walk.sees(walk.world.kept["statement"])


def _first_page(walk: Walk) -> None:
    """The pages of a report have no menu: from there one goes home."""
    prefix = "/cy" if walk.world.language == "cy" else ""
    walk.go(f"{walk.world.sites.public}{prefix}/")


def reads_the_week_of_2016(walk: Walk) -> None:
    """The reference week shows what was published in 2016."""
    walk.follow("Results", within="nav")
    names = {
        "en": "Week of action against modern slavery, October 2016",
        "cy": "Wythnos weithredu yn erbyn caethwasiaeth fodern, Hydref 2016",
    }
    walk.follow_words(names[walk.world.language])
    for label, figure in (
        ("Interventions", "104"),
        ("People brought to safety", "4"),
        ("Of them, people alleging labour exploitation", "2"),
    ):
        row = walk.page.locator("main tr").filter(has_text=walk.text(label))
        assert row.first.locator("td").inner_text().strip() == figure
