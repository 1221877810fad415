"""What pages of a register show, and say of a refusal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.safeguarding.safety import rules
from unhidden.safeguarding.safety.actions import refusals
from unhidden.safeguarding.safety.queries import asked
from unhidden.safeguarding.safety.queries.registers import RegisterCard
from unhidden.safeguarding.safety.queries.waiting import WaitingEntries
from unhidden.safeguarding.safety.rules import PersonTonight, SafetyEntry
from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, SummaryRow, Table, TimelineEvent
from unhidden.ui.refusals import RefusalSentence, Sentences
from unhidden.vault.actions import LastMember

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: Sentences = {
    refusals.RegisterClosed: gettext_lazy(
        "This register is closed: open it again before you write in it"
    ),
    refusals.KeepersKeysNotSigned: gettext_lazy(
        "Nobody has signed for the keys of your registers yet: ask who runs this"
        " installation, and use paper until then"
    ),
    refusals.NotAKeeper: RefusalSentence(
        gettext_lazy("This colleague may not keep registers today"), "person"
    ),
    refusals.KeeperNamedAlready: RefusalSentence(
        gettext_lazy("This colleague keeps the register already"), "person"
    ),
    refusals.KeeperNeedsKeys: RefusalSentence(
        gettext_lazy(
            "Compare the words of their keys with them: somebody who holds the keys of"
            " your registers lets them in"
        ),
        "fingerprint",
    ),
    refusals.RegisterNeedsKeeper: gettext_lazy(
        "Somebody has to keep the register: name another colleague first"
    ),
    refusals.DayToldAlready: RefusalSentence(
        gettext_lazy("The number of this day was told already: it does not change"),
        "day",
    ),
    refusals.DayNotOver: RefusalSentence(
        gettext_lazy("Enter a day from this register’s night until today"), "day"
    ),
    refusals.NoSafeWayNamed: RefusalSentence(
        gettext_lazy(
            "They named no safe way to be reached. If you called or wrote all the same,"
            " say why"
        ),
        "despite",
    ),
    refusals.StillDue: gettext_lazy(
        "Somebody is still here, or is to be asked how they are: see what is due"
    ),
    LastMember: gettext_lazy(
        "They alone hold the keys of your registers: let somebody else in first"
    ),
}
_WARNINGS: dict[str, StrOrPromise] = {
    "came_twice": gettext_lazy(
        "Somebody came with this number more than once: see whether it is the same"
        " person"
    ),
    "no_safe_way": gettext_lazy(
        "They named no safe way to be reached: do not call or write to them. Ask"
        " whoever they went to, or see them there"
    ),
    "doubtful": gettext_lazy(
        "An entry came from a phone that was lost or handed back, or of somebody who"
        " keeps the register no more"
    ),
}
#: On most nights several people write; it matters when what they wrote differs.
_REMARKS: dict[str, StrOrPromise] = {
    "two_writers": gettext_lazy("More than one person wrote about this number"),
}
_NOTHING = "–"
#: Why what a phone sent for a register waits on the server.
_WAITS: dict[str, StrOrPromise] = {
    "about_unknown": gettext_lazy(
        "Its writer does not keep this register: name them as a keeper, if they should"
    ),
    "sealed_elsewhere": gettext_lazy(
        "It is sealed to keys that your registers do not have, or not all of it came"
    ),
    "fault": gettext_lazy("The program failed on it: tell who runs this installation"),
    "device_unknown": gettext_lazy("The phone is not in our books"),
    "device_waits": gettext_lazy("The phone is not approved"),
    "signature": gettext_lazy("It is not signed by the phone that it names"),
    "unreadable": gettext_lazy("The program cannot read it"),
}
_NAMES_NONE: StrOrPromise = gettext_lazy("It names no register of your organisation")
_WAITS_UNNAMED: StrOrPromise = gettext_lazy(
    "It waits for a reason that this version does not know"
)
_DUE: dict[str, StrOrPromise] = {
    "triage": gettext_lazy("Have their health looked after"),
    "talk": gettext_lazy("Offer a talk in private"),
    "child": gettext_lazy("Tell the council’s children’s services"),
    "follow_up_24": gettext_lazy("Ask how they are, 24 hours after they left"),
    "follow_up_72": gettext_lazy("Ask how they are, 72 hours after they left"),
}


def list_cards(
    cards: Iterable[RegisterCard], waits: Iterable[WaitingEntries] = ()
) -> Table:
    """Registers by their nights, and how much waits that phones sent for each."""
    waiting = Counter[UUID | None]()
    for one in waits:
        waiting[one.register_id] += one.entries
    return Table(
        caption=_("Registers that you keep"),
        columns=[
            Column(_("Night")),
            Column(_("Entries"), True),
            Column(_("Waiting from phones"), True),
            Column(_("State")),
        ],
        rows=[
            [
                Cell(
                    dates.format_day(card.night),
                    url=reverse("safeguarding:register", args=[card.id]),
                ),
                card.entries,
                Cell(waiting[card.id], tone="warning" if waiting[card.id] else ""),
                Cell(_("Closed"), tone="neutral")
                if card.is_closed
                else Cell(_("Open"), tone="going"),
            ]
            for card in cards
        ],
        is_caption_hidden=True,
    )


def list_waiting(
    waits: Iterable[WaitingEntries], register_id: UUID | None
) -> Table | None:
    """What waits of one register, or of none: how many, why, and since when."""
    rows = [each for each in waits if each.register_id == register_id]
    if not rows:
        return None
    return Table(
        caption=_("What phones sent, and waits"),
        columns=[
            Column(_("Why it waits")),
            Column(_("How many"), True),
            Column(_("Waiting since")),
        ],
        rows=[
            [_say_waiting(each), each.entries, dates.day_and_time(each.since)]
            for each in rows
        ],
        is_caption_hidden=True,
    )


def _say_waiting(waits: WaitingEntries) -> str:
    if waits.register_id is None and waits.reason == "about_unknown":
        return str(_NAMES_NONE)
    return str(_WAITS.get(waits.reason, _WAITS_UNNAMED))


def list_people(
    register_id: UUID, people: Iterable[PersonTonight], at: datetime
) -> Table:
    """Each wristband: whether they are here, and what is due next."""
    return Table(
        caption=_("People of this night, by number"),
        columns=[
            Column(_("Wristband")),
            Column(_("Adult or child")),
            Column(_("Here")),
            Column(_("Next to do")),
        ],
        rows=[
            [
                Cell(
                    each.number,
                    url=reverse(
                        "safeguarding:register_person", args=[register_id, each.number]
                    ),
                ),
                asked.say_answer("age", each.answer_to("age")) or _("Not written down"),
                _say_presence(each),
                _say_due(each, at),
            ]
            for each in people
        ],
    )


def _say_presence(person: PersonTonight) -> str:
    if person.left_at:
        return _("Left %(when)s") % {"when": dates.day_and_time(person.left_at)}
    if person.arrived_at:
        return _("Since %(when)s") % {"when": dates.day_and_time(person.arrived_at)}
    return _("Not written down when they came")


def _say_due(person: PersonTonight, at: datetime) -> Cell:
    due = rules.list_due(person)
    if not due:
        return Cell(_NOTHING)
    code, when = due[0]
    words = _("%(what)s: by %(when)s") % {
        "what": _DUE[code],
        "when": dates.day_and_time(when),
    }
    return Cell(words, tone="urgent") if when < at else Cell(words)


def list_due(person: PersonTonight) -> list[SummaryRow]:
    """What is still to be done for somebody, and by when."""
    return [
        SummaryRow(_DUE[code], dates.day_and_time(when))
        for code, when in rules.list_due(person)
    ]


def describe_person(person: PersonTonight) -> list[SummaryRow]:
    """The newest answer to each question; what was not asked is left out."""
    return [
        SummaryRow(asked.LABELS[code], asked.say_answer(code, person.answer_to(code)))
        for code in rules.CHOICES
        if code != "happened" and person.answer_to(code)
    ]


def list_history(entries: Iterable[SafetyEntry]) -> list[TimelineEvent]:
    """All that was written, the newest first: nothing is ever written over."""
    return [
        TimelineEvent(
            title=asked.say_answer("happened", each.happened),
            at=each.written_at,
            by=each.written_by,
            text="\n".join(_say_entry(each)),
        )
        for each in reversed(list(entries))
    ]


def _say_entry(entry: SafetyEntry) -> Iterable[str]:
    if entry.happened_at:
        yield _("When: %(when)s") % {"when": dates.day_and_time(entry.happened_at)}
    for code, value in entry.said.items():
        label = str(asked.LABELS[code])
        colon = "" if label.endswith("?") else ":"
        yield f"{label}{colon} {asked.say_answer(code, value)}"
    if entry.is_by_phone:
        yield _("Written on a phone")


def list_warnings(person: PersonTonight) -> list[StrOrPromise]:
    """What to look at twice before anything is done for this number."""
    return [_WARNINGS[code] for code in person.warnings if code in _WARNINGS]


def list_remarks(person: PersonTonight) -> list[StrOrPromise]:
    """What is good to know of this number, and no cause for alarm."""
    return [_REMARKS[code] for code in person.warnings if code in _REMARKS]
