"""Travel times from a server of routes: OSRM's ``/table``, and Valhalla's matrix.

The address is the operator's. A server is asked in blocks, because each refuses large
tables; what it answers is held to be numbers before it is used.
"""

from __future__ import annotations

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import requests

from unhidden.lib.travel_addresses import split_travel_address
from unhidden.planning.travel.providers import (
    RoutePoint,
    TravelMinutes,
    TravelTimesUnavailable,
    round_minutes,
)
from unhidden.planning.travel.straight import estimate_minutes

BLOCK = 50
TIMEOUT_SECONDS = 5.0
#: Seconds for a whole table: somebody waits for the page.
TABLE_SECONDS = 20.0
LONGEST_SECONDS = 24 * 3_600


class ServerTravel(ABC):
    """A server that is asked for blocks of seconds by car."""

    name = ""

    def __init__(self, address: str, timeout: float = TIMEOUT_SECONDS) -> None:
        """Take the address of the server, without a path."""
        self.address, self.timeout = address.rstrip("/"), timeout

    @property
    @abstractmethod
    def data_version(self) -> str:
        """Which data or program answers; raises TravelTimesUnavailable."""

    @abstractmethod
    def ask_block(
        self,
        sources: Sequence[RoutePoint],
        targets: Sequence[RoutePoint],
        departs_at: datetime,
    ) -> list[list[Any]]:
        """Seconds from each source to each target; None where no way is known."""

    def measure_minutes(
        self, points: Sequence[RoutePoint], departs_at: datetime
    ) -> TravelMinutes:
        """Minutes from each point to each; straight lines where no way is known.

        Raises TravelTimesUnavailable where the server does not answer as it should.
        """
        minutes = estimate_minutes(points)
        until = time.monotonic() + TABLE_SECONDS
        for first in range(0, len(points), BLOCK):
            for second in range(0, len(points), BLOCK):
                sources = points[first : first + BLOCK]
                targets = points[second : second + BLOCK]
                if time.monotonic() > until:
                    raise TravelTimesUnavailable(f"{self.name} is too slow.")
                rows = self.ask_block(sources, targets, departs_at)
                self._check_shape(rows, len(sources), len(targets))
                for row, seconds in enumerate(rows):
                    for column, one in enumerate(seconds):
                        if one is not None:
                            known = self._read_seconds(one) / 60
                            minutes[first + row, second + column] = known
        return round_minutes(minutes)

    def _check_shape(self, rows: Any, many: int, wide: int) -> None:
        is_table = isinstance(rows, list) and len(rows) == many
        if not is_table or any(
            not isinstance(row, list) or len(row) != wide for row in rows
        ):
            raise TravelTimesUnavailable(f"{self.name} answered with another table.")

    def _read_seconds(self, seconds: Any) -> float:
        is_number = type(seconds) in (int, float) and math.isfinite(seconds)
        if not is_number or not 0 <= seconds <= LONGEST_SECONDS:
            raise TravelTimesUnavailable(f"{self.name} answered with no travel time.")
        return float(seconds)

    def ask_server(self, path: str, **body: Any) -> dict[str, Any]:
        """The JSON object at a path; raises TravelTimesUnavailable in a sentence."""
        method = "POST" if body else "GET"
        try:
            answer = requests.request(
                method,
                f"{self.address}{path}",
                timeout=self.timeout,
                allow_redirects=False,
                **body,
            )
            answer.raise_for_status()
            found = answer.json()
        except requests.RequestException as error:
            raise TravelTimesUnavailable(
                f"{self.name} at {self.address} does not answer:"
                f" {type(error).__name__}."
            ) from error
        if answer.status_code != requests.codes.ok or not isinstance(found, dict):
            raise TravelTimesUnavailable(f"{self.name} answered with no table.")
        return found


class OsrmTravel(ServerTravel):
    """Any server that has OSRM's ``/table``; the hour of the day is all one to it."""

    name = "OSRM"

    @property
    def data_version(self) -> str:
        """The version of the server's data, where it says so."""
        found = self.ask_server("/nearest/v1/driving/0,0")
        return str(found.get("data_version") or "unknown")[:60]

    def ask_block(
        self,
        sources: Sequence[RoutePoint],
        targets: Sequence[RoutePoint],
        departs_at: datetime,
    ) -> list[list[Any]]:
        """Ask for one block by ``/table/v1/driving``."""
        places = ";".join(
            f"{one.longitude:.6f},{one.latitude:.6f}" for one in (*sources, *targets)
        )
        many = len(sources)
        first = ";".join(str(one) for one in range(many))
        second = ";".join(str(many + one) for one in range(len(targets)))
        found = self.ask_server(
            f"/table/v1/driving/{places}?annotations=duration"
            f"&sources={first}&destinations={second}"
        )
        if found.get("code") != "Ok":
            raise TravelTimesUnavailable("OSRM found no table for these places.")
        return found.get("durations")  # type: ignore[return-value]  # checked by shape


class ValhallaTravel(ServerTravel):
    """Valhalla's matrix, for the hour at which crews depart."""

    name = "Valhalla"

    @property
    def data_version(self) -> str:
        """The version of the program, and when its tiles were made."""
        found = self.ask_server("/status")
        tiles = found.get("tileset_last_modified")
        return f"{found.get('version', 'unknown')} {tiles or ''}".strip()[:60]

    def ask_block(
        self,
        sources: Sequence[RoutePoint],
        targets: Sequence[RoutePoint],
        departs_at: datetime,
    ) -> list[list[Any]]:
        """Ask for one block by ``/sources_to_targets``."""
        found = self.ask_server(
            "/sources_to_targets",
            json={
                "sources": [_place_of(one) for one in sources],
                "targets": [_place_of(one) for one in targets],
                "costing": "auto",
                "date_time": {
                    "type": 1,
                    "value": departs_at.strftime("%Y-%m-%dT%H:%M"),
                },
            },
        )
        try:
            return [
                [cell["time"] for cell in row] for row in found["sources_to_targets"]
            ]
        except (KeyError, TypeError) as error:
            raise TravelTimesUnavailable("Valhalla answered with no matrix.") from error


_KINDS: Mapping[str, type[ServerTravel]] = {
    "osrm": OsrmTravel,
    "valhalla": ValhallaTravel,
}


def find_server(address: str) -> ServerTravel | None:
    """The server of an address such as ``osrm+http://127.0.0.1:5000``; None for "".

    Raises ValueError for another text.
    """
    if not address:
        return None
    kind, where = split_travel_address(address)
    return _KINDS[kind](where)


def _place_of(point: RoutePoint) -> dict[str, float]:
    return {"lat": point.latitude, "lon": point.longitude}
