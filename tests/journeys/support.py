"""The safeguarding lead opens a case; the support worker works it."""

from __future__ import annotations

from tests.journeys.walk import Walk


def opens_a_case(walk: Walk) -> None:
    """From the visit, for BAWSO's worker, with the opener as supervisor."""
    walk.go(walk.world.kept["visit"])
    walk.follow("Open a survivor’s case")
    walk.press("Open the case")
    walk.reads("Select who will support this person")
    walk.page.get_by_label("Amina Yusuf").check(force=True)
    walk.press("Open the case")
    walk.reads("The case is open. Its team has been given it")


def works_the_case(walk: Walk) -> None:
    """Deadlines of an adult, the identity sealed, a consent, a note."""
    walk.follow("Cases", within="nav")
    newest = max(walk.page.locator(".ui-card a").all_inner_texts())
    walk.page.get_by_role("link", name=newest).click()
    walk.keep("case")
    walk.reads("Duty to Notify, unless referred to the NRM")
    walk.follow("Record who they are")
    walk.fill(name="Synthetic Person", contact="By text, after six")
    walk.press("Save")
    walk.follow("Record what they agree to")
    walk.tick("kind", "investigation")
    walk.tick("answer", "yes")
    walk.fill(language="English")
    walk.press("Save")
    walk.follow("Add a note")
    walk.fill(text="Arrived safely and slept.")
    walk.press("Save")
    walk.sees("Arrived safely and slept.")
    walk.press("Open the identity")
    walk.sees("Synthetic Person")


def is_absent_for(walk: Walk) -> None:
    """Whoever is not on its team is told that there is no such page."""
    answer = walk.page.request.get(walk.world.kept["case"])
    assert answer.status == 404
