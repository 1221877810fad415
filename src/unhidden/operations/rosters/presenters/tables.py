"""The tables of the pages of rosters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.frame.queries.choices import days_of
from unhidden.operations.rosters.presenters.faults import format_length
from unhidden.operations.rosters.queries.cards import (
    CapacityCard,
    CrewRow,
    PersonCard,
    RosterView,
    ShiftCard,
    SkillCard,
    StartPlaceCard,
    VehicleCard,
)
from unhidden.operations.rosters.queries.choices import label_of_skill
from unhidden.operations.rosters.rules.rest import BreakStep, RestRequirement
from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, Table

#: A week fits on a page; a longer operation is turned over week by week.
DAYS_SHOWN = 7
_NOTHING = "–"


def show_week(of: OperationView, wanted: date | None) -> list[date]:
    """The days of the week that holds ``wanted``; of the first without one."""
    days = days_of(of)
    number = days.index(wanted) if wanted in days else 0
    start = number - number % DAYS_SHOWN
    return days[start : start + DAYS_SHOWN]


def turn_weeks(of: OperationView, shown: Sequence[date]) -> dict[str, date | None]:
    """The first day of the week before and of the week after, where there is one."""
    before = shown[0] - timedelta(days=DAYS_SHOWN)
    after = shown[-1] + timedelta(days=1)
    return {
        "before": before if before >= of.starts_on else None,
        "after": after if after <= of.ends_on else None,
    }


def roster_table(of: OperationView, roster: RosterView, days: Sequence[date]) -> Table:
    """Crews by days; each cell leads to the form of that crew's shift."""
    out = {(day.team_id, day.on) for day in roster.days}
    columns = [Column(_("Crew")), Column(_("Goes out with"))]
    columns += [Column(dates.format_weekday(day)) for day in days]
    rows = [_crew_line(of, row, days, out) for row in roster.rows]
    return Table(_("Shifts of the crews"), columns, rows, is_caption_hidden=True)


def _crew_line(
    of: OperationView,
    row: CrewRow,
    days: Sequence[date],
    out: set[tuple[UUID, date]],
) -> list[object]:
    outfit = Cell(
        describe_outfit(row),
        url=reverse("operations:crew_outfit", args=[of.id, row.team_id]),
    )
    cells = [
        Cell(
            describe_shift(row.shifts.get(day), is_out=(row.team_id, day) in out),
            url=reverse(
                "operations:crew_shift", args=[of.id, row.team_id, day.isoformat()]
            ),
        )
        for day in days
    ]
    return [f"{row.name} ({row.size})", outfit, *cells]


def describe_outfit(row: CrewRow) -> str:
    """The call sign with its channel, the vehicle and the place, as far as known."""
    outfit = row.outfit
    known = (
        outfit.call_sign,
        outfit.radio_channel,
        outfit.vehicle.name if outfit.vehicle else "",
        outfit.start_place.name if outfit.start_place else "",
    )
    return ", ".join(filter(None, known)) or _("Not said yet")


def describe_shift(shift: ShiftCard | None, *, is_out: bool = True) -> str:
    """The hours of a shift, and what is special about it."""
    if shift is None:
        return _("No shift")
    if shift.starts_at is None or shift.ends_at is None:
        return _("Off")
    hours = format_hours(shift)
    if not is_out:
        return _("%(hours)s, does not go out") % {"hours": hours}
    return _("%(hours)s, reserve") % {"hours": hours} if shift.is_reserve else hours


def format_hours(shift: ShiftCard) -> str:
    """``8am to 4pm``; of one that passes midnight, that it ends on the next day."""
    assert shift.starts_at is not None  # noqa: S101  # asked before
    assert shift.ends_at is not None  # noqa: S101
    parts = {
        "first": dates.format_clock(shift.starts_at),
        "last": dates.format_clock(shift.ends_at),
    }
    if shift.ends_at <= shift.starts_at:
        return _("%(first)s to %(last)s the next day") % parts
    return _("%(first)s to %(last)s") % parts


def capacity_table(of: OperationView, cards: Iterable[CapacityCard]) -> Table:
    """What there is by day: custody, and the interpreters of each language."""
    known = list(cards)
    columns = [
        Column(_("Day")),
        Column(_("Custody places"), is_number=True),
        Column(_("Interpreters")),
    ]
    return Table(
        _("What there is on each day"),
        columns,
        [_capacity_line(of, day, known) for day in days_of(of)],
        is_caption_hidden=True,
    )


def _capacity_line(
    of: OperationView, day: date, known: Sequence[CapacityCard]
) -> list[object]:
    here = [card for card in known if card.on == day]
    custody = next((c.amount for c in here if c.kind == "custody"), None)
    interpreters = ", ".join(
        f"{label_of_skill(f'language:{c.language}')} {c.amount}"
        for c in here
        if c.kind == "interpreter"
    )
    url = reverse("operations:capacities_of_day", args=[of.id, day.isoformat()])
    return [
        Cell(dates.format_weekday(day), url=url),
        _("Not counted") if custody is None else dates.format_number(custody),
        interpreters or _("Not counted"),
    ]


def people_table(of: OperationView, people: Iterable[PersonCard]) -> Table:
    """Who is on the crews, what each can do, and when they are away."""
    columns = [
        Column(_("Person")),
        Column(_("Organisation")),
        Column(_("Crews")),
        Column(_("Skills")),
        Column(_("Away")),
    ]
    rows = [
        [
            Cell(
                one.name,
                url=reverse("operations:crew_person", args=[of.id, one.person_id]),
            ),
            one.organisation,
            ", ".join(one.crews),
            ", ".join(describe_skill(skill) for skill in one.skills) or _NOTHING,
            ", ".join(
                dates.format_days(away.from_on, away.to_on) for away in one.absences
            )
            or _NOTHING,
        ]
        for one in people
    ]
    return Table(_("People of the crews"), columns, rows, is_caption_hidden=True)


def describe_skill(skill: SkillCard) -> str:
    """The skill with the day that it expires, or that it has."""
    if skill.expires_on is None:
        return skill.label
    parts = {"skill": skill.label, "day": dates.format_day(skill.expires_on)}
    if skill.is_over:
        return _("%(skill)s (expired on %(day)s)") % parts
    return _("%(skill)s (until %(day)s)") % parts


def vehicle_table(of: OperationView, vehicles: Iterable[VehicleCard]) -> Table:
    """Vehicles with their seats; the last cell takes one away."""
    columns = [
        Column(_("Vehicle")),
        Column(_("Seats"), is_number=True),
        Column(_("Call sign")),
        Column(_("Action")),
    ]
    rows = [
        [
            one.name,
            dates.format_number(one.seats),
            one.call_sign or _NOTHING,
            Cell(
                _("Remove %(name)s") % {"name": one.name},
                url=reverse("operations:remove_vehicle", args=[of.id, one.id]),
            ),
        ]
        for one in vehicles
    ]
    return Table(_("Vehicles"), columns, rows)


def place_table(of: OperationView, places: Iterable[StartPlaceCard]) -> Table:
    """Start places; one without a position says so."""
    columns = [
        Column(_("Start place")),
        Column(_("Postcode")),
        Column(_("Position")),
        Column(_("Action")),
    ]
    rows = [
        [
            one.name,
            one.postcode or _NOTHING,
            f"{one.latitude:.4f}, {one.longitude:.4f}"
            if one.latitude is not None and one.longitude is not None
            else _("Not known: travel from here cannot be worked out"),
            Cell(
                _("Remove %(name)s") % {"name": one.name},
                url=reverse("operations:remove_start_place", args=[of.id, one.id]),
            ),
        ]
        for one in places
    ]
    return Table(_("Start places"), columns, rows)


def rest_table(
    of: OperationView, rules: Iterable[RestRequirement], names: dict[UUID, str]
) -> Table:
    """The rules of rest: whom they bind, what they ask for, and who checked them."""
    columns = [
        Column(_("Rule")),
        Column(_("For")),
        Column(_("In force")),
        Column(_("What it asks for")),
        Column(_("Checked against its source")),
    ]
    rows = [
        [
            Cell(rule.source, url=_rule_url(of, rule)),
            _bound(rule, names),
            _in_force(rule),
            describe_rule(rule),
            Cell(_("Checked"), tone="good")
            if rule.is_checked
            else _not_checked(of, rule),
        ]
        for rule in rules
    ]
    return Table(_("Rules of rest"), columns, rows, is_caption_hidden=True)


def describe_rule(rule: RestRequirement) -> str:
    """What a rule asks for: rest, breaks, the longest shift."""
    lines = []
    if rule.rest_minutes:
        lines.append(
            _("%(length)s of rest between shifts")
            % {"length": format_length(rule.rest_minutes)}
        )
    lines += [_break(step) for step in rule.breaks]
    if rule.longest_minutes is not None:
        lines.append(
            _("no shift longer than %(length)s")
            % {"length": format_length(rule.longest_minutes)}
        )
    return "; ".join(lines)


def _break(step: BreakStep) -> str:
    """A break; one that is due from 6 hours and a minute is one after 6 hours."""
    hours, rest = divmod(step.from_minutes, 60)
    parts = {
        "length": format_length(step.minutes),
        "worked": format_length(hours * 60 if rest == 1 else step.from_minutes),
    }
    if rest == 1:
        return _("%(length)s of break in a shift of more than %(worked)s") % parts
    return _("%(length)s of break in a shift of %(worked)s or more") % parts


def _rule_url(of: OperationView, rule: RestRequirement) -> str:
    if rule.id is None or rule.to_on is not None:
        return ""
    return reverse("operations:end_rest_rule", args=[of.id, rule.id])


def _not_checked(of: OperationView, rule: RestRequirement) -> Cell:
    """That nobody compared a rule with its source; of one's own, the way to say so."""
    if rule.id is None:
        return Cell(_("Not checked"), tone="warning")
    address = reverse("operations:check_rest_rule", args=[of.id, rule.id])
    return Cell(_("Not checked: mark as checked"), url=address)


def _bound(rule: RestRequirement, names: dict[UUID, str]) -> str:
    if rule.organisation_id is not None:
        return names.get(rule.organisation_id, _NOTHING)
    return _("Police") if rule.kinds else _("Everybody")


def _in_force(rule: RestRequirement) -> str:
    if rule.to_on is not None:
        return dates.format_days(rule.from_on, rule.to_on)
    return _("Since %(day)s") % {"day": dates.format_day(rule.from_on)}
