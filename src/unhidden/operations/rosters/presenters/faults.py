"""What is wrong with a roster, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.rosters.queries.choices import label_of_skill
from unhidden.operations.rosters.rules.days import FaultKind, RosterFault
from unhidden.ui import dates


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault with its day and crew, what it means, and where it is mended."""

    when: str
    text: str
    url: str
    is_stopping: bool


def list_fault_lines(
    faults: Iterable[RosterFault], of: OperationView
) -> list[FaultLine]:
    """A line for each fault on a day of the operation; what stops a crew first."""
    lines = [
        FaultLine(
            when=_("%(crew)s, %(day)s")
            % {"crew": fault.crew, "day": dates.format_weekday(fault.on)},
            text=describe_fault(fault),
            url=reverse(
                "operations:crew_shift",
                args=[of.id, fault.team_id, fault.on.isoformat()],
            ),
            is_stopping=fault.is_stopping,
        )
        for fault in faults
        if of.starts_on <= fault.on <= of.ends_on
    ]
    return sorted(lines, key=lambda line: not line.is_stopping)


def describe_fault(fault: RosterFault) -> str:
    """What is wrong, why, and what follows from it."""
    return _SAYINGS[fault.kind](fault)


def format_length(minutes: int) -> str:
    """``11 hours``, ``8 hours 30 minutes``, ``45 minutes``."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        text = ngettext("%(count)s hour", "%(count)s hours", hours)
        parts.append(text % {"count": hours})
    if rest or not hours:
        text = ngettext("%(count)s minute", "%(count)s minutes", rest)
        parts.append(text % {"count": rest})
    return " ".join(parts)


def _missing_hour(fault: RosterFault) -> str:
    return _(
        "The shift begins or ends at a time that does not exist on %(day)s: the clocks "
        "go forward. The crew does not go out."
    ) % {"day": dates.format_day(fault.since or fault.on)}


def _too_long(fault: RosterFault) -> str:
    return _(
        "The shift lasts %(length)s, and no more than %(wanted)s is allowed "
        "(%(source)s). The crew does not go out."
    ) % {
        "length": format_length(fault.minutes),
        "wanted": format_length(fault.wanted),
        "source": fault.source,
    }


def _nobody(_fault: RosterFault) -> str:
    return _("Nobody is left in the crew. It does not go out.")


def _alone(fault: RosterFault) -> str:
    return _(
        "Only %(person)s is left in the crew, and nobody visits alone. It does not go "
        "out."
    ) % {"person": fault.person}


def _away(fault: RosterFault) -> str:
    return _("%(person)s is away on this day.") % {"person": fault.person}


def _off(fault: RosterFault) -> str:
    return _("%(person)s is off on this day.") % {"person": fault.person}


def _other_hours(fault: RosterFault) -> str:
    return _("%(person)s works other hours on this day than the crew.") % {
        "person": fault.person
    }


def _elsewhere(fault: RosterFault) -> str:
    return _("%(person)s is with another crew at these hours.") % {
        "person": fault.person
    }


def _no_rest(fault: RosterFault) -> str:
    return _(
        "%(person)s has had %(rest)s of rest since the shift before, and %(wanted)s "
        "are needed (%(source)s). The crew goes without this person."
    ) % {
        "person": fault.person,
        "rest": format_length(fault.minutes),
        "wanted": format_length(fault.wanted),
        "source": fault.source,
    }


def _expired(fault: RosterFault) -> str:
    return _(
        "“%(skill)s” of %(person)s has expired by this day: it does not count."
    ) % {"skill": label_of_skill(fault.code), "person": fault.person}


def _too_many(fault: RosterFault) -> str:
    return _(
        "%(people)s people go out, and “%(vehicle)s” has %(seats)s seats: give the "
        "crew another vehicle, or a second one."
    ) % {
        "people": fault.wanted,
        "vehicle": fault.source,
        "seats": fault.minutes,
    }


def _vehicle_twice(fault: RosterFault) -> str:
    return _("%(crew)s has “%(vehicle)s” at these hours too.") % {
        "crew": fault.person,
        "vehicle": fault.source,
    }


_SAYINGS: dict[FaultKind, Callable[[RosterFault], str]] = {
    FaultKind.MISSING_HOUR: _missing_hour,
    FaultKind.TOO_LONG: _too_long,
    FaultKind.NOBODY: _nobody,
    FaultKind.ALONE: _alone,
    FaultKind.AWAY: _away,
    FaultKind.OFF: _off,
    FaultKind.OTHER_HOURS: _other_hours,
    FaultKind.ELSEWHERE: _elsewhere,
    FaultKind.NO_REST: _no_rest,
    FaultKind.EXPIRED: _expired,
    FaultKind.TOO_MANY_FOR_VEHICLE: _too_many,
    FaultKind.VEHICLE_TWICE: _vehicle_twice,
}
