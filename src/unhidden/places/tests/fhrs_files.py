"""Small files of the Food Hygiene Rating Scheme, right and wrong, for tests."""

from __future__ import annotations

from xml.sax.saxutils import escape

# In the order of the agency's own files: the longitude stands before the latitude.
_ENTRY: dict[str, str | None] = {
    "FHRSID": "17",
    "LocalAuthorityBusinessID": "B/17",
    "BusinessName": "Caffi'r Ddraig",
    "BusinessType": "Restaurant/Cafe/Canteen",
    "BusinessTypeID": "1",
    "AddressLine1": "2 Stryd y Castell",
    "AddressLine3": "Conwy",
    "PostCode": "LL32 8HT",
    "LocalAuthorityCode": "550",
    "LocalAuthorityName": "Conwy",
    "Longitude": "-3.8309",
    "Latitude": "53.2805",
}
_RATING = """<RatingValue>AwaitingInspection</RatingValue>
<RatingKey>fhrs_awaitinginspection_en-GB</RatingKey>
<RatingDate xsi:nil="true" /><Scores /><SchemeType>FHRS</SchemeType>
<NewRatingPending>False</NewRatingPending>"""
WITHHELD = dict.fromkeys(
    ("AddressLine1", "AddressLine3", "PostCode", "Longitude", "Latitude")
)


def entry(**changes: str | None) -> str:
    """One EstablishmentDetail; a field that is None is left out."""
    fields = {**_ENTRY, **changes}
    position = "".join(_element(n, fields.pop(n)) for n in ("Longitude", "Latitude"))
    rest = "\n".join(filter(None, (_element(*item) for item in fields.items())))
    return (
        f"<EstablishmentDetail>\n{rest}\n{_RATING}\n"
        f"<Geocode>{position}</Geocode>\n</EstablishmentDetail>\n"
    )


def fhrs(
    *entries: str,
    on: str = "2020-11-11",
    count: str | None = None,
    code: str = "Success",
) -> bytes:
    """A whole file of these entries."""
    header = (
        _element("ExtractDate", on)
        + _element("ItemCount", str(len(entries)) if count is None else count)
        + _element("ReturnCode", code)
    )
    return (
        '<?xml version="1.0"?>\n'
        '<FHRSEstablishment xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<Header>{header}</Header><EstablishmentCollection>\n"
        f"{''.join(entries)}</EstablishmentCollection></FHRSEstablishment>"
    ).encode()


def _element(name: str, text: str | None) -> str:
    return "" if text is None else f"<{name}>{escape(text)}</{name}>"
