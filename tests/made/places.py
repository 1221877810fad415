"""Premises and postcodes for tests, through the real actions."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from uuid import UUID

from tests.cast import NOON
from tests.support.roles import as_role
from unhidden.access.actor import Actor
from unhidden.audit.models import Event
from unhidden.hosting.paths import REPOSITORY
from unhidden.places import actions

IMPORTER = Actor(None, None, frozenset({"places.import"}))
SHARED = REPOSITORY.parent / "shared" / "data"
REAL_LISTS = sorted(SHARED.glob("fhrs/*.xml"))
REAL_POSTCODES = sorted(SHARED.glob("postcodes/ll.csv"))
WREXHAM, GWYNEDD, CONWY = "W06000006", "W06000002", "W06000003"


def events() -> list[tuple[str, UUID | None, dict[str, str | int | None]]]:
    """Name, subject and detail of all that was recorded, oldest first."""
    rows = Event.objects.using("stored").order_by("at")
    return list(rows.values_list("name", "subject_id", "detail"))


def make_premises(
    *,
    by: Actor,
    name: str = "Sparkle Hand Car Wash",
    kind: str = "car_wash",
    address: str = "1 Regent Street, Wrexham",
    postcode: str = "LL11 1AA",
    council: str = WREXHAM,
    uprn: str = "",
    source: str = "desk",
    at: datetime = NOON,
) -> UUID:
    """A place that somebody of the desk or of planning added by hand."""
    new = actions.NewPremises(name, kind, address, postcode, council, uprn)
    return actions.add_premises(new=new, source=source, actor=by, at=at)


def make_postcode(
    code: str = "LL11 1AA",
    *,
    eastings: int = 333_500,
    northings: int = 350_500,
    council: str = WREXHAM,
    at: datetime = NOON,
) -> None:
    """A postcode whose place is known; by default in the middle of Wrexham."""
    line = f'"{code}",10,{eastings},{northings},"","","","","{council}",""\r\n'
    with tempfile.TemporaryDirectory() as folder, as_role("worker"):
        path = Path(folder) / "postcodes.csv"
        path.write_text(line)
        actions.import_postcodes(paths=[path], actor=IMPORTER, at=at)
