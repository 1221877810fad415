"""A member of the public learns the signs, reports, checks, and reads the result."""

from __future__ import annotations

from tests.journeys.walk import Walk

SAW = "Synthetic journey: two people never leave the car wash."


def reports(walk: Walk) -> None:
    """Spot the signs, report a concern, and keep seven receipt words."""
    walk.follow("Spot the signs", within="nav")
    walk.follow("Report a concern", within="nav")
    walk.press("Send the report")
    walk.reads("Enter what you saw or know, or select at least one sign")

    walk.tick("danger_now", "yes")
    walk.tick("who_you_are", "saw_something")
    walk.fill(what=SAW, where="1 Example Street", vehicles="QQ16 SYN")
    walk.press("Send the report")

    walk.reads("We have your report")
    words = walk.page.locator("main ol li").all_inner_texts()
    assert len(words) == 7
    walk.world.kept["receipt"] = " ".join(words)
    assert walk.page.context.cookies() == []


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
    walk.follow("Results", within="nav")
    walk.follow_words(walk.world.name)
    walk.reads("fewer than 5")
    walk.reads("People brought to safety")
    walk.sees(walk.world.kept["statement"])


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
