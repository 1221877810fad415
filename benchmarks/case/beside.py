"""What goes on across the wall while an investigator works: a survivor's case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from tests.cast import NOON, TODAY, Cast
from tests.made import support
from tests.made.safeguarding import make_case_offer, take_on
from unhidden.oversight.actions.disclosures import (
    NewDisclosure,
    ToldItem,
    disclose_case,
)
from unhidden.safeguarding import actions
from unhidden.safeguarding.crossing.actions import involving
from unhidden.safeguarding.crossing.actions import requests as asking
from unhidden.safeguarding.people.actions import speaking

WORDS = "The cellar smelt of varnish, and the door was never open."
_NAME, _BORN, _REACHED = "Zdeňka Quillfeather", "14 March 1991", "07700 900739"


class SurvivorLife:
    """The case of somebody found at a visit; one act more each time it is asked.

    Which acts, in which order, and what she says to the questions of consent follows
    from the dice. Nothing of it is let pass to investigators, unless that is asked.
    """

    def __init__(self, cast: Cast, possible_victim_id: UUID, dice: Random) -> None:
        self._cast, self._dice = cast, dice
        offer_id = make_case_offer(cast, possible_victim_id)
        self._case_id = take_on(cast, offer_id)
        self._waiting: list[Callable[[], object]] = [
            self._say_who,
            self._agree,
            self._note,
            self._account,
            self._reach,
            self._need,
            self._ask_holdings,
            self._involve,
            self._exclude,
        ]
        dice.shuffle(self._waiting)

    def go_on(self) -> None:
        """The next act; once all are done, one more note."""
        act = self._waiting.pop() if self._waiting else self._note
        act()

    def let_pass(self) -> None:
        """She agrees that the police are told something: this they may see."""
        new = actions.NewConsent("investigation", "yes", "cs")
        actions.record_consent(new=new, **self._told())
        told = NewDisclosure(
            self._cast.organisations["police"],
            (ToldItem("event", "Her pay was taken."),),
            is_read_back=True,
        )
        lead = self._cast.actor("safeguarding_lead")
        disclose_case(case_id=self._case_id, new=told, actor=lead, at=timezone.now())

    def _told(self) -> dict[str, Any]:
        return {"case_id": self._case_id, **self._by()}

    def _say_who(self) -> None:
        identity = actions.SurvivorIdentity(_NAME, _BORN, _REACHED)
        actions.record_identity(identity=identity, **self._told())

    def _agree(self) -> None:
        for kind in ("support", "nrm", "investigation"):
            answer = self._dice.choice(("yes", "no"))
            new = actions.NewConsent(kind, answer, "cs")
            actions.record_consent(new=new, **self._told())

    def _note(self) -> None:
        actions.add_note(text=WORDS, **self._told())

    def _account(self) -> None:
        told = actions.NewAccount(WORDS, TODAY, "spoken", "cs", "none", False)
        actions.keep_account(case_id=self._case_id, new=told, **self._by())
        actions.begin_form(case_id=self._case_id, **self._by())

    def _by(self) -> dict[str, Any]:
        return {"actor": self._cast.actor("support_worker"), "at": NOON}

    def _reach(self) -> None:
        way = actions.NewSafeContact(
            *("text", (0, 1), time(9), time(17), _REACHED, "Ask for her.", "", TODAY)
        )
        actions.record_safe_contact(new=way, **self._told())

    def _need(self) -> None:
        support.make_need(self._cast, self._case_id, words=WORDS)
        support.write_plan(self._cast, self._case_id, WORDS)
        support.judge_risk(self._cast, self._case_id, words=WORDS)
        support.make_contact(self._cast, self._case_id, NOON + timedelta(days=1))

    def _ask_holdings(self) -> None:
        red_cross = self._cast.organisations["red_cross"]
        asking.ask_holdings(organisation_id=red_cross, **self._told())

    def _involve(self) -> None:
        for organisation_id in self._cast.organisations.values():
            involving.note_involved(
                organisation_id=organisation_id,
                is_involved=True,
                day=TODAY,
                **self._told(),
            )

    def _exclude(self) -> None:
        speaking.exclude_interpreter(
            name="Radoslav Ptáček", reason="known", **self._told()
        )
