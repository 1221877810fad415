"""A child who comes to a charity, is referred without being asked, and turns 18."""

from __future__ import annotations

from datetime import date, timedelta

from tests.journeys import survivor
from tests.journeys.official_form import fill_whole_form
from tests.journeys.walk import Walk

TOLD = "They said I was eighteen. I slept in the car. I want to go to school."
FOR_A_CHILD = {
    "en": "We help you whether or not you talk to the police.",
    "cy": "Byddwn ni’n dy helpu di p’un a wyt ti’n siarad â’r heddlu neu beidio.",
}
ASK_ANEW = "They are an adult now. Ask them anew whether they agree to:"
#: What the form asks of a child, in place of what it asks of an adult.
OF_A_CHILD = {
    "pv-under-age": "yes",
    "local-authority-contacted-about-child-local-authority-name": "Gwynedd Council",
    "local-authority-contacted-about-child-local-authority-phone": "+44 808 157 0192",
    "local-authority-contacted-about-child-local-authority-email": "a@example.org",
}


def comes(walk: Walk, today: date) -> None:
    """Council and guardian are told first; the child is asked in their words."""
    survivor.opens_own(walk, way_in="helpline", age_group="child", worker="Amina Yusuf")
    walk.reads("Tell the council’s children’s services")
    walk.reads("Refer to the Independent Child Trafficking Guardian")
    survivor.meets(
        walk, "child_la_referral", "childrens_services", today, route="phone"
    )
    survivor.meets(walk, "ictg_referral", "guardian", today, route="online")
    survivor.goes_to(walk, "What they agree to, and what has passed")
    asked = walk.page.locator('a[href*="/consent/"]')
    assert not asked.and_(walk.page.locator('[href$="/nrm/"]')).count()
    assert not asked.and_(walk.page.locator('[href$="/named_dtn/"]')).count()
    walk.open('a[href$="/consent/support/"]')
    walk.sees(FOR_A_CHILD[walk.world.language])
    assert not walk.page.locator('[name="basis"]').count()
    survivor.asks(walk, "support", "yes", language="en")


def is_spoken_for(walk: Walk, today: date) -> None:
    """What is best for the child is talked about with the council and the guardian."""
    survivor.is_seen(walk, today)
    survivor.meets(walk, "follow_up", "guardian", today, route="meeting")
    goes = ("Appointments and contacts", "Note an appointment or a contact")
    survivor.goes_to(walk, *goes)
    walk.fill(kind="council", time="00:10", minutes="30", words="What is best for him.")
    walk.tick("route", "meeting")
    walk.day("day", today - timedelta(days=1))
    walk.tick("result", "kept")
    walk.press("Save")
    walk.reads("It is noted")
    survivor.plans(walk, "goals", "School.", today + timedelta(days=30), today)
    survivor.tells(walk, TOLD, today)
    survivor.marks(walk, "living-conditions", 1)


def is_referred(walk: Walk, today: date) -> None:
    """The form takes the child's fork: it asks for the council, and for no consent."""
    survivor.goes_to(walk, "Form for the National Referral Mechanism")
    walk.press("Begin the form")
    born_on = today - timedelta(days=16 * 365)
    typist = fill_whole_form(walk, {**OF_A_CHILD, "pv-dob_year": str(born_on.year)})
    assert "pv-want-to-submit-nrm" not in typist.given
    walk.reads("Nothing that the Home Office needs is missing.")
    walk.follow("Record that it was sent")
    walk.fill(reference="NRM/SYN/8")
    walk.confirm("submitted")
    walk.press("Save")
    walk.reads("The referral is recorded")


def is_believed(walk: Walk, today: date) -> None:
    """A council's panel may decide for a child."""
    survivor.hears(walk, "rg_positive", today, decided_by="panel")


def turns_18(walk: Walk, today: date) -> None:
    """Asked anew, now in the words for an adult: whether to stay in the NRM, too."""
    survivor.turns(
        walk,
        "turned_18",
        "Record that they turned 18",
        "It is recorded. Ask them now what they agree to as an adult",
    )
    walk.reads(ASK_ANEW)
    walk.follow("Record what they agree to")
    survivor.asks(walk, "support", "yes", language="en")
    survivor.asks(walk, "nrm", "yes", language="en")
    survivor.goes_to(walk, "The life of the case")
    assert not walk.page.get_by_text(walk.text(ASK_ANEW)).count()
