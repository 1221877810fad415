"""How often visits bore out what the risk had said of their premises."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import CameOf, Look, RiskBand
from unhidden.lib.intervals import wilson_interval


@dataclass(frozen=True, slots=True)
class BandRow:
    """The visits to premises that were in one band when they were recorded."""

    band: str
    band_label: str
    borne_out: int
    not_borne_out: int
    not_known: int

    @property
    def visits(self) -> int:
        return self.told + self.not_known

    @property
    def told(self) -> int:
        """The visits that could tell."""
        return self.borne_out + self.not_borne_out

    @property
    def percent(self) -> int | None:
        """How many in a hundred of those that could tell; none where none could."""
        return round(100 * self.borne_out / self.told) if self.told else None

    @property
    def between(self) -> tuple[int, int]:
        """Where the true proportion may lie, in per cent (lib/intervals.py)."""
        low, high = wilson_interval(self.borne_out, self.told)
        return round(100 * low), round(100 * high)


@query
def list_calibration(*, viewer: Actor) -> tuple[BandRow, ...]:
    """A row for each band, the highest first; () where nothing was visited.

    Every organisation's visits are counted, and none is named.
    """
    viewer.must("intelligence.see_risk")
    rows = Look.objects.values_list("band", "came_of").annotate(Count("id"))
    found = Counter(
        {(band, came_of): count for band, came_of, count in rows.order_by()}
    )
    if not found:
        return ()
    return tuple(
        BandRow(
            band=band,
            band_label=str(label),
            borne_out=found[band, CameOf.BORNE_OUT],
            not_borne_out=found[band, CameOf.NOT_BORNE_OUT],
            not_known=found[band, CameOf.NOT_KNOWN],
        )
        for band, label in RiskBand.choices
    )
