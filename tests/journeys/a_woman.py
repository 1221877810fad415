"""A woman whom BAWSO supports for three years: what each does, with the day of it."""

from __future__ import annotations

from datetime import date, timedelta

import pikepdf

from tests.journeys import survivor
from tests.journeys.official_form import fill_whole_form
from tests.journeys.walk import Walk

#: What somebody with a keyboard does at most, for a typical adult.
MOST_ACTS = 140
TOLD = (
    "They kept our papers in a drawer. We slept in one room above the shop. "
    "He shouted when we rested. I want to sew again."
)
WORDS = {"en": "I want to sew again.", "cy": "Dwi eisiau gwnïo eto."}


def is_offered(walk: Walk, today: date) -> None:
    """Another force brought her; the lead offers her in codes, which name nobody."""
    walk.follow("People offered", within="nav")
    walk.follow("Offer somebody")
    walk.tick("way_in", "other_force")
    walk.tick("age_group", "adult")
    walk.page.get_by_label("BAWSO").check(force=True)
    walk.tick("urgency", "today")
    walk.tick("held_by", "offerer")
    walk.tick("is_safe_to_contact", "yes")
    walk.fill(language="vi")
    walk.press("Offer them")
    walk.reads("They are offered. Until somebody accepts, see below")
    walk.keep("offer")


def is_taken_on(walk: Walk, today: date) -> None:
    """BAWSO's supervisor accepts, and names who supports her."""
    walk.go(walk.world.kept["offer"])
    walk.follow("Take them on")
    walk.page.get_by_label("Amina Yusuf").check(force=True)
    walk.press("Take them on and open the case")
    walk.reads("You have taken them on: the case is open")


def is_met(walk: Walk, today: date) -> None:
    """The first day: who she is, how to reach her, what she agrees to and needs."""
    walk.follow("Cases", within="nav")
    newest = max(walk.page.locator(".ui-card a").all_inner_texts())
    walk.page.get_by_role("link", name=newest).click()
    walk.keep("case")
    survivor.tells_who_they_are(walk, "Synthetic Person", "1994")
    survivor.speaks(walk, "vi")
    survivor.is_reached_safely(walk, today)
    survivor.asks(walk, "support", "yes")
    survivor.asks(walk, "investigation", "not_yet")
    survivor.needs(walk, "gp", "A doctor who is a woman.", today + timedelta(days=5))
    review_on = today + timedelta(days=60)
    survivor.plans(walk, "goals", WORDS[walk.world.language], review_on, today)
    survivor.judges(walk, "controller", "medium", review_on)


def tells_in_her_own_time(walk: Walk, today: date) -> None:
    """Word for word, and marked once: the form offers it, and nothing goes in alone."""
    survivor.is_seen(walk, today)
    survivor.meets(walk, "follow_up", "person", today, route="in_person")
    survivor.tells(walk, TOLD, today)
    survivor.marks(walk, "living-conditions", 1)
    survivor.marks(walk, "how-they-were-treated", 2)
    survivor.asks(walk, "nrm", "yes")


def fills_in_the_form(walk: Walk, today: date) -> None:
    """From the keyboard; what she told stands in it in her words."""
    survivor.goes_to(walk, "Form for the National Referral Mechanism")
    walk.press("Begin the form")
    form = walk.page.url
    walk.open('a[href$="/step/how-they-were-treated/"]')
    for question, check in (("living-conditions", "read_back"), ("how-", "not_yet")):
        walk.open(f'a[href*="/take/{question}"]')
        walk.confirm("sentences")
        walk.tick("check_made", check)
        if check == "read_back":
            walk.day("day", today)
        walk.press("Take it over")
        walk.reads("It is in the form now")
    walk.go(form)
    typist = fill_whole_form(walk)
    walk.world.kept["form_acts"] = str(typist.acts)
    assert typist.acts <= MOST_ACTS, typist
    walk.reads("Nothing that the Home Office needs is missing.")
    walk.follow("Copy or print it")
    walk.sees("We slept in one room above the shop.")
    walk.sees("He shouted when we rested.")


def is_referred(walk: Walk, today: date) -> None:
    """Begun in the Home Office's service; a draft's reference proves nothing."""
    survivor.goes_to(walk, "Form for the National Referral Mechanism")
    walk.follow("Record when it was begun in the Home Office’s service")
    walk.day("day", today)
    walk.press("Save")
    walk.reads("The day is recorded")
    walk.follow("Record that it was sent")
    walk.fill(reference="NRM/SYN/7")
    walk.press("Save")
    walk.reads("Confirm that you have submitted it")
    walk.confirm("submitted")
    walk.press("Save")
    walk.reads("The referral is recorded")
    walk.sees("NRM/SYN/7")
    walk.reads("Reasonable grounds decision expected")


def has_reasonable_grounds(walk: Walk, today: date) -> None:
    survivor.hears(walk, "rg_positive", today, decided_by="single")
    survivor.goes_to(walk)
    walk.reads("Recovery period: earliest end")
    survivor.meets(walk, "tsa_no_contact", "support_provider", today, route="phone")


def is_seen_to_be_late(walk: Walk, today: date) -> None:
    """Nobody has recorded that her recovery ended: her worker's supervisor sees it."""
    walk.follow("Caseloads", within="nav")
    walk.fill(what="overdue")
    walk.press("Apply filters")
    case = walk.world.kept["case"].removeprefix(walk.world.sites.staff)
    late = walk.text("overdue since %(when)s").partition("%")[0].strip()
    line = walk.page.locator("main tr").filter(
        has=walk.page.locator(f'a[href="{case}"]')
    )
    assert late in line.inner_text()


def takes_her_page(walk: Walk, today: date) -> None:
    """Printed because she asks, after a talk about who may find it; in her language."""
    survivor.goes_to(walk, "Who holds what about them", "Print what they agreed")
    walk.press("Make the file")
    walk.reads("Print it only when the person asks for it")
    walk.tick("language", walk.world.language)
    walk.confirm("is_asked_for")
    walk.confirm("is_talked_over")
    make = walk.page.get_by_role("button", name=walk.text("Make the file"), exact=True)
    with walk.page.expect_download() as download:
        make.click()
    with pikepdf.open(download.value.path()) as pdf:
        assert str(pdf.Root.Lang).startswith(walk.world.language)
        assert pdf.Root.MarkInfo.Marked
    survivor.goes_to(walk, "Who holds what about them")


def is_supported(walk: Walk, today: date) -> None:
    """Half a year: what is due is looked at together, and ends or has another day."""
    walk.go(f"{walk.world.sites.staff}/cases/due/?kind=plan")
    case = walk.world.kept["case"].removeprefix(walk.world.sites.staff)
    assert walk.page.locator(f'main a[href="{case}plan/"]').count()
    survivor.is_seen(walk, today)
    survivor.plans(walk, "plan", "A class.", today + timedelta(days=300), today)
    survivor.judges(walk, "controller", "low", today + timedelta(days=300))
    survivor.hears(walk, "cg_pending", today)
    survivor.goes_to(walk)
    walk.reads("No conclusive grounds decision for 12 months")


def has_conclusive_grounds(walk: Walk, today: date) -> None:
    survivor.hears(walk, "cg_positive", today, decided_by="single")
    survivor.goes_to(walk)
    walk.reads("Move-on support ends, unless it is extended")


def is_lost(walk: Walk, today: date) -> None:
    """Contact is lost only after two ways were tried, each of them a safe one."""
    lost = "Record that contact is lost"
    survivor.goes_to(walk, "The life of the case")
    walk.open('a[href$="/course/lost_contact/"]')
    walk.tick("tried", "called")
    walk.press(lost)
    walk.reads("Try at least two ways before you record that contact is lost")
    done = "It is recorded that contact is lost"
    survivor.turns(walk, "lost_contact", lost, done, tried="called wrote")


def is_found(walk: Walk, today: date) -> None:
    """She comes back by herself, and wants to rest from all of it for a while."""
    survivor.turns(
        walk,
        "found_again",
        "Record that you are in contact",
        "It is recorded that you are in contact again",
    )
    survivor.hears(walk, "exit", today)
    wakes_on = today + timedelta(days=300)
    done = "The case is at rest"
    survivor.turns(walk, "rested", "Put it to rest", done, wakes_on=wakes_on)


def is_woken(walk: Walk, today: date) -> None:
    """On the day somebody looks at it: it is hers to say how it goes on."""
    survivor.goes_to(walk, "The life of the case")
    walk.reads(
        "Its day has come: look at it, and take it up again or let it rest until "
        "another day."
    )
    done = "The case goes on"
    survivor.turns(walk, "woken", "Take it up again", done)
    survivor.is_seen(walk, today)


def is_settled(walk: Walk, today: date) -> None:
    """Three years on: closed with its outcome, and nobody writes in it any more."""
    close = "Close the case"
    words = WORDS[walk.world.language]
    done = "The case is closed"
    survivor.turns(walk, "closed", close, done, code="settled", words=words)
    walk.sees("Amina Yusuf")
    walk.reads("Open the case again")
    survivor.goes_to(walk, "Needs and services")
    assert not walk.page.locator('a[href$="/needs/note/"]').count()
