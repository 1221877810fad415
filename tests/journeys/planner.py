"""The planner plans a week of action, starts it, and closes it."""

from __future__ import annotations

from tests.journeys.walk import Walk


def plans(walk: Walk) -> None:
    """An operation with a partner, a team of two agencies, a visit and a forum."""
    walk.follow("Operations", within="nav")
    walk.page.locator('a[href="/operations/new/"]').click()
    walk.page.locator("main form button").last.click()
    walk.reads("There is a problem")
    walk.fill(
        name_en=walk.world.name,
        name_cy=walk.world.name,
        aims="Synthetic journey: to walk the whole loop.",
    )
    walk.day("starts_on", walk.world.today)
    walk.day("ends_on", walk.world.today)
    walk.pick("lead", "North Wales Police")
    walk.page.locator("main form button").last.click()
    walk.keep("operation", parts=5)
    _teams(walk)
    _visit(walk)
    _forum(walk)


def _teams(walk: Walk) -> None:
    operation = walk.world.kept["operation"]
    walk.go(f"{operation}partners/")
    walk.pick("organisation", "Denbighshire County Council")
    walk.press("Add the partner")
    walk.go(f"{operation}teams/")
    walk.fill(name=walk.world.team)
    walk.press("Add the team")
    walk.go(f"{operation}teams/")
    walk.follow_words(walk.world.team)
    for person in ("Gareth Owen", "Carys Davies"):
        walk.pick("person", person)
        if person == "Gareth Owen":
            walk.page.locator('[name="is_leader"]').check(force=True)
        walk.press("Add to the team")


def _visit(walk: Walk) -> None:
    """Premises by risk; the register when one knows the name."""
    walk.go(f"{walk.world.kept['operation']}premises/?text=Car+wash+01")
    walk.press("Plan the visits")
    walk.reads("Select at least one place to visit")
    walk.page.locator('input[name="plan-premises"]').first.check(force=True)
    walk.tick("plan-kind", "soft")
    walk.fill(**{"plan-on": walk.world.today.isoformat()})
    walk.pick("plan-team", walk.world.team)
    walk.press("Plan the visits")
    walk.reads("Ask about each of these places, and tick it")
    walk.page.locator('input[name="plan-asked"]').first.check(force=True)
    walk.press("Plan the visits")
    walk.reads("Planned visits")
    walk.sees("Car wash 01")


def _forum(walk: Walk) -> None:
    walk.go(f"{walk.world.kept['operation']}events/add/")
    walk.tick("kind", "landlord_forum")
    walk.fill(place="Rhyl", on=walk.world.today.isoformat())
    walk.page.locator("main form button").last.click()
    walk.sees("Rhyl")


def starts(walk: Walk) -> None:
    """A visit is cancelled and put back; an event may be cancelled, too."""
    walk.go(f"{walk.world.kept['operation']}events/")
    walk.open('a[href$="/cancel/"]')
    walk.go(f"{walk.world.kept['operation']}visits/")
    walk.open('a[href$="/cancel/"]')
    walk.fill(reason="Synthetic journey: to see that it can be undone.")
    walk.page.locator("main form button").last.click()
    walk.go(f"{walk.world.kept['operation']}visits/")
    walk.open('a[href$="/reinstate/"]')
    walk.press("Put it back")
    walk.go(walk.world.kept["operation"])
    walk.follow("Start the operation")
    walk.press("Start the operation")


def closes(walk: Walk) -> None:
    """Who came to the forum is counted; then nothing in the operation is open."""
    walk.go(f"{walk.world.kept['operation']}events/")
    walk.open('main a[href$="/held/"]')
    walk.fill(attended="12")
    walk.page.locator("main form button").last.click()
    walk.go(walk.world.kept["operation"])
    walk.follow("Close the operation")
    walk.press("Close the operation")
    walk.reads("Closed")
