"""An analyst's morning: twelve reports wait, and the one that cannot is met first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.browser.seen import SEEN_IN_A_MORNING
from tests.cast import FOUNDER, PASSWORD, Cast, make_cast
from tests.journeys.walk import DESK, Walk, World, walk_of
from tests.made.intelligence import make_intelligence, make_item
from tests.made.reporting import make_answers, make_report
from tests.support.sites import Sites
from unhidden.agencies import actions as agencies
from unhidden.intelligence.actions import NewMention
from unhidden.intelligence.models import Assignment, SpamMark
from unhidden.reporting.models import Passing, Report

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("live")]

NAILS = {"where": "12 Example Street", "town": "Rhyl", "area": "W06000004"}
LOCKED_IN = "Synthetic: a woman is locked in above the shop and cries for help."
ADVERT = "Synthetic: cheap loans, the best rates, answer now."
CHILD = "Synthetic: a boy of about fourteen washes cars at night in Example Road."
CALLER = "Ann Example"
CALLED = (
    "Synthetic: the caller cleans the nail bar at 12 Example Street. The women sleep "
    "there. A man called Teddy takes them in a van, QQ16 SYN, and rings from "
    "07700 900123."
)
ITEM = (
    "Women are reported to sleep at a nail bar. A man called Teddy is said to move "
    "them in a van, QQ16 SYN. He uses 07700 900123."
)


def test_an_analysts_morning(live_sites: Sites, browser: Browser) -> None:
    cast, world = make_cast(), World(live_sites, "en", timezone.localdate())
    _hire(cast)
    known = NewMention("phone", "07700 900123", None)
    make_intelligence(
        make_item(handling="P", conditions="", mentions=(known,)),
        by=cast.actor("analyst"),
    )
    _eleven_of_the_public(world)

    _takes_a_call(_come(browser, world, cast, "officer"))
    walk = _come(browser, world, cast, "analyst")
    _sees_the_queue(walk)
    _meets_danger_first(walk)
    _sees_two_about_one_place(walk)
    _writes_up_the_call(walk)
    _accepts_a_match(walk)
    _puts_spam_aside(walk)
    _passes_one_on(walk)
    _holds_the_item(walk)
    walk.done()
    _checks_it(_come(browser, world, cast, "second"))

    assert world.looked_at >= SEEN_IN_A_MORNING
    assert Report.objects.using("stored").count() == 12
    assert SpamMark.objects.using("stored").filter(is_spam=True).count() == 1
    assert Assignment.objects.using("stored").count() == 1
    assert (
        Passing.objects.using("stored").get().to_desk_id
        == (cast.organisations["council"])
    )


def _hire(cast: Cast) -> None:
    """A second analyst at the desk, and one at the council's."""
    cast.people["second"] = agencies.add_person(
        email="second@example.org",
        name="Second Analyst",
        password=PASSWORD,
        language="en",
        actor=FOUNDER,
        at=timezone.now(),
    )
    for part, code in {"second": "police", "stranger": "council"}.items():
        agencies.request_engagement(
            person_id=cast.people[part],
            organisation_id=cast.organisations[code],
            role="analyst",
            from_on=date(2016, 1, 1),
            actor=FOUNDER,
            at=timezone.now(),
        )


def _eleven_of_the_public(world: World) -> None:
    now = timezone.now()
    told = {
        "danger": (0, make_answers(what=LOCKED_IN, danger_now=True)),
        "nails": (9, make_answers(what="Synthetic: they never leave.", **NAILS)),
        "child": (1, make_answers(what=CHILD, about_child=True)),
        "advert": (1, make_answers(what=ADVERT)),
        **{
            f"other {n}": (n, make_answers(what=f"Synthetic: report number {n}."))
            for n in range(7)
        },
    }
    for name, (days, answers) in told.items():
        report_id = make_report(answers=answers, at=now - timedelta(days=days))
        world.kept[name] = f"{world.sites.staff}/desk/reports/{report_id}/"


def _come(browser: Browser, world: World, cast: Cast, part: str) -> Walk:
    """A colleague's window, as if both steps of signing in were done a moment ago."""
    client = Client()
    assert client.login(email=cast.email(part), password=PASSWORD)
    (cookie,) = client.cookies.values()
    context = browser.new_context(viewport=DESK)
    context.add_cookies(
        [{"name": "unhidden_staff", "value": cookie.value, "url": world.sites.staff}]
    )
    return walk_of(context.new_page(), world, is_looking=True)


def _takes_a_call(officer: Walk) -> None:
    """The twelfth: somebody rang, and wants no name known."""
    officer.go(f"{officer.world.sites.staff}/")
    officer.follow("Take down a report", within="nav")
    officer.press("Seal it to the desk")
    officer.reads("Select how it came")
    officer.tick("came_by", "call_101")
    officer.fill(what=CALLED, caller_name=CALLER, **NAILS)
    officer.press("Seal it to the desk")
    officer.sees("The desk has it now, as report")
    officer.go(f"{officer.world.sites.staff}/desk/")
    expect(officer.page.get_by_role("heading", level=1)).to_have_text("Page not found")
    officer.errors.clear()  # the console tells of the page that is not there
    officer.done()


def _sees_the_queue(walk: Walk) -> None:
    """Twelve lines, the danger first, with reasons, clocks and the same place."""
    walk.go(f"{walk.world.sites.staff}/desk/")
    walk.look()
    cards = walk.page.locator(".ui-card")
    expect(cards).to_have_count(12)
    expect(cards.first).to_contain_text("At once: someone is in danger now.")
    expect(cards.nth(1)).to_contain_text("The same day: it is about a child.")
    expect(cards.nth(1)).to_contain_text("Past its time")
    expect(cards.filter(has_text="101 call")).to_contain_text("Waiting for 0 hours.")
    expect(cards.filter(has_text="1 more report about the same place")).to_have_count(2)
    assert CALLER not in walk.page.content()
    walk.follow("Past their time")
    assert cards.count() < 12


def _meets_danger_first(walk: Walk) -> None:
    """What to do first, the calls, and the decision with them."""
    walk.go(f"{walk.world.sites.staff}/desk/")
    walk.page.locator(".ui-card__title a").first.click()
    walk.sees(LOCKED_IN)
    walk.keep("danger")
    walk.follow("What to do first, and recording that you did it")
    walk.press("Record it")
    walk.reads("Enter when you called 999")
    walk.fill(
        called_at="12am",
        incident="SYN-0001",
        duty_officer="Inspector Example",
        told_at="12am",
        what_was_told="A woman is locked in.",
        reason="She cannot leave.",
    )
    walk.press("Record it")
    walk.reads("The decision is kept. Now write the report up.")
    walk.go(walk.world.kept["danger"])
    walk.sees("SYN-0001")
    walk.sees("Inspector Example, told")


def _sees_two_about_one_place(walk: Walk) -> None:
    """Both are listed, and none is opened; the call is taken and opened."""
    walk.go(f"{walk.world.sites.staff}/desk/")
    walk.page.get_by_role(
        "link", name="1 more report about the same place"
    ).first.click()
    walk.look()
    expect(walk.page.locator(".ui-card")).to_have_count(2)
    call = walk.page.locator(".ui-card").filter(has_text="101 call")
    call.get_by_role("button", name="I take this").click()
    walk.reads("Who has it")
    walk.sees("You have it, since")
    walk.sees(CALLER)
    walk.tick("decision", "intelligence")
    walk.fill(reason="A place, a man and a van.")
    walk.press("Keep the decision")


def _writes_up_the_call(walk: Walk) -> None:
    """While it is typed, what is known of the phone appears; who rang stays sealed."""
    text = walk.page.locator('[name$="-text"]').first
    prefix = (text.get_attribute("name") or "").removesuffix("-text")
    text.press_sequentially(ITEM[-14:])
    panel = walk.page.locator(f"#{prefix}-looked")
    expect(panel).to_contain_text("1 mention may be the same")
    text.fill(ITEM)
    expect(panel).to_contain_text("QQ16SYN")
    walk.fill(
        provenance="A 101 call.",
        **{f"{prefix}-handling": "C"},
        **{f"{prefix}-conditions": "Only a few clean there: ask us before you act."},
    )
    for _ in range(2):
        for box in walk.page.locator("input[name='checks']").all():
            box.check(force=True)
        walk.press("Save the intelligence")
        if not walk.page.locator("input[name='checks']").count():
            break
    walk.sees("NW-INT-")
    walk.keep("item")
    assert CALLER not in walk.page.content()


def _accepts_a_match(walk: Walk) -> None:
    """The offered phone is kept, and found to be the one of before."""
    walk.open('a[href*="/mentions/"]')
    for box in walk.page.locator("input[name='offers']").all():
        box.check(force=True)
    walk.press("Keep those ticked")
    walk.follow_words("+447700900123")
    walk.open('a[href*="/with/"]')
    walk.tick("verdict", "same")
    walk.fill(reason="The same number.")
    walk.press("Keep the decision")
    walk.reads("Your decision is kept. It can be undone.")


def _puts_spam_aside(walk: Walk) -> None:
    """The advert goes to a list of its own."""
    walk.go(walk.world.kept["advert"])
    walk.sees(ADVERT)
    walk.follow("Mark as spam")
    walk.fill(reason="An advert.")
    walk.press("Mark as spam")
    walk.reads("Put aside as spam")
    walk.follow("Spam")
    expect(walk.page.locator(".ui-card")).to_have_count(1)
    walk.reads("Bring the report back")


def _passes_one_on(walk: Walk) -> None:
    """The decision to pass it on seals it to the council's desk itself."""
    walk.go(walk.world.kept["child"])
    walk.sees(CHILD)
    walk.tick("decision", "passed_on")
    walk.pick("passed_to", "Wrexham Council")
    walk.fill(reason="A child in their area.")
    walk.press("Keep the decision")
    walk.tick("purpose", "area")
    walk.press("Pass the report to another desk")
    walk.reads("The other desk has the report now")


def _holds_the_item(walk: Walk) -> None:
    """It does not leave before a colleague has looked: not by its writer."""
    walk.go(walk.world.kept["item"])
    walk.open('a[href*="/give/"]')
    expect(walk.page.locator("main form")).to_have_count(0)


def _checks_it(second: Walk) -> None:
    """The colleague finds it waiting, and lets it go."""
    second.go(f"{second.world.sites.staff}/intelligence/waiting/")
    second.open('a[href*="/check/"]')
    second.tick("is_sound", "yes")
    for box in second.page.locator("input[name='confirmed']").all():
        box.check(force=True)
    second.press("Keep the check")
    second.go(second.world.kept["item"])
    second.open('a[href*="/give/"]')
    expect(second.page.locator("main form")).to_have_count(1)
    second.done()
