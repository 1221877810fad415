"""An adult who refuses everything, goes, and comes back by the same door."""

from __future__ import annotations

from datetime import date

from tests.journeys import survivor
from tests.journeys.walk import Walk

DUTY = "Duty to Notify, unless referred to the NRM"


def refuses_everything(walk: Walk, today: date) -> None:
    """No referral, no police, no name; and support does not hang on any of it."""
    survivor.opens_own(walk, way_in="walk_in", age_group="adult", worker="Amina Yusuf")
    for kind in ("nrm", "investigation", "named_dtn", "support"):
        survivor.asks(walk, kind, "no")
    survivor.goes_to(walk)
    walk.reads("Consent refused")
    assert not walk.page.get_by_text(walk.text(DUTY)).count()
    assert not walk.page.get_by_text(walk.text("Open the identity")).count()
    walk.follow("What happened in the NRM")
    walk.follow("Duty to Notify: whether it is yours")
    walk.reads(
        "Your organisation has no duty to report this person now. Nobody is told "
        "through this page that they came to you."
    )


def is_notified_of_by_police(walk: Walk, today: date) -> None:
    """The police are bound, and their month runs; about a case of their own alone."""
    charitys = walk.world.kept["case"]
    walk.go(f"{walk.world.sites.staff}/cases/")
    walk.follow("Open a survivor’s case")
    walk.tick("way_in", "hospital")
    walk.tick("age_group", "adult")
    walk.confirm("worker")
    walk.press("Open the case")
    walk.keep("case")
    assert walk.world.kept["case"] != charitys
    survivor.asks(walk, "nrm", "no")
    survivor.asks(walk, "named_dtn", "no")
    survivor.goes_to(walk)
    walk.reads(DUTY)
    walk.follow("Record a referral")
    walk.reads("Record the Duty to Notify report")
    walk.fill(reference="DTN/SYN/9")
    walk.confirm("submitted")
    walk.press("Save")
    walk.reads("The referral is recorded")
    walk.reads("Duty to Notify report made")
    walk.world.kept["case"] = charitys


def is_let_go(walk: Walk, today: date) -> None:
    """They want nothing more: the case closes with that, and the door stays open."""
    survivor.is_seen(walk, today)
    survivor.meets(walk, "follow_up", "person", today, route="in_person")
    survivor.turns(
        walk, "closed", "Close the case", "The case is closed", code="declined"
    )


def comes_back(walk: Walk, today: date) -> None:
    """Found among the closed ones; whoever opens it reads who led it before."""
    reference = walk.world.kept["case"].rstrip("/").rsplit("/", 1)[-1]
    walk.go(f"{walk.world.sites.staff}/cases/?stands=closed")
    walk.open(f'a[href$="/{reference}/"]')
    walk.follow("The life of the case")
    walk.sees("Amina Yusuf")
    walk.open('a[href$="/course/reopened/"]')
    walk.sees("Amina Yusuf")
    walk.tick("code", "came_back")
    walk.press("Open the case again")
    walk.reads("The case is open again. See them within three days")
    survivor.goes_to(walk)
    walk.reads("See the person again")
    survivor.asks(walk, "support", "yes")
