"""Finding premises, and naming them on the records of other modules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Avg, Q, QuerySet
from django.db.models.functions import Upper
from django.utils.translation import get_language

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.lib import postcodes
from unhidden.places import policies
from unhidden.places.models import (
    Council,
    ImportRun,
    Postcode,
    Premises,
    PremisesKind,
    PremisesSource,
)
from unhidden.places.rules import text as texts

_SHOWN_RUNS = 20
_MOST_AT_ADDRESSES = 200
# The square first: the circle is worked out for few.
_NEAR = """
select p.code, count(*) from places_postcode p
  join places_postcode o
    on o.eastings between p.eastings - 1000 and p.eastings + 1000
   and o.northings between p.northings - 1000 and p.northings + 1000
   and (o.eastings - p.eastings) ^ 2 + (o.northings - p.northings) ^ 2 <= 1000 ^ 2
 where p.code = any(%s) group by p.code
"""


@dataclass(frozen=True, slots=True)
class PremisesCard:
    """Premises as a page shows them: a place, with nothing about conduct.

    ``listed_on`` is the day of the newest list they stand in, or the day they were
    added by hand; ``closed_on`` that of the first list they were missing from.
    """

    id: UUID
    name: str
    kind: str
    kind_label: str
    address: str
    postcode: str
    uprn: str
    council: str
    council_code: str
    latitude: float | None
    longitude: float | None
    is_closed: bool
    closed_on: date | None
    listed_on: date
    is_synthetic: bool
    source: str
    source_label: str
    business_type: str

    @property
    def is_listed(self) -> bool:
        """Whether a published list has them, rather than a colleague."""
        return self.source == PremisesSource.FHRS


@dataclass(frozen=True, slots=True)
class PremisesPage:
    """One page of what a search found, and how many there are."""

    cards: list[PremisesCard]
    total: int


@dataclass(frozen=True, slots=True)
class CouncilName:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PostcodePoint:
    """Where a postcode is, in degrees (WGS84), and in which council's area."""

    latitude: float
    longitude: float
    council_code: str


@dataclass(frozen=True, slots=True)
class Run:
    """A published file that was taken in."""

    id: UUID
    kind: str
    kind_label: str
    file_name: str
    council: str
    extract_on: date | None
    total: int
    added: int
    changed: int
    closed: int
    imported_at: datetime


@query
def find_premises(*, viewer: Actor, premises_id: UUID) -> PremisesCard:
    """One place; raises Absent."""
    viewer.must(policies.SEE)
    row = _rows().filter(id=premises_id).first()
    if row is None:
        raise Absent
    return _card(row)


@query
def search_premises(
    *,
    viewer: Actor,
    text: str = "",
    kind: str = "",
    council: str = "",
    include_closed: bool = False,
    start: int = 0,
    limit: int = 25,
) -> PremisesPage:
    """Premises whose name, address or postcode hold every word of ``text``, by name.

    Case, accents and apostrophes do not matter; a whole postcode may be written with
    or without its blank. A ``start`` beyond the end gives the last page.
    """
    viewer.must(policies.SEE)
    rows = _matching(text)
    if kind:
        rows = rows.filter(kind=kind)
    if council:
        rows = rows.filter(council_id=council)
    if not include_closed:
        rows = rows.filter(closed_on=None)
    total = rows.count()
    if not total:
        return PremisesPage(cards=[], total=0)
    first = min(start, max(total - 1, 0) // limit * limit)
    page = rows.order_by(Upper("name"), "id")[first : first + limit]
    return PremisesPage(cards=[_card(row) for row in page], total=total)


@query
def find_premises_cards(
    *, viewer: Actor, premises_ids: Iterable[UUID]
) -> dict[UUID, PremisesCard]:
    """The places that records of other modules speak of, closed ones too, by id.

    The caller has decided that the viewer may see those records; any colleague may
    then know the place (policies.may_name). Raises Absent for anybody else.
    """
    if not policies.may_name(viewer):
        raise Absent
    rows = _rows().filter(id__in=set(premises_ids)).order_by("id")
    return {row.id: _card(row) for row in rows}


@dataclass(frozen=True, slots=True)
class Address:
    """Where premises are: ``line`` with street and postcode; ``uprn`` where known."""

    name: str
    line: str
    uprn: str


def find_addresses(
    premises_ids: Iterable[UUID | None],
) -> Mapping[UUID | None, Address]:
    """Where places are that records of other modules speak of, by id; none of None.

    For whoever decided that those records may be read, people and programs, in the
    transaction of theirs.
    """
    wanted = {each for each in premises_ids if each}
    if not wanted:
        return {}
    rows = Premises.objects.filter(id__in=wanted).order_by("id")
    return {
        row.id: Address(
            row.name, ", ".join(filter(None, (row.address, row.postcode))), row.uprn
        )
        for row in rows
    }


@query
def at_addresses(
    *, viewer: Actor, codes: Iterable[str], streets: Iterable[str]
) -> list[PremisesCard]:
    """Open premises at these postcodes, or whose row holds every word of a street.

    By name, the first two hundred: whoever asks compares them with what was written.
    """
    viewer.must(policies.SEE)
    sought = Q(postcode__in=set(codes))
    for street in streets:
        words = texts.fold_text(street).split()
        sought |= Q(*(Q(search_text__contains=word) for word in words))
    rows = _rows().filter(sought, closed_on=None).order_by(Upper("name"), "id")
    return [_card(row) for row in rows[:_MOST_AT_ADDRESSES]]


@query
def find_similar_premises(
    *, viewer: Actor, name: str, postcode: str
) -> list[PremisesCard]:
    """Premises at the same postcode whose names are alike, by name; closed ones too."""
    viewer.must(policies.ADD)
    code = postcodes.normalise_postcode(postcode)
    if code is None:
        return []
    rows = _rows().filter(postcode=code).order_by(Upper("name"), "id")
    return [_card(row) for row in rows if texts.is_alike(row.name, name)]


def find_council_points() -> dict[str, tuple[float, float]]:
    """The middle of what is known in each council: latitude and longitude by code.

    For premises of which nobody knows more than the council.
    """
    rows = Premises.objects.filter(latitude__isnull=False, council__isnull=False)
    found = rows.values_list("council_id").annotate(Avg("latitude"), Avg("longitude"))
    return {code: (north, east) for code, north, east in found.order_by("council_id")}


def list_premises_kinds() -> list[tuple[str, str]]:
    """The kinds of premises as codes and labels, in the order of the list."""
    return [(kind.value, str(kind.label)) for kind in PremisesKind]


def list_councils() -> list[CouncilName]:
    """The councils of the region, by the name in the language of the page."""
    named = [CouncilName(row.code, _name_of(row)) for row in Council.objects.all()]
    return sorted(named, key=lambda one: (one.name, one.code))


def postcode_point(*, code: str) -> PostcodePoint | None:
    """Where a postcode is, however it is written; None when nobody has told us."""
    normal = postcodes.normalise_postcode(code)
    row = Postcode.objects.filter(code=normal).first() if normal else None
    return PostcodePoint(row.latitude, row.longitude, row.council_code) if row else None


def postcodes_near(*, codes: Iterable[str]) -> dict[str, int]:
    """How many postcodes lie within a kilometre of each, itself among them.

    One that nobody has told us of is left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [list(codes)])
        return dict(cursor.fetchall())


@query
def import_runs(*, viewer: Actor) -> list[Run]:
    """The files taken in last, the newest first."""
    viewer.must(policies.SEE)
    rows = ImportRun.objects.select_related("council").order_by("-imported_at", "-id")
    return [_run(row) for row in rows[:_SHOWN_RUNS]]


def _rows() -> QuerySet[Premises]:
    return Premises.objects.select_related("council")


def _matching(text: str) -> QuerySet[Premises]:
    """Every word somewhere in the row; folded words hold no sign special to LIKE."""
    rows = _rows()
    code = postcodes.normalise_postcode(text)
    if code is not None:
        return rows.filter(postcode=code)
    for word in texts.fold_text(text).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def _card(row: Premises) -> PremisesCard:
    return PremisesCard(
        id=row.id,
        name=row.name,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        address=row.address,
        postcode=row.postcode,
        uprn=row.uprn,
        council=_name_of(row.council) if row.council else "",
        council_code=row.council_id or "",
        latitude=row.latitude,
        longitude=row.longitude,
        is_closed=row.closed_on is not None,
        closed_on=row.closed_on,
        listed_on=row.last_seen_on,
        is_synthetic=row.source == PremisesSource.SYNTHETIC,
        source=row.source,
        source_label=row.get_source_display(),
        business_type=row.business_type,
    )


def _run(row: ImportRun) -> Run:
    return Run(
        id=row.id,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        file_name=row.file_name,
        council=_name_of(row.council) if row.council else "",
        extract_on=row.extract_on,
        total=row.total,
        added=row.added,
        changed=row.changed,
        closed=row.closed,
        imported_at=row.imported_at,
    )


def _name_of(council: Council) -> str:
    return council.name_cy if get_language() == "cy" else council.name_en
