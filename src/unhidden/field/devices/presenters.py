"""Phones in words: how they stand, what opens them, and why something is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from unhidden.field.devices import actions
from unhidden.field.devices.forms import STANDINGS
from unhidden.field.devices.queries import DeviceCard, TakingCard
from unhidden.field.devices.rules import DeviceStanding
from unhidden.field.models import UnlockKind
from unhidden.ui import dates
from unhidden.ui.parts import Column, SummaryRow, Table

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from unhidden.ui.parts import Tone

TONES: dict[str, Tone] = {
    DeviceStanding.WAITS: "warning",
    DeviceStanding.READY: "good",
    DeviceStanding.LOST: "urgent",
    DeviceStanding.ENDED: "neutral",
}
LOST = _(
    "What it sends from now on is received, and waits for a person. Nobody can "
    "wipe it from here: what it holds stays readable with its owner’s way of unlocking "
    "until the time shown ends."
)
SENTENCES: dict[type[Exception], StrOrPromise] = {
    actions.OwnDevice: _("Somebody else approves your own phone"),
    actions.DeviceIsOver: _("This phone was handed back already"),
    actions.DeviceIsLost: _("This phone was reported lost meanwhile"),
}


def warn_of_end(card: DeviceCard) -> str:
    """What handing back means, and what still waits on the phone for all we know."""
    waiting = ngettext(
        "When it last asked, %(count)s account still waited on it: send it first.",
        "When it last asked, %(count)s accounts still waited on it: send them first.",
        card.waiting,
    ) % {"count": card.waiting}
    told = (
        waiting
        if card.waiting
        else _("Nothing waited on it when it last asked.")
        if card.last_asked_at
        else _("It has not asked for receipts yet.")
    )
    over = _("It takes no visits along any more, and cannot be enrolled again.")
    return f"{told}\n\n{over}"


def list_facts(card: DeviceCard) -> list[SummaryRow]:
    """What is known of a phone, line by line."""
    waits = _("%(count)s, on %(when)s") % {
        "count": card.waiting,
        "when": dates.format_moment(card.last_asked_at) if card.last_asked_at else "",
    }
    asked = waits if card.last_asked_at else _("It has not asked yet")
    facts = [
        SummaryRow(_("Whose"), card.person),
        SummaryRow(_("Words to compare"), card.words),
        SummaryRow(_("What opens it"), UnlockKind(card.unlock).label),
        SummaryRow(_("Enrolled"), dates.format_moment(card.enrolled_at)),
        SummaryRow(_("Waiting on it when it last asked"), asked),
    ]
    lost = [SummaryRow(_("How it was lost"), card.lost_reason)]
    return [*facts, *(lost if card.lost_reason else [])]


def list_phones(cards: Sequence[DeviceCard]) -> list[dict[str, object]]:
    """Rows of a list of phones."""
    return [
        {
            "card": card,
            "standing": STANDINGS[card.standing],
            "tone": TONES[card.standing],
        }
        for card in cards
    ]


def table_takings(takings: Sequence[TakingCard], *, is_page: bool = False) -> Table:
    """What phones still hold, the last to end first; ``is_page``: and nothing else."""
    columns = (
        Column(_("Whose")),
        Column(_("Phone")),
        Column(_("Visits")),
        Column(_("Readable until")),
    )
    rows = [
        (
            taking.device.person,
            f"{taking.device.name} ({STANDINGS[taking.device.standing]})",
            _name_places(taking),
            dates.format_moment(taking.readable_until),
        )
        for taking in takings
    ]
    return Table(_("What phones still hold"), columns, rows, is_caption_hidden=is_page)


def _name_places(taking: TakingCard) -> str:
    if not taking.visits:
        return str(_("No visits, for all that we know."))
    named = [place for place in taking.visits if place]
    hidden = len(taking.visits) - len(named)
    if not hidden:
        return ", ".join(named)
    others = ngettext(
        "%(count)s visit that is not shown to you",
        "%(count)s visits that are not shown to you",
        hidden,
    ) % {"count": hidden}
    return ", ".join([*named, others])
