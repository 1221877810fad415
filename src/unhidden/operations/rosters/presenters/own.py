"""What a crew member reads of their own roster."""

from __future__ import annotations

from django.utils.translation import gettext as _

from unhidden.operations.rosters.presenters.tables import describe_shift
from unhidden.operations.rosters.queries.own import OwnCrew
from unhidden.ui import dates
from unhidden.ui.parts import SummaryRow


def describe_crew(crew: OwnCrew) -> list[SummaryRow]:
    """The crew's call sign, channel, vehicle and start place; then day by day."""
    outfit = crew.outfit
    place = outfit.start_place
    known = [
        (_("Call sign"), outfit.call_sign),
        (_("Radio channel"), outfit.radio_channel),
        (_("Vehicle"), outfit.vehicle.name if outfit.vehicle else ""),
        (_("Start place"), _join(place.name, place.postcode) if place else ""),
    ]
    return [
        *(SummaryRow(name, text or _("Not said yet")) for name, text in known),
        *(
            SummaryRow(dates.format_weekday(shift.on), describe_shift(shift))
            for shift in crew.shifts
        ),
    ]


def _join(*words: str) -> str:
    return ", ".join(filter(None, words))
