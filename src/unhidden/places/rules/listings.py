"""One entry of the Food Hygiene Rating Scheme, checked and made ours.

Fields of the scheme's open data: domain notes on standards, section 4. Ratings,
scores and their dates are left out on purpose, and nothing here has a place for
them: a hygiene rating is never a sign of exploitation, so we do not hold one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unhidden.lib import postcodes
from unhidden.places.rules.problems import RegisterFileRefused
from unhidden.places.rules.text import tidy_text

# The kind of premises for each BusinessTypeID of the scheme.
_KINDS = {
    "1": "restaurant",  # restaurant, café, canteen
    "5": "care",  # hospital, childcare, caring premises
    "7": "other",  # distributor, transporter
    "14": "other",  # importer, exporter
    "4613": "shop",  # other retailer
    "7838": "farm",  # farmer, grower
    "7839": "food_plant",  # manufacturer, packer
    "7840": "shop",  # supermarket, hypermarket
    "7841": "other",  # other catering premises
    "7842": "hotel",  # hotel, bed and breakfast, guest house
    "7843": "pub",  # pub, bar, nightclub
    "7844": "takeaway",  # takeaway, sandwich shop
    "7845": "school",  # school, college, university
    "7846": "other",  # mobile caterer: it has no fixed place
}
_OTHER = "other"
_REQUIRED = ("FHRSID", "BusinessName", "BusinessTypeID", "LocalAuthorityCode")
_ADDRESS = ("AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4")
_LARGEST_ID = 2**31 - 1
_LIMITS = {"BusinessName": 200, "LocalAuthorityBusinessID": 60, "BusinessType": 80}
_LONGEST_ADDRESS = 300
# Degrees around the United Kingdom, with its islands and its shore.
_LONGITUDES = (-9.0, 2.5)
_LATITUDES = (49.5, 61.0)


@dataclass(frozen=True, slots=True)
class Listing:
    """Premises as the scheme lists them, in our own words."""

    fhrs_id: int
    name: str
    kind: str
    business_id: str
    business_type: str
    address: str
    postcode: str
    latitude: float | None
    longitude: float | None


def listing_of(fields: Mapping[str, str]) -> Listing:
    """The entry that ``fields`` say; raises RegisterFileRefused, without a place.

    Without any line of address the scheme withholds where somebody works from home:
    then we keep the name and the council alone.
    """
    _require(fields)
    address, postcode = _address_of(fields)
    is_withheld = not address
    latitude, longitude = (None, None) if is_withheld else _position_of(fields)
    return Listing(
        fhrs_id=_id_of(fields["FHRSID"]),
        name=tidy_text(fields["BusinessName"]),
        kind=kind_of(fields["BusinessTypeID"]),
        business_id=tidy_text(fields.get("LocalAuthorityBusinessID", "")),
        business_type=tidy_text(fields.get("BusinessType", "")),
        address=address,
        postcode="" if is_withheld else postcode,
        latitude=latitude,
        longitude=longitude,
    )


def kind_of(business_type_id: str) -> str:
    """Our kind for a type of the scheme; a type it adds later is ``other``."""
    return _KINDS.get(business_type_id.strip(), _OTHER)


def _require(fields: Mapping[str, str]) -> None:
    for name in _REQUIRED:
        if not fields.get(name, "").strip():
            raise RegisterFileRefused(f"{name} is missing.")
    for name, limit in _LIMITS.items():
        if len(tidy_text(fields.get(name, ""))) > limit:
            raise RegisterFileRefused(f"{name} is longer than {limit} characters.")


def _id_of(text: str) -> int:
    written = text.strip()
    is_number = written.isascii() and written.isdecimal()
    if not is_number or not 0 < int(written) <= _LARGEST_ID:
        raise RegisterFileRefused(
            f"FHRSID is not a number of the scheme: {written[:20]!r}."
        )
    return int(written)


def _address_of(fields: Mapping[str, str]) -> tuple[str, str]:
    """The address and the postcode; a postcode that is none stays in the address."""
    lines = [tidy_text(fields.get(name, "")).strip(" ,") for name in _ADDRESS]
    written = tidy_text(fields.get("PostCode", ""))
    postcode = postcodes.normalise_postcode(written) or ""
    is_partial = not postcode and any(one.isdecimal() for one in written)
    if is_partial and any(lines):
        lines.append(written)
    address = ", ".join(filter(None, lines))
    if len(address) > _LONGEST_ADDRESS:
        raise RegisterFileRefused(
            f"The address is longer than {_LONGEST_ADDRESS} characters."
        )
    return address, postcode


def _position_of(fields: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Latitude and longitude; the scheme writes them the other way round."""
    latitude = _degrees(fields, "Latitude", _LATITUDES)
    longitude = _degrees(fields, "Longitude", _LONGITUDES)
    if (latitude is None) != (longitude is None):
        missing = "Latitude" if latitude is None else "Longitude"
        raise RegisterFileRefused(f"{missing} is missing.")
    return latitude, longitude


def _degrees(
    fields: Mapping[str, str], name: str, bounds: tuple[float, float]
) -> float | None:
    written = fields.get(name, "").strip()
    if not written:
        return None
    try:
        degrees = float(written)
    except ValueError:
        raise RegisterFileRefused(
            f"{name} is not a number: {written[:20]!r}."
        ) from None
    lowest, highest = bounds
    if not lowest <= degrees <= highest:
        raise RegisterFileRefused(
            f"{name} {written[:20]} is outside the United Kingdom."
        )
    return degrees
