"""October 2016's car wash, as an investigation would be kept today, page by page."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.walk import Walk

SEND = "main form button.govuk-button"
CATEGORIES = (
    "calls",
    "incident_logs",
    "crime_reports",
    "custody",
    "previous_accounts",
    "interviews",
    "reliability",
)
BOOK = "JR/1"


def is_asked_for(walk: Walk) -> None:
    """The officer whose team was there asks the force's investigators."""
    walk.go(f"{walk.world.sites.staff}/visits/")
    walk.open('.ui-card h3 a:has-text("Car wash")')
    walk.follow("Ask for an investigation")
    walk.pick("to", "North Wales Police")
    walk.fill(title=walk.world.name, grounds="Nobody was paid for September.")
    walk.press("Send the request")
    walk.reads("The investigators have your request")


def is_taken_on(walk: Walk) -> None:
    """Whoever accepts leads it, and names who schedules its material."""
    walk.go(f"{walk.world.sites.staff}/investigations/requests/")
    walk.follow_words(walk.world.name)
    walk.press("Open the investigation, and lead it")
    walk.reads("The investigation is open, and you lead it")
    walk.keep("inquiry", parts=5)
    walk.follow("Team and posts", within="main")
    walk.follow("Add somebody to the team")
    walk.pick("person", "Meinir Gwyn")
    walk.press("Add them")
    walk.reads("The colleague is on the team")
    goes_to(walk, "Team and posts", "Give somebody a post")
    walk.pick("person", "Meinir Gwyn")
    walk.fill(function="disclosure_officer")
    walk.open(SEND)
    walk.reads("They hold the post from now on")


def goes_to(walk: Walk, *path: str) -> None:
    """From the front of the investigation by links of its pages, in English."""
    walk.go(walk.world.kept["inquiry"])
    for words in path:
        walk.follow(words, within="main")


def has_its_people(walk: Walk) -> None:
    """A suspect, one survivor who helps, and one who does not."""
    for role, name in (
        ("suspect", "Synthetic Suspect"),
        ("victim", "Synthetic Helper"),
        ("victim", ""),
    ):
        goes_to(walk, "People", "Add a person")
        walk.fill(role=role, name=name)
        walk.open(SEND)
        walk.reads("The person is in the investigation")


def asks_both_ways(walk: Walk) -> None:
    """A line towards the suspect and one away, and an action for the second."""
    for direction, question in (
        ("towards", "Who kept the wages?"),
        ("away", "Did they hold their own cards, as he says?"),
    ):
        goes_to(walk, "Incident room")
        walk.go(f"{walk.world.kept['inquiry']}room/lines/raise/")
        walk.tick("direction", direction)
        walk.fill(question=question, why="Both things were said on the day.")
        walk.open(SEND)
    walk.go(f"{walk.world.kept['inquiry']}room/actions/raise/?line=2")
    walk.tick("priority", "high")
    walk.fill(text="Ask the bank whether there is an account")
    walk.open(SEND)


def hears_who_helps(walk: Walk) -> None:
    """One makes a statement; the other declines, and gives no reason."""
    walk.go(f"{walk.world.kept['inquiry']}room/statements/take/")
    walk.pick("maker", "2")
    walk.fill(
        title="Statement of person 2",
        language="vi",
        taken_time="0:01",
        text="He kept our passports in the drawer (synthetic).",
        pages="1",
    )
    walk.day("taken_on", walk.world.today)
    walk.open(SEND)
    walk.go(f"{walk.world.kept['inquiry']}room/interviews/plan/")
    walk.pick("person", "3")
    walk.tick("kind", "abe")
    walk.fill(language="vi", plan="Asked once, through who supports them.")
    walk.tick("present", "interpreter", "supporter")
    walk.open(SEND)
    walk.go(f"{walk.world.kept['inquiry']}room/interviews/1/")
    walk.fill(stage="declined")
    walk.open(SEND)
    walk.reads("The step is kept")


def is_decided(walk: Walk) -> None:
    """The disclosure officer decides everything: the program has decided nothing."""
    for what, decision in (
        ("relevance", "relevance:relevant"),
        ("use", "use:unused"),
        ("sensitivity", "sensitivity:none_sensitive"),
        ("test", "test:not_met"),
    ):
        _decide(walk, what, decision)
    goes_to(walk, "Unused material", "Describe items for the schedule")
    _describe(walk)


def is_signed(walk: Walk) -> None:
    """Each presumed category is answered first; then the certificate."""
    for category in CATEGORIES:
        goes_to(walk, "Unused material", "Schedules")
        walk.open(f'a[href$="/presumed/{category}/"]')
        walk.tick("answer", "none_exists")
        walk.open(SEND)
        walk.reads("Your answer is kept")
    _sign(walk)


def is_reopened(walk: Walk) -> None:
    """A defence statement comes: the certificate holds no more."""
    goes_to(walk, "Unused material", "Something happened: look again")
    walk.fill(trigger="defence_statement", reference="D1")
    walk.day("happened_on", walk.world.today)
    walk.open(SEND)
    walk.reads("What does not meet the test is to be looked at again")
    goes_to(walk, "Unused material", "Schedules")
    walk.reads(
        "The certificate is no longer valid: something has changed since it was signed."
    )


def is_signed_again(walk: Walk) -> None:
    """Everything that was not met is looked at, for the defence that is known now."""
    _decide(walk, "look_again", "test:not_met")
    _sign(walk)


def goes_missing(walk: Walk) -> None:
    """A wage book is taken, stored, and for two hours nobody can say where it is."""
    before = walk.world.today - timedelta(days=1)
    goes_to(walk, "Exhibits", "Register an exhibit")
    walk.fill(
        reference=BOOK,
        kind="document",
        description="Wage book with a red cover",
        found_at="Locked drawer of the office",
        found_by="PC Example",
        seized_by="PC Example",
        seized_at="9:00",
        power="pace_18",
        holder="Store A",
        seal="S1",
    )
    walk.day("seized_on", before)
    walk.open(SEND)
    walk.reads("The exhibit is registered")
    walk.keep("exhibit")
    _move_from_a_wrong_hand(walk)
    walk.go(walk.world.kept["exhibit"])
    walk.follow("It is not where the record says: record where it is now")
    walk.fill(
        missing_at="11:30",
        found_at="13:30",
        why="Left on a table during an alarm (synthetic).",
        holder="Interview room 2",
    )
    walk.day("missing_on", before)
    walk.day("found_on", before)
    walk.open(SEND)
    walk.reads("The gap is written, and where it is now")
    walk.go(walk.world.kept["exhibit"])
    walk.sees("Left on a table during an alarm (synthetic).")
    goes_to(walk, "Exhibits", "Where everything was")
    walk.fill(at="12:30")
    walk.day("on", before)
    walk.open(SEND)
    walk.sees(BOOK)


def _move_from_a_wrong_hand(walk: Walk) -> None:
    """A move whose giver is not the holder is not written as a move."""
    goes_to(walk, "Exhibits", "Move exhibits")
    walk.fill(
        exhibits=BOOK,
        purpose="handed_on",
        from_holder="Interview room 2",
        to_holder="Store A",
        moved_at="0:01",
    )
    walk.day("moved_on", walk.world.today)
    walk.open(SEND)
    walk.sees(f"{BOOK} (Store A)")


def _decide(walk: Walk, what: str, decision: str) -> None:
    address = walk.world.kept["inquiry"]
    walk.go(f"{address}material/?what={what}")
    walk.confirm("everything")
    walk.fill(decision=decision, reason="Says nothing of the wages (synthetic).")
    walk.open("main form:has([name=decision]) button.govuk-button")


def _describe(walk: Walk) -> None:
    """Under one line; what the second look finds stays as it is."""
    walk.fill(text="Records made or taken for the investigation of the car wash")
    walk.confirm("is_block")
    walk.open(SEND)
    if walk.page.locator('main [name="looked"]').count():
        walk.confirm("looked")
        walk.open(SEND)
    walk.reads("The description is kept")


def _sign(walk: Walk) -> None:
    goes_to(walk, "Unused material", "Schedules", "See what would be signed")
    walk.confirm("certify")
    walk.open(SEND)
    walk.reads("The schedules are signed")
