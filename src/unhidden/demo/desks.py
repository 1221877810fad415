"""A source who comes back, and a second desk that knows of the same telephone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.demo.region import Region
from unhidden.desk.actions import routes
from unhidden.intelligence import actions as intelligence
from unhidden.intelligence import queries as asked
from unhidden.intelligence.retention.rules import years_after
from unhidden.lib.working_days import LONDON

CONDITION = "Consult the originator before any overt action."
#: A number kept free for stories, that no report of the public has.
PHONE = "07700 900087"
SOURCE = "Synthetic source, a neighbour, 07700 900321"
_FIRST = "A caller says that the same telephone is always given for this house."
_AGAIN = "The caller says that two other people have come to live in this house."
_THEIRS = "A traveller at the port gave this telephone as that of his employer."
EARLIER = "07700 900088"
_OLD = "A caravan behind a yard was said to be lived in. Nobody was found there."
#: So long is such intelligence kept before somebody looks at it again.
YEARS, REVIEWED = 6, (-12, 35)


def introduce_desks(region: Region, *, today: date) -> None:
    """Two desks, one telephone: each is told to speak with the other, and no more."""
    _route(region, _at(today, 70))
    house = next(each for each in region.premises["dwelling"] if each in region.so)
    _write(region, "analyst", _FIRST, _at(today, 30), (EARLIER, PHONE), house)
    _write(region, "border_analyst", _THEIRS, _at(today, 28), (EARLIER,))
    _spoken(region, _at(today, 26))
    at = _at(today, 20)
    intelligence.save_search(
        text=PHONE,
        name="The telephone of the house",
        reason="It was given for a house where people may be held (synthetic).",
        actor=region.actor("analyst", at.date()),
        at=at,
    )
    _write(region, "analyst", _AGAIN, _at(today, 6), (PHONE,), house)
    _write(region, "border_analyst", _THEIRS, _at(today, 2), (PHONE,))


def keep_from_before(region: Region, *, today: date) -> None:
    """Two reports of years ago: one is to be reviewed since lately, and one soon."""
    for number, days in enumerate(REVIEWED):
        day = years_after(today + timedelta(days=days), -YEARS)
        at = datetime.combine(day, time(11), LONDON)
        phones = (f"07700 90009{number}",)
        _write(region, "analyst", _OLD, at, phones, days_before=0, is_open=True)


def _route(region: Region, at: datetime) -> None:
    """What is told of ports goes to the second desk."""
    routes.add_route(
        area="",
        topic="port",
        desk_id=region.organisations["border_force"],
        actor=region.actor("administrator", at.date()),
        at=at,
    )


def _write(
    region: Region,
    key: str,
    text: str,
    at: datetime,
    phones: tuple[str, ...],
    house: UUID | None = None,
    *,
    days_before: int = 1,
    is_open: bool = False,
) -> None:
    """``is_open`` may leave without a second person's having looked at it."""
    mentions = [intelligence.NewMention("phone", each, None) for each in phones]
    if house:
        mentions.append(intelligence.NewMention("premises", "", house))
    item = intelligence.NewItem(
        text=text,
        source="2",
        assessment="C",
        handling="P" if is_open else "C",
        conditions="" if is_open else CONDITION,
        mentions=tuple(mentions),
    )
    intelligence.write_report(
        new=intelligence.NewReport(
            origin="partner",
            raw=f"{text} (synthetic)",
            provenance="They live nearby, and were asked nothing.",
            event_on=at.date() - timedelta(days=days_before),
            items=(item,),
            told_by=SOURCE if house else "",
        ),
        actor=region.actor(key, at.date()),
        at=at,
    )


def _spoken(region: Region, at: datetime) -> None:
    """The first of them is done with on the side of the police."""
    analyst: Actor = region.actor("analyst", at.date())
    for card in asked.list_contacts(viewer=analyst, is_sensitive=False).rows:
        intelligence.note_contact(
            contact_id=card.id,
            state="closed",
            outcome="Spoke by telephone. They have nothing under way there.",
            is_sensitive=False,
            actor=analyst,
            at=at,
        )


def _at(today: date, days: int) -> datetime:
    return datetime.combine(today - timedelta(days=days), time(11), LONDON)
