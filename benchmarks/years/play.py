"""Lives over eight years: at least sixty acts each, by those who support them.

Each act is written into the ledger before it is done.
"""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from benchmarks.years import acts
from benchmarks.years.ground import (
    ADMINISTRATOR,
    HOW_MANY,
    MANAGER,
    WORKERS,
    CareGround,
)
from benchmarks.years.ledger import YearsLedger
from unhidden.access.actor import Actor
from unhidden.safeguarding.clocks.actions.running import DeadlineNotOpen
from unhidden.safeguarding.crossing.actions.printing import NotAskedFor

FIRST_DAY, YEARS = datetime(2018, 1, 8, 10, tzinfo=UTC), 8
ACTS = 60
#: A sweep each so many days; it is by the worker, of all cases.
SWEEP_DAYS = 30
#: Of so many people one dies, and one is a child.
DIES, CHILD = 5, 3
#: Of so many one asks for their page on paper.
PRINTS = 7
#: How likely it is that somebody leaves in a month.
LEAVES = 0.15
#: What passes when a case moves, one after the other, and what is agreed to for it.
_CATEGORIES = {
    ("identity", "notes"): ("identity", "narrative"),
    ("notes",): ("narrative",),
    ("identity",): ("identity",),
}
_PASSED = tuple(_CATEGORIES)
_CLOCKS = ("follow_up", "dtn_due", "child_la_referral", "ictg_referral")


@dataclass(slots=True)
class PlayedLife:
    """One synthetic person: who leads, who works with them, what is shared."""

    number: int
    lead: int
    begins_at: datetime
    worker: str = WORKERS[0]
    case_id: UUID | None = None
    guests: list[int] = field(default_factory=list)
    shares: dict[int, tuple[UUID, int]] = field(default_factory=dict)
    consents: bool = False
    is_over: bool = False
    acts: int = 0
    turns: int = 0


class YearsPlayer:
    """Plays lives side by side, in the order of their days."""

    def __init__(self, ground: CareGround, ledger: YearsLedger, *, seed: int) -> None:
        self.ground, self.ledger = ground, ledger
        self.chance = random.Random(seed)  # noqa: S311  # which act comes next
        self.withdrawals: list[float] = []
        self.acts = self.leavers = self.deaths = self.passed_on = self._last = 0
        self.moved = 0

    def play(
        self, people: int, *, count: int = ACTS, leaves: float = LEAVES
    ) -> list[PlayedLife]:
        """Play so many people through; at the end of each month the worker sweeps.

        ``leaves`` is how likely it is that somebody leaves in a month.
        """
        lives = [self._begin(number) for number in range(people)]
        due: list[tuple[datetime, int, int]] = sorted(
            (at, life.number, step)
            for life in lives
            for step, at in enumerate(self._draw_days(life, count))
        )
        self._last = count
        sweep_at = FIRST_DAY + timedelta(days=SWEEP_DAYS)
        for at, number, step in due:
            while at > sweep_at:
                self.sweep(sweep_at)
                if self.chance.random() < leaves:
                    self._let_somebody_leave(sweep_at)
                sweep_at += timedelta(days=SWEEP_DAYS)
            self.act(lives[number], step, at)
        end = min(due[-1][0] + timedelta(days=400), timezone.now())
        self.sweep(end)
        for life in lives:
            self.read_page(life, end)
        return lives

    def _begin(self, number: int) -> PlayedLife:
        day = self.chance.randrange(0, 365 * (YEARS - 3))
        return PlayedLife(number, number % HOW_MANY, FIRST_DAY + timedelta(days=day))

    def _draw_days(self, life: PlayedLife, count: int) -> Iterator[datetime]:
        """The first acts on the first days, the others over two to three years."""
        length = self.chance.randrange(600, 365 * 3)
        for step in range(count + (life.number % DIES == 0)):
            day = step / 4 if step < len(_OPENING) else length * step / count
            yield life.begins_at + timedelta(days=day, minutes=life.number)

    def act(self, life: PlayedLife, step: int, at: datetime) -> None:
        """The first acts in their order, then one that is drawn."""
        todo = _OPENING[step] if step < len(_OPENING) else self._draw()
        if step == self._last:
            todo = YearsPlayer.end
        todo(self, life, at)
        life.acts += 1
        self.acts += 1

    def _draw(self) -> Callable[[YearsPlayer, PlayedLife, datetime], None]:
        kinds = [kind for kind, _ in _LATER]
        return self.chance.choices(kinds, [weight for _, weight in _LATER])[0]

    def sweep(self, at: datetime) -> None:
        """The worker looks for deadlines that have passed."""
        self.ledger.write(at, "", "sweeps")
        acts.sweep(at)

    def _let_somebody_leave(self, at: datetime) -> None:
        """A worker leaves, and somebody new takes all their places.

        No key changes: their organisation holds them, and not they.
        """
        number = self.chance.randrange(HOW_MANY)
        leaver = self.ground.people[number, WORKERS[0]]
        taker = self.ground.replace_worker(number, WORKERS[0])
        acts.leave(leaver, taker, self.ground.actor(0, ADMINISTRATOR), at)
        self.leavers += 1

    def open(self, life: PlayedLife, at: datetime) -> None:
        """Somebody comes to the door of a charity, whose manager opens their case."""
        life.case_id = acts.open_case(
            self.ground.people[life.lead, life.worker],
            self._manager(life),
            at,
            age_group="adult" if life.number % CHILD else "child",
        )
        lead = self.ground.organisations[life.lead]
        self.ledger.write(at, life.case_id, "opens", lead=lead)

    def say_who(self, life: PlayedLife, at: datetime) -> None:
        """Who they are, told or corrected."""
        self._write(life, at, "tells", of="identity")
        acts.record_identity(self._case(life), life.number, self._worker(life), at)

    def write_note(self, life: PlayedLife, at: datetime) -> None:
        """The commonest act."""
        self._write(life, at, "tells", of="narrative")
        text = f"Synthetic note {life.acts} about person {life.number + 1}."
        acts.add_note(self._case(life), text, self._worker(life), at)

    def agree(self, life: PlayedLife, at: datetime) -> None:
        """Yes to support: what may be shared rests on it."""
        self._write(life, at, "agrees")
        acts.say(self._case(life), "support", "yes", self._worker(life), at)
        life.consents = True

    def withdraw(self, life: PlayedLife, at: datetime) -> None:
        """No, from now on: with the word go the keys; how long that took."""
        if not life.consents:
            self.write_note(life, at)
            return
        self._write(life, at, "withdraws")
        case_id, worker = self._case(life), self._worker(life)
        began = time.perf_counter()
        acts.say(case_id, "support", "withdrawn", worker, at)
        self.withdrawals.append(time.perf_counter() - began)
        life.shares.clear()
        life.consents = False

    def meet(self, life: PlayedLife, at: datetime) -> None:
        """Meet whichever deadline is open; where none is, write a note."""
        if not self._meet_one(life, at):
            self.write_note(life, at)

    def _meet_one(self, life: PlayedLife, at: datetime) -> bool:
        for code in _CLOCKS:
            try:
                acts.meet(self._case(life), code, self._worker(life), at)
            except DeadlineNotOpen:
                continue
            return True
        return False

    def share(self, life: PlayedLife, at: datetime) -> None:
        """Offer another charity what they agreed to, which takes it or is silent."""
        to = self._draw_other(life)
        if not life.consents or to in life.shares:
            self.write_note(life, at)
            return
        receiver = self.ground.organisations[to]
        acts.agree_to_share(self._case(life), receiver, self._worker(life), at)
        giver = self._manager(life)
        draft = acts.draft_share(self._case(life), self.ground, to, giver, at)
        self._write(
            life,
            at,
            "shares",
            share=draft,
            to=receiver,
            categories=["narrative"],
            by_consent=True,
        )
        acts.offer_share(draft, giver, at)
        version = 2
        if self.chance.random() < 0.7:
            acts.accept_share(draft, self.ground, to, at)
            version = 3
        life.shares[to] = (draft, version)

    def end_share(self, life: PlayedLife, at: datetime) -> None:
        """Take back an offer, or end a share."""
        if not life.shares:
            self.write_note(life, at)
            return
        to = self.chance.choice(sorted(life.shares))
        share, version = life.shares.pop(to)
        self._write(life, at, "ends_share", share=share)
        giver = self._manager(life)
        acts.end_share(share, version, giver, at)

    def invite(self, life: PlayedLife, at: datetime) -> None:
        """A worker of another charity joins the team, and later leaves it."""
        if life.guests:
            self._send_away(life, at)
            return
        guest = self._draw_guest(life)
        who = self.ground.people[guest, WORKERS[0]]
        self._write(life, at, "joins", organisation=self.ground.organisations[guest])
        manager = self._manager(life)
        acts.add_member(self._case(life), who, manager, at)
        life.guests.append(guest)

    def part_or_write(self, life: PlayedLife, at: datetime) -> None:
        """Every second guest leaves, and no word of consent comes after that."""
        if life.number % 2:
            self.invite(life, at)
        else:
            self.write_note(life, at)

    def _send_away(self, life: PlayedLife, at: datetime) -> None:
        guest = life.guests.pop()
        who = self.ground.people[guest, WORKERS[0]]
        self._write(life, at, "leaves", organisation=self.ground.organisations[guest])
        manager = self._manager(life)
        acts.end_member(self._case(life), who, manager, at)

    def pass_on(self, life: PlayedLife, at: datetime) -> None:
        """A colleague in the same organisation takes the case: no key changes."""
        taker = next(each for each in WORKERS if each != life.worker)
        people = self.ground.people
        places = people[life.lead, life.worker], people[life.lead, taker]
        manager = self._manager(life)
        acts.pass_on(self._case(life), places, manager, at)
        life.worker = taker
        self.passed_on += 1

    def move(self, life: PlayedLife, at: datetime) -> None:
        """Another organisation takes the case over, with what they chose to pass.

        The former team leaves it, and whatever was shared of it ends.
        """
        if not life.consents:
            self.write_note(life, at)
            return
        to, case_id = self._draw_other(life), self._case(life)
        items = _PASSED[(life.number + life.turns) % len(_PASSED)]
        receiver, giver = self.ground.organisations[to], self._manager(life)
        acts.agree_to_share(
            case_id, receiver, self._worker(life), at, categories=_CATEGORIES[items]
        )
        transfer = acts.offer_move(case_id, receiver, items, giver, at)
        self._write(life, at, "moves", transfer=transfer, to=receiver, items=items)
        life.lead, life.worker = to, WORKERS[0]
        taker, worker = self._manager(life), self.ground.people[to, life.worker]
        acts.finish_move(transfer, giver, taker, at)
        acts.add_member(case_id, worker, taker, at, role="worker")
        life.guests.clear()
        life.shares.clear()
        life.turns += 1
        self.moved += 1

    def end(self, life: PlayedLife, at: datetime) -> None:
        """Somebody dies; their case is closed, and what was shared of it ends.

        Where a deadline is open it stays open: each is met first.
        """
        case_id, manager = self._case(life), self._manager(life)
        acts.turn(case_id, "died", "", life.turns, self._worker(life), at)
        self.deaths += 1
        while self._meet_one(life, at):
            continue
        self._write(life, at, "closes")
        acts.turn(case_id, "closed", "died", life.turns + 1, manager, at)
        life.is_over = True
        life.shares.clear()

    def read_page(self, life: PlayedLife, at: datetime) -> None:
        """At the end somebody reads what the person's page says; some ask for it.

        Whoever did not ask for it gets none.
        """
        case_id, worker = self._case(life), self._worker(life)
        said = acts.read_own_page(case_id, worker, at)
        self.ledger.write(at, case_id, "reads", holders=said)
        if life.is_over or life.number % PRINTS:
            return
        with contextlib.suppress(NotAskedFor):
            acts.print_own_page(case_id, worker, at, is_asked_for=False)
        self.ledger.write(at, case_id, "prints")
        acts.print_own_page(case_id, worker, at, is_asked_for=True)

    def _draw_other(self, life: PlayedLife) -> int:
        return (life.lead + self.chance.randrange(1, HOW_MANY)) % HOW_MANY

    def _draw_guest(self, life: PlayedLife) -> int:
        """Whoever neither leads the case nor is let share in it."""
        taken = {life.lead, *life.shares}
        return self.chance.choice(
            [each for each in range(HOW_MANY) if each not in taken]
        )

    def _manager(self, life: PlayedLife) -> Actor:
        return self.ground.actor(life.lead, MANAGER)

    def _worker(self, life: PlayedLife) -> Actor:
        return self.ground.actor(life.lead, life.worker)

    def _case(self, life: PlayedLife) -> UUID:
        assert life.case_id
        return life.case_id

    def _write(
        self, life: PlayedLife, at: datetime, what: str, **facts: object
    ) -> None:
        self.ledger.write(at, self._case(life), what, **facts)


#: The first days of everybody: each way in which keys come and go, once.
_OPENING = (
    YearsPlayer.open,
    YearsPlayer.say_who,
    YearsPlayer.agree,
    YearsPlayer.write_note,
    YearsPlayer.invite,
    YearsPlayer.write_note,
    YearsPlayer.invite,
    YearsPlayer.move,
    YearsPlayer.share,
    YearsPlayer.write_note,
    YearsPlayer.withdraw,
    YearsPlayer.agree,
    YearsPlayer.share,
    YearsPlayer.write_note,
    YearsPlayer.invite,
    YearsPlayer.write_note,
    YearsPlayer.meet,
    YearsPlayer.part_or_write,
)
#: So many acts come in their order, before they are drawn.
OPENING = len(_OPENING)
_LATER: tuple[tuple[Callable[[YearsPlayer, PlayedLife, datetime], None], int], ...] = (
    (YearsPlayer.write_note, 20),
    (YearsPlayer.say_who, 3),
    (YearsPlayer.agree, 4),
    (YearsPlayer.withdraw, 2),
    (YearsPlayer.share, 4),
    (YearsPlayer.end_share, 2),
    (YearsPlayer.invite, 4),
    (YearsPlayer.meet, 3),
    (YearsPlayer.pass_on, 1),
    (YearsPlayer.move, 1),
)
