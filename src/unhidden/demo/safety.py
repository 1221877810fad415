"""A place of safety last night: BAWSO kept its register, by numbers alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from unhidden.access.actor import Actor
from unhidden.demo.region import Region
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.safety.actions import keeping, writing

_SPACE = UUID(int=23)
MANAGER, WORKER = "bawso_manager", "bawso_worker"
#: By whom, of which number, hours after 18:00, what happened, and what was said of it.
_ENTRIES: tuple[tuple[str, int, float, str, dict[str, str]], ...] = (
    (MANAGER, 11, 3.5, "arrived", {"brought_by": "police", "age": "adult"}),
    (WORKER, 11, 4, "change", {"language": "Vietnamese", "interpreter": "by_phone"}),
    (WORKER, 11, 4.5, "change", {"health": "seen", "needs": "Sleep, and a charger"}),
    (WORKER, 11, 6, "change", {"talk": "offered_later", "told": "aloud"}),
    (MANAGER, 12, 4, "arrived", {"brought_by": "police", "age": "unsure"}),
    (MANAGER, 12, 4.5, "change", {"needs": "Something to eat", "health": "not_yet"}),
    (WORKER, 13, 5, "arrived", {"brought_by": "themselves", "age": "adult"}),
    (WORKER, 13, 5.5, "change", {"health": "refused", "talk": "offered_had"}),
    (WORKER, 13, 7, "change", {"told": "both", "choice": "not_now"}),
    (MANAGER, 13, 8, "left", {"onward": "A synthetic address", "transport": "Our car"}),
)


def keep_register(region: Region, *, today: date) -> None:
    """Open it, name who keeps it, write what came of the night, and tell its number."""
    night = today - timedelta(days=1)
    opened_at = datetime.combine(night, time(18), LONDON)
    manager = region.actor(MANAGER, today)
    register_id = keeping.open_register(
        new=keeping.NewRegister(
            id=uuid5(_SPACE, night.isoformat()), night=night, place="The synthetic hall"
        ),
        actor=manager,
        at=opened_at,
    )
    keeping.name_keeper(
        register_id=register_id,
        person_id=region.people[WORKER],
        actor=manager,
        at=opened_at,
    )
    for number, entry in enumerate(_ENTRIES):
        _write(region, register_id, number, entry, opened_at)
    writing.tell_day(
        register_id=register_id,
        day=night,
        actor=manager,
        at=opened_at + timedelta(hours=9),
    )


def _write(
    region: Region,
    register_id: UUID,
    number: int,
    entry: tuple[str, int, float, str, dict[str, str]],
    opened_at: datetime,
) -> None:
    who, wristband, hours, happened, said = entry
    at = opened_at + timedelta(hours=hours)
    writer: Actor = region.actor(who, at.date())
    writing.write_entry(
        register_id=register_id,
        new=writing.NewEntry(
            id=uuid5(_SPACE, f"{register_id}{number}"),
            number=wristband,
            happened=happened,
            happened_at=at,
            said=said,
        ),
        actor=writer,
        at=at,
    )
