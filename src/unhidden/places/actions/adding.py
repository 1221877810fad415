"""Premises that somebody adds by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib import postcodes
from unhidden.places import policies
from unhidden.places.models import Council, Postcode, Premises, PremisesSource
from unhidden.places.rules import text

_BY_HAND = frozenset({PremisesSource.DESK, PremisesSource.SYNTHETIC})


class MalformedPostcode(Exception):
    """What was given as a postcode is none."""


class MalformedUprn(Exception):
    """What was given as a Unique Property Reference Number is none."""


class UnknownCouncil(Exception):
    """There is no council of this region with such a code."""


class SourceNotByHand(Exception):
    """Premises of a published register come from its importer alone."""


@dataclass(frozen=True, slots=True)
class NewPremises:
    """Premises as they are given; postcode, council and UPRN may be empty."""

    name: str
    kind: str
    address: str
    postcode: str = ""
    council_code: str = ""
    uprn: str = ""


@action
def add_premises(*, new: NewPremises, source: str, actor: Actor, at: datetime) -> UUID:
    """Add premises to the register; gives their id.

    ``source`` is ``desk`` or ``synthetic``. The position, and a council that is not
    given, come from the table of postcodes. Raises MalformedPostcode, MalformedUprn,
    UnknownCouncil, SourceNotByHand.
    """
    actor.must(policies.ADD)
    if source not in _BY_HAND:
        raise SourceNotByHand
    code = _code_of(new.postcode)
    number = text.parse_uprn(new.uprn)
    if number is None:
        raise MalformedUprn
    place = Postcode.objects.filter(code=code).first() if code else None
    day = timezone.localdate(at)
    premises = Premises.objects.create(
        name=text.tidy_text(new.name),
        kind=new.kind,
        address=text.tidy_text(new.address),
        postcode=code,
        uprn=number,
        council=_council(new.council_code, place),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        source=source,
        search_text=text.search_text(new.name, new.address, code),
        first_seen_on=day,
        last_seen_on=day,
    )
    audit.record_event(
        name="places.premises_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=premises,
        at=at,
    )
    return premises.id


def _code_of(postcode: str) -> str:
    if not postcode.strip():
        return ""
    code = postcodes.normalise_postcode(postcode)
    if code is None:
        raise MalformedPostcode
    return code


def _council(code: str, place: Postcode | None) -> Council | None:
    """The council named; without a name, that of the postcode if it is one of ours."""
    if code:
        council = Council.objects.filter(code=code).first()
        if council is None:
            raise UnknownCouncil
        return council
    return Council.objects.filter(code=place.council_code).first() if place else None
