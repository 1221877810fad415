"""A week of action from nothing to briefed, an hour gone otherwise, and its end."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from tests.journeys.walk import Walk

NAMES = {"en": "Week from nothing", "cy": "Wythnos o ddim byd"}
#: Who is on no crew of the week that runs: leader, partner, and where from.
CREWS = {
    "en": ("officer_5", "Tom Bradley", "Peter Nolan", "Conwy County Borough Council"),
    "cy": ("officer_6", "Lowri Evans", "Elin Williams", "Gwynedd Council"),
}
#: The week that runs enforces on other days alone: no other operation is at these.
PLACES = {"en": "Food plant 0", "cy": "Food plant 1"}
SILVER = "Paul Whitfield"
REASON = "Synthetic journey: what was planned before goes."
SEARCHED = 60_000


def crew_name(walk: Walk) -> str:
    return f"Crew {walk.world.language}"


def opens(walk: Walk) -> None:
    """The operation, a partner, one crew, and Silver."""
    walk.follow("Operations", within="nav")
    walk.open('a[href="/operations/new/"]')
    name = NAMES[walk.world.language]
    walk.fill(name_en=name, name_cy=name, aims="Synthetic journey: the whole week.")
    walk.day("starts_on", walk.world.today)
    walk.day("ends_on", walk.world.today)
    walk.pick("lead", "North Wales Police")
    walk.page.locator("main form button").last.click()
    walk.keep("operation", parts=5)
    _, leader, partner, organisation = CREWS[walk.world.language]
    walk.follow("Partners", within="main")
    walk.pick("organisation", organisation)
    walk.press("Add the partner")
    walk.follow("Teams", within="main")
    walk.fill(name=crew_name(walk))
    walk.press("Add the team")
    for person in (leader, partner):
        walk.pick("person", person)
        if person == leader:
            walk.page.locator('[name="is_leader"]').check(force=True)
        walk.press("Add to the team")
    walk.keep("team")
    _appoints_silver(walk)


def _appoints_silver(walk: Walk) -> None:
    walk.go(f"{walk.world.kept['operation']}command/")
    walk.reads("Nobody holds a post now.")
    walk.follow("Give somebody a post")
    walk.tick("post", "silver")
    walk.pick("person", SILVER)
    walk.day("from_on", walk.world.today)
    walk.fill(from_time="0:00")
    walk.page.locator("main form button").last.click()
    walk.sees(SILVER)


def rosters(walk: Walk) -> None:
    """A start place, what the crew goes out with, and its hours."""
    operation = walk.world.kept["operation"]
    team = walk.world.kept["team"].rstrip("/").rsplit("/", 1)[-1]
    walk.go(f"{operation}resources/")
    walk.follow("Add a start place")
    walk.fill(name="Wrexham police station", postcode="LL99 6GA")
    walk.press("Add the place")
    walk.go(f"{operation}outfits/{team}/")
    walk.fill(call_sign="Clwyd 9", radio_channel="Talk group 9")
    walk.pick("start_place", "Wrexham police station")
    walk.press("Set it")
    walk.go(f"{operation}roster/{team}/{walk.world.today.isoformat()}/")
    walk.tick("kind", "early")
    walk.fill(starts_at="8am", ends_at="6pm")
    walk.page.locator("main form button").first.click()
    walk.reads("Roster")


def chooses(walk: Walk) -> None:
    """Nobody is a candidate; then three places are, and all get a soft visit."""
    walk.go(f"{walk.world.kept['operation']}candidates/")
    walk.reads("No place is a candidate yet.")
    words = PLACES[walk.world.language].replace(" ", "+")
    walk.go(f"{walk.world.kept['operation']}candidates/add/?text={words}")
    walk.press("Add as candidates")
    walk.reads("Select at least one place")
    for box in walk.page.locator('input[name="with-places"]').all()[:3]:
        box.check(force=True)
    walk.press("Add as candidates")
    walk.go(f"{walk.world.kept['operation']}candidates/")
    for box in walk.page.locator("input[data-candidate]").all():
        box.check(force=True)
    fold = walk.page.locator("details").filter(
        has=walk.page.locator('[name="with-kind"]')
    )
    fold.evaluate("fold => { fold.open = true; }")
    walk.fill(**{"with-kind": "soft"})
    walk.press("Decide the kind")


def plans(walk: Walk) -> None:
    """The search shows how far it is, is stopped with its best, and is taken."""
    walk.go(f"{walk.world.kept['operation']}plans/")
    walk.reads(
        "There is no plan yet. A search makes one from the visits, the teams and the"
        " roads."
    )
    walk.follow("Ask for a plan")
    walk.tick("seconds", "30")
    walk.page.locator("main form button").last.click()
    opens_the_plan(walk)
    walk.keep("plan", parts=6)
    walk.sees("highspy")
    walk.follow("Take this plan")
    walk.fill(reason=REASON)
    walk.press("Take this plan")
    walk.reads("Ask about each of these places, and tick it")
    _takes(walk)
    walk.go(f"{walk.world.kept['operation']}visits/")
    walk.sees(PLACES[walk.world.language])


def _takes(walk: Walk) -> None:
    """Take the plan, and say that whoever else goes there was asked."""
    for box in walk.page.locator('main form input[type="checkbox"]').all():
        box.check(force=True)
    walk.press("Take this plan")


def opens_the_plan(walk: Walk) -> None:
    """Wait for the search that runs, however it ends, and open what it found."""
    words = walk.text("Open the plan")
    link = walk.page.locator("a").filter(has_text=words)
    expect(link.first).to_be_visible(timeout=SEARCHED)
    walk.look()
    walk.open(f'a:has-text("{words}")')


def briefs(walk: Walk) -> None:
    """What is missing is named; then the brief is whole, and issued."""
    walk.go(walk.world.kept["operation"])
    walk.follow("Briefs", within="main")
    walk.pick("team", crew_name(walk))
    walk.press("Write the brief")
    walk.press("Save and look at it")
    assert not walk.page.get_by_role(
        "button", name=walk.text("Issue the brief")
    ).count()
    walk.page.go_back()
    walk.fill(facts="A dog.", bring="Example House.", radio="Talk group 9.")
    walk.press("Save and look at it")
    walk.press("Issue the brief")
    walk.keep("brief")


def reads_the_brief(walk: Walk) -> None:
    """On a phone, from the first page; it is said once."""
    walk.page.goto(f"{walk.world.sites.staff}/briefs/")
    walk.open('main a[href^="/briefs/"]')
    walk.sees("Talk group 9.")
    walk.press("I have read and understood this brief")
    walk.reads("Thank you. It is noted that you have read it.")


def starts(walk: Walk) -> None:
    walk.go(walk.world.kept["operation"])
    walk.follow("Start the operation")
    walk.press("Start the operation")


def replans(walk: Walk) -> None:
    """A visit turns: Silver says so, sees what differs, and takes it."""
    walk.go(f"{walk.world.kept['plan']}list/")
    row = walk.page.locator("main tbody tr").first
    day, hours = (each.inner_text() for each in row.locator("th, td").all()[:2])
    walk.go(walk.world.kept["plan"])
    walk.follow("Something happened")
    walk.press("Plan again what is left")
    walk.reads("Select what happened")
    walk.tick("kind", "enforcement")
    walk.pick("crew_day", crew_name(walk))
    walk.pick("day", day)
    walk.fill(at=hours.split()[0])
    walk.press("Plan again what is left")
    opens_the_plan(walk)
    walk.follow("What differs")
    walk.reads("What changes")
    walk.open('main a[href$="/take/"]')
    walk.fill(reason=REASON)
    _takes(walk)
    walk.reads("The plan is taken. ")


def records_the_turn(walk: Walk) -> None:
    """Before the record: by which power, who decided, and what was said."""
    walk.go(f"{walk.world.sites.staff}/visits/")
    plans = walk.page.locator(".ui-card").filter(has_text=crew_name(walk))
    plans.get_by_role("link").first.click()
    walk.press("Record the visit")
    walk.keep("record")
    walk.follow("It was turned into enforcement: write that down first")
    walk.fill(
        power="Police and Criminal Evidence Act 1984, section 17",
        authority="INC/1040",
        told="That we come in because somebody called for help.",
    )
    walk.pick("decided_by", CREWS[walk.world.language][1])
    walk.press("Write it down")
    walk.sees("INC/1040")


def records(walk: Walk) -> None:
    walk.go(walk.world.kept["record"])
    walk.tick("entry_basis", "power")
    walk.day("on", walk.world.today)
    walk.tick("interpreter", "not_needed")
    walk.fill(
        power="Section 17, INC/1040",
        purpose_told="That we come in because somebody called for help.",
        starts_at="0:01",
        ends_at="0:02",
        spoken_to="2",
        leaflets="1",
        notices="0",
        arrests="0",
        present_adult_male="3",
        outcome="advice_given",
    )
    walk.press("Record the visit")
    walk.reads("Advice given")


def confers(walk: Walk) -> None:
    """In the evening: what the crew has to say, for who plans."""
    walk.go(walk.world.kept["operation"])
    walk.follow("Debriefs", within="main")
    walk.follow("Write a hot debrief")
    walk.tick("is_everybody_safe", "yes")
    walk.press("Save the hot debrief")
    walk.reads("Enter at least what worked or what you learnt")
    walk.fill(worked="One speaks, one looks.", urgent="A phone to be kept on.")
    walk.press("Save the hot debrief")
    walk.reads("The hot debrief is saved")


def closes(walk: Walk) -> None:
    """What was not made is cancelled; then the week is closed and looked back at."""
    operation = walk.world.kept["operation"]
    walk.go(f"{operation}visits/")
    while (link := walk.page.locator('main a[href$="/cancel/"]')).count():
        walk.page.goto(f"{walk.world.sites.staff}{link.first.get_attribute('href')}")
        walk.fill(reason=REASON)
        walk.page.locator("main form button").last.click()
        walk.go(f"{operation}visits/")
    walk.go(operation)
    walk.follow("Close the operation")
    walk.press("Close the operation")
    walk.follow("Debriefs", within="main")
    walk.sees("A phone to be kept on.")


def debriefs(walk: Walk) -> None:
    """The structured debrief, not before it is held, and who looks again."""
    walk.follow("Write the structured debrief")
    walk.day("held_on", walk.world.today + timedelta(days=1))
    walk.fill(
        facilitator="A colleague",
        present="Police and councils",
        worked="The radio.",
        improve="Interpreters.",
    )
    walk.press("Save the debrief")
    walk.reads("The debrief is still to be held: write it down after that day")
    walk.day("held_on", walk.world.today)
    walk.press("Save the debrief")
    walk.follow("Set the checks after 3, 6 and 12 months")
    walk.pick("owner", SILVER)
    walk.press("Set the checks")
    walk.reads("The checks are set")


def counts(walk: Walk) -> None:
    """The sheet, computed from the records."""
    walk.follow("Results", within="nav")
    key = walk.world.kept["operation"].rstrip("/").rsplit("/", 1)[-1]
    walk.open(f'main a[href*="{key}"]')
    walk.press("Compute the result sheet")
    walk.keep("results")


def walks_every_figure_back(walk: Walk) -> None:
    """Each figure that is more than nothing is the sum of its records."""
    walk.go(walk.world.kept["results"])
    figures = {
        row.locator("a").get_attribute("href"): row.locator("td").first.inner_text()
        for row in walk.page.locator("main tbody tr").all()
    }
    assert any(value.strip() != "0" for value in figures.values())
    for address, value in figures.items():
        if value.strip() == "0":
            continue
        walk.go(f"{walk.world.sites.staff}{address}")
        adds = walk.page.locator("main .ui-card__line").all_inner_texts()
        assert sum(int(each.split()[-1]) for each in adds) == int(value)
