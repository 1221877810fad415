"""The Food Standards Agency's XML file of one council, read as a stream.

Whoever made the file is not trusted: no document type, no entity, nothing fetched,
no recovery from errors. A file is taken whole or refused with a Problem.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from lxml import etree

from unhidden.places.rules.listings import Listing, listing_of
from unhidden.places.rules.problems import RegisterFileRefused

_ROOT = "FHRSEstablishment"
_HEADER = "Header"
_ENTRY = "EstablishmentDetail"
_POSITION = "Geocode"
_SUCCESS = "success"

_ENCODING_ERRORS = frozenset(
    {
        etree.ErrorTypes.ERR_INVALID_ENCODING,
        etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
        etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
    }
)
_UNFINISHED = etree.ErrorTypes.ERR_TAG_NOT_FINISHED


class ByteSource(Protocol):
    """Anything to read bytes from."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class FhrsExtract:
    """What one file says: the day it was made, its council, its premises by FHRSID.

    ``council`` is the scheme's own code of it (LocalAuthorityCode).
    """

    extract_on: date
    council: str
    listings: dict[int, Listing]


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    header: dict[str, str] = field(default_factory=dict)
    header_line: int | None = None
    council: str = ""
    listings: dict[int, Listing] = field(default_factory=dict)


class _Watched:
    """Passes the bytes on, and remembers how they ended."""

    def __init__(self, source: ByteSource) -> None:
        self._source = source
        self._last = b""
        self.is_over = False

    def read(self, size: int = -1, /) -> bytes:
        given = self._source.read(size)
        self.is_over = not given
        self._last = given or self._last
        return given

    @property
    def is_empty(self) -> bool:
        return self.is_over and not self._last

    @property
    def is_cut(self) -> bool:
        """Whether it ended in the middle of a tag or a text."""
        return self.is_over and not self._last.rstrip().endswith(b">")


def read_extract(source: ByteSource, councils: Container[str]) -> FhrsExtract:
    """Read a whole file; ``councils`` are the codes that we know.

    Raises RegisterFileRefused with the reason, and the line and entry where there is
    one.
    """
    watched = _Watched(source)
    found = _Found()
    try:
        for event, element in _events(watched):
            if event == "start":
                _check_start(element)
            elif element.tag == _HEADER:
                found.header = _texts(element)
                found.header_line = _line_of(element)
            elif element.tag == _ENTRY:
                _take(element, found, councils)
                _forget_before(element)
    except etree.XMLSyntaxError as error:
        raise RegisterFileRefused(
            _reason(error, watched),
            line=error.lineno or None,
            item=f"after premises {len(found.listings)}" if found.listings else "",
        ) from None
    return _whole(found)


def _events(source: _Watched) -> etree.iterparse:
    return etree.iterparse(
        source,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )


def _check_start(element: etree._Element) -> None:
    """Refuse, at the first element, what is not such a file."""
    if element.getparent() is not None:
        return
    if element.getroottree().docinfo.internalDTD is not None:
        raise RegisterFileRefused(
            "It declares a document type, which no such file does.", line=1
        )
    if element.tag != _ROOT:
        raise RegisterFileRefused(
            "It is not a file of the Food Hygiene Rating Scheme: it begins with"
            f" {str(element.tag)[:40]!r} instead of {_ROOT!r}.",
            line=_line_of(element),
        )


def _texts(element: etree._Element) -> dict[str, str]:
    """The text of each child, and of each part of the position."""
    texts: dict[str, str] = {}
    for child in element:
        if child.tag == _POSITION:
            texts.update((str(part.tag), part.text or "") for part in child)
        else:
            texts[str(child.tag)] = child.text or ""
    return texts


def _take(element: etree._Element, found: _Found, councils: Container[str]) -> None:
    fields = _texts(element)
    try:
        listing = listing_of(fields)
        _check_place(listing, fields["LocalAuthorityCode"].strip(), found, councils)
    except RegisterFileRefused as problem:
        number = len(found.listings) + 1
        item = f"premises {number} (FHRSID {fields.get('FHRSID', '').strip()[:20]})"
        raise RegisterFileRefused(
            problem.reason, line=_line_of(element), item=item
        ) from None
    found.listings[listing.fhrs_id] = listing


def _check_place(
    listing: Listing, council: str, found: _Found, councils: Container[str]
) -> None:
    if council not in councils:
        raise RegisterFileRefused(
            f"LocalAuthorityCode {council[:20]} is no council of ours."
        )
    if found.council and council != found.council:
        raise RegisterFileRefused(
            f"It is of another council ({council}) than those before it."
        )
    if listing.fhrs_id in found.listings:
        raise RegisterFileRefused("This FHRSID was in the file before.")
    found.council = council


def _line_of(element: etree._Element) -> int | None:
    return element.sourceline  # type: ignore[return-value]  # the stubs leave it open


def _forget_before(element: etree._Element) -> None:
    """Let go of the entries before, so that memory does not grow with the file."""
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _whole(found: _Found) -> FhrsExtract:
    """Check the file against its own header."""
    try:
        return _checked(found)
    except RegisterFileRefused as problem:
        raise RegisterFileRefused(problem.reason, line=found.header_line) from None


def _checked(found: _Found) -> FhrsExtract:
    if not found.header:
        raise RegisterFileRefused("Header is missing.")
    header = {name: text.strip() for name, text in found.header.items()}
    for name in ("ExtractDate", "ItemCount", "ReturnCode"):
        if not header.get(name):
            raise RegisterFileRefused(f"{name} is missing from the Header.")
    code = header["ReturnCode"]
    if code.casefold() != _SUCCESS:
        raise RegisterFileRefused(
            f"ReturnCode is {code[:40]!r}: the agency did not finish it."
        )
    if not found.listings:
        raise RegisterFileRefused("There are no premises in it.")
    count, there = header["ItemCount"], len(found.listings)
    if count != str(there):
        raise RegisterFileRefused(
            f"ItemCount says {count[:20]}, but there are {there} premises."
        )
    return FhrsExtract(_day(header["ExtractDate"]), found.council, found.listings)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RegisterFileRefused(
            f"ExtractDate is not a date: {text[:20]!r}."
        ) from None


def _reason(error: etree.XMLSyntaxError, source: _Watched) -> str:
    """The parser's complaint as a sentence that tells what to do."""
    if source.is_empty:
        return "The file is empty."
    code = error.code  # type: ignore[attr-defined]  # the stubs do not know it
    if code in _ENCODING_ERRORS:
        return "Its bytes are not in the encoding that it declares."
    if code == _UNFINISHED or source.is_cut:
        return "It ends in the middle: fetch it again, whole."
    return f"It is not well-formed XML ({_short(error)})."


def _short(error: etree.XMLSyntaxError) -> str:
    message = str(error.msg or "")
    return message.split(", line ")[0].strip()[:100]
