"""Whether each crew's vehicle holds it, and no other crew has it at these hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from unhidden.operations.rosters.rules.days import (
    CrewRide,
    FaultKind,
    RosterDay,
    RosterFault,
)


def find_vehicle_faults(
    days: Sequence[RosterDay], rides: Iterable[CrewRide]
) -> Iterator[RosterFault]:
    """The crews that do not fit into their vehicle, and those that share one.

    They go out all the same: some may drive their own. ``source`` is the vehicle, and
    ``person`` the other crew.
    """
    ride_of = {ride.team_id: ride for ride in rides}
    riding = [(day, ride_of[day.team_id]) for day in days if day.team_id in ride_of]
    for day, ride in riding:
        if len(day.people) > ride.seats:
            yield RosterFault(
                FaultKind.TOO_MANY_FOR_VEHICLE,
                day.on,
                day.team_id,
                day.crew,
                minutes=ride.seats,
                wanted=len(day.people),
                source=ride.vehicle,
            )
    for (day, ride), (other, taken) in combinations(riding, 2):
        if ride.vehicle_id == taken.vehicle_id and _overlap(day, other):
            yield RosterFault(
                FaultKind.VEHICLE_TWICE,
                other.on,
                other.team_id,
                other.crew,
                person=day.crew,
                source=ride.vehicle,
            )


def _overlap(day: RosterDay, other: RosterDay) -> bool:
    return (
        day.span.starts_at < other.span.ends_at
        and other.span.starts_at < day.span.ends_at
    )
