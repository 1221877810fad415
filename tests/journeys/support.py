"""The safeguarding lead offers somebody; who accepts names the worker of their case."""

from __future__ import annotations

from tests.journeys.walk import Walk


def offers_somebody(walk: Walk) -> None:
    """From the visit, to BAWSO: in codes, which name nobody."""
    walk.go(walk.world.kept["visit"])
    walk.follow("Offer somebody for support")
    walk.press("Offer them")
    walk.reads("Select whom you ask")
    walk.page.get_by_label("BAWSO").check(force=True)
    walk.tick("urgency", "tonight")
    walk.tick("held_by", "reception")
    walk.tick("is_safe_to_contact", "no")
    walk.fill(language="vi")
    walk.press("Offer them")
    walk.reads("They are offered. Until somebody accepts, see below")
    walk.keep("offer")


def takes_them_on(walk: Walk) -> None:
    """BAWSO's supervisor accepts, and names who supports them."""
    walk.go(walk.world.kept["offer"])
    walk.follow("Take them on")
    walk.press("Take them on and open the case")
    walk.reads("Select who will support this person")
    walk.page.get_by_label("Amina Yusuf").check(force=True)
    walk.press("Take them on and open the case")
    walk.reads("You have taken them on: the case is open")


def works_the_case(walk: Walk) -> None:
    """Deadlines of an adult, the identity sealed, a consent, a note."""
    walk.follow("Cases", within="nav")
    newest = max(walk.page.locator(".ui-card a").all_inner_texts())
    walk.page.get_by_role("link", name=newest).click()
    walk.keep("case")
    walk.reads("See the person again")
    walk.follow("Record who they are")
    walk.fill(name="Synthetic Person", contact="By text, after six")
    walk.press("Save")
    walk.follow("What they agree to, and what has passed")
    walk.open('a[href$="/consent/investigation/"]')
    walk.tick("answer", "yes")
    walk.fill(language="en")
    walk.press("Save")
    walk.reads("What they said is recorded")
    walk.open("a.govuk-back-link")
    walk.follow("Add a note")
    walk.fill(text="Arrived safely and slept.")
    walk.press("Save")
    walk.sees("Arrived safely and slept.")
    walk.open("a.govuk-back-link")
    walk.press("Open the identity")
    walk.sees("Synthetic Person")


def is_absent_for(walk: Walk) -> None:
    """Whoever is not on its team is told that there is no such page."""
    answer = walk.page.request.get(walk.world.kept["case"])
    assert answer.status == 404
