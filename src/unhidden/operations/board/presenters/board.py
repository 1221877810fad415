"""The board of a day, as rows and lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from unhidden.operations.board.queries import choices
from unhidden.operations.board.queries.cards import (
    BoardLine,
    BoardOperation,
    BoardView,
    BoardVisit,
)
from unhidden.operations.board.rules import CrewContact
from unhidden.reporting import queries as reporting
from unhidden.ui import dates
from unhidden.ui.parts import Column, Table, TimelineEvent, Tone

TONES: dict[str, Tone] = {
    "to_brief": "new",
    "tasked": "new",
    "on_the_way": "going",
    "there": "going",
    "inside": "special",
    "left": "good",
    "closed": "neutral",
}


def draw_cards(
    visits: Sequence[BoardVisit], *, by_radio: bool, me: UUID | None
) -> list[str]:
    """The cards of the visits, those that need somebody first."""
    language = get_language()
    return [
        _draw(each, by_radio, me if each.open_alarms else None, language)
        for each in sorted(visits, key=_urgency)
    ]


@lru_cache(maxsize=4096)
def _draw(
    visit: BoardVisit, by_radio: bool, me: UUID | None, _language: str | None
) -> str:
    """One card: it says what it is given and nothing else, so that it is drawn once
    for all who were given the same."""
    context = {
        "visit": visit,
        "tone": TONES[visit.state],
        "contact": tell_contact(visit),
        "by_radio": by_radio,
        "me": me,
    }
    return render_to_string("operations/board/parts/visit.html", context)


def tell_contact(visit: BoardVisit) -> str:
    """What is said of a crew that is late, or will be soon; "" of every other."""
    if visit.contact not in (CrewContact.OVERDUE, CrewContact.SOON):
        return ""
    assert visit.heard_at is not None  # noqa: S101  # who was never heard is not away
    words = {"at": dates.format_clock(visit.heard_at), "told": visit.told_label}
    if visit.contact == CrewContact.OVERDUE:
        return _("Overdue: last heard from at %(at)s. Told: %(told)s.") % words
    return _("Call soon: last heard from at %(at)s.") % words


def make_tally(view: BoardView) -> Table:
    """How many visits of each kind stand how."""
    columns = [Column(_("Kind"))]
    columns += [
        Column(str(label), is_number=True) for _, label in choices.list_states()
    ]
    columns.append(Column(_("All visits"), is_number=True))
    rows = [
        (each.label, *map(dates.format_number, (*each.counts, each.all_visits)))
        for each in view.tally
    ]
    return Table(_("Visits by kind and state"), columns, rows)


def tell_attention(view: BoardView) -> list[str]:
    """What cannot wait, in words: alarms that nobody has, and crews that are late."""
    alarms = sum(len(each.open_alarms) for each in view.visits)
    late = sum(each.contact == CrewContact.OVERDUE for each in view.visits)
    said = []
    if alarms:
        text = ngettext(
            "%(count)s alarm that nobody has received",
            "%(count)s alarms that nobody has received",
            alarms,
        )
        said.append(text % {"count": alarms})
    if late:
        text = ngettext("%(count)s crew overdue", "%(count)s crews overdue", late)
        said.append(text % {"count": late})
    return said


def list_days(operation: BoardOperation, shown: date) -> list[dict[str, object]]:
    """The days of the operation, to go from one to the next."""
    count = (operation.ends_on - operation.starts_on).days + 1
    days = [operation.starts_on + timedelta(days=each) for each in range(count)]
    address = reverse("operations:board", args=[operation.id])
    return [
        {
            "label": dates.format_weekday(day),
            "url": f"{address}?on={day.isoformat()}",
            "current": day == shown,
        }
        for day in days
    ]


def make_base_map() -> dict[str, object]:
    """Where the script finds the operator's base map, and whose it is; nothing without
    one."""
    found = reporting.base_map()
    if found is None:
        return {}
    address = reverse("operations:basemap", args=[found.digest])
    return {"url": address, "credits": found.credits}


def make_timeline(lines: Sequence[BoardLine]) -> list[TimelineEvent]:
    """All that was said of a visit, the latest first."""
    return [
        TimelineEvent(title=_title(each), at=each.at, by=each.by, text=_for_whom(each))
        for each in reversed(lines)
    ]


def _title(line: BoardLine) -> str:
    return (
        _("%(what)s (taken back)") % {"what": line.label}
        if line.is_undone
        else line.label
    )


def _for_whom(line: BoardLine) -> str:
    """For which crew it was entered, and how it came."""
    how = _("By radio, for %(crew)s") if line.is_by_radio else _("For %(crew)s")
    return how % {"crew": line.team} if line.team else ""


def _urgency(visit: BoardVisit) -> tuple[bool, bool, bool]:
    """Alarms first, then who is late, then all others by hour; what is over is last."""
    is_late = visit.contact == CrewContact.OVERDUE
    return (not visit.open_alarms, not is_late, visit.state in ("left", "closed"))
