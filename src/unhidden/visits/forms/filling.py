"""A record as somebody would have typed it, for a page on which it is corrected."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from unhidden.visits.forms import people, rows, signs
from unhidden.visits.rules.records import VisitRecord


def fill_fields(record: VisitRecord) -> dict[str, list[str]]:
    """The fields of the page with what the record says, by their names."""
    start, end = (timezone.localtime(m) for m in (record.started_at, record.ended_at))
    typed = {
        **{name: str(getattr(record, name)) for name in _SAME},
        **_day("on", start.date()),
        "starts_at": f"{start:%H:%M}",
        "ends_at": f"{end:%H:%M}",
        "consent_by" if record.entry_basis == "consent" else "power": (
            record.entry_detail
        ),
        **(_day("follow_up_on", record.follow_up_on) if record.follow_up_on else {}),
        **{people.name_of(g.age, g.sex): str(g.count) for g in record.present},
        **{signs.name_of(sign.code): sign.answer for sign in record.signs},
        **_rows(record),
    }
    return {name: [value] for name, value in typed.items() if value}


_SAME = (
    *("purpose_told", "entry_basis", "interpreter", "outcome", "spoken_to"),
    *("leaflets", "notices", "arrests", "narrative"),
)


def _day(name: str, day: date) -> dict[str, str]:
    return {
        f"{name}_day": str(day.day),
        f"{name}_month": str(day.month),
        f"{name}_year": str(day.year),
    }


def _rows(record: VisitRecord) -> dict[str, str]:
    found = {
        f"{rows.REFERRAL}_rows": str(len(record.referrals)),
        f"{rows.VICTIM}_rows": str(len(record.possible_victims)),
    }
    for number, made in enumerate(record.referrals, start=1):
        found[f"{rows.REFERRAL}_{number}_to"] = made.to
        found[f"{rows.REFERRAL}_{number}_legal_basis"] = made.legal_basis
    for number, one in enumerate(record.possible_victims, start=1):
        named = f"{rows.VICTIM}_{number}"
        found[f"{named}_age_group"] = one.age_group
        found[f"{named}_alleges"] = one.alleges
        brought = "yes" if one.is_brought_to_safety else "no"
        found[f"{named}_is_brought_to_safety"] = brought
    return found
