"""Tasking as the phone takes it, and what is said where it takes none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from unhidden.access.actor import Actor
from unhidden.agencies import queries as agencies
from unhidden.field.tasking import rules
from unhidden.field.tasking.actions import receivers, taking
from unhidden.field.tasking.queries.cards import (
    BriefTasking,
    LandingPlace,
    ReceiversView,
    SealingTeam,
    ShiftsTasking,
    VisitTasking,
)
from unhidden.lib.refusals import ActionRefused
from unhidden.operations import queries as operations
from unhidden.operations.queries import (
    BriefSheet,
    EarlierVisit,
    MemberCard,
    OutfitCard,
    OwnShift,
)
from unhidden.signs import queries as signs
from unhidden.ui import dates
from unhidden.ui.refusals import RefusalSentence
from unhidden.visits import queries as visits

VERSION = 1
SENTENCES: dict[type[ActionRefused], RefusalSentence] = {
    taking.DeviceNotReady: RefusalSentence(
        _("This phone may not go out: ask an administrator to approve it")
    ),
    taking.TooManyShifts: RefusalSentence(
        _("Take along one to three shifts that begin within 72 hours")
    ),
    taking.NoLandingKey: RefusalSentence(
        _("The server has no key yet to seal to: tell those who run it")
    ),
    receivers.KeysNotOnOffer: RefusalSentence(
        _("Nobody signed for these keys: choose others"), "team"
    ),
}
#: What a phone that nothing unlocks may hold of a visit.
_OPEN = ("planned", "shift", "kind", "on", "starts_at")


def in_both(say: Callable[[], Any]) -> dict[str, Any]:
    """What is said, in English and in Welsh."""
    told: dict[str, Any] = {}
    for language in ("en", "cy"):
        with override(language):
            told[language] = say()
    return told


def show_shift(shift: OwnShift) -> dict[str, Any]:
    """A shift, with the end until which its tasking can be read."""
    return {
        "id": str(shift.id),
        "operation": str(shift.operation_id),
        "on": shift.begins_on.isoformat(),
        "starts": _ms(shift.starts_at),
        "ends": _ms(shift.ends_at),
        "readable_until": _ms(shift.ends_at + rules.READABLE),
    }


def show_bundle(
    taken: ShiftsTasking, *, viewer: Actor, at: datetime, is_open: bool
) -> dict[str, Any]:
    """All of it as one JSON text; ``is_open`` for a phone that nothing unlocks."""
    shown = [_visit(visit) for visit in taken.visits]
    whole = {
        "briefs": [_brief(brief) for brief in taken.briefs],
        "signs": _signs(taken.visits),
        "phrases": _phrases(),
    }
    return {
        "v": VERSION,
        "at": _ms(at),
        "person": str(viewer.person),
        "organisation": str(viewer.organisation),
        "landing": show_landing(taken.landing),
        "teams": {str(team.id): show_team(team) for team in taken.teams},
        "form": visits.newest_form(),
        "shifts": [show_shift(shift) for shift in taken.shifts],
        "visits": [_cut(each) for each in shown] if is_open else shown,
        **({} if is_open else whole),
    }


def show_landing(place: LandingPlace) -> dict[str, Any]:
    """Where a phone sends, what it seals to, and who signs its receipts."""
    return {
        "id": str(place.id),
        "public_key": place.public_key.hex(),
        "until_on": place.until_on.isoformat(),
        "url": settings.FIELD or "/landing/",
        "receipt_key": place.receipt_key.hex(),
    }


def show_receivers(view: ReceiversView) -> dict[str, Any]:
    """Who is named, and whom phones seal to, for the page."""
    return {"named": view.named, "usual": view.usual.name if view.usual else ""}


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _visit(visit: VisitTasking) -> dict[str, Any]:
    card = visit.card
    leader = next((one for one in visit.crew if one.is_leader), None)
    return {
        "planned": str(card.id),
        "shift": str(visit.shift_id),
        "kind": card.kind,
        "on": card.on.isoformat(),
        "starts_at": card.starts_at.strftime("%H:%M") if card.starts_at else None,
        "first_day": card.operation_starts_on.isoformat(),
        "place": {
            "name": card.premises,
            "address": card.address,
            "kind": card.premises_kind,
        },
        "leader": {
            "id": str(leader.person_id) if leader else None,
            "name": leader.name if leader else "",
        },
        "crew": [_colleague(one) for one in visit.crew],
        "purpose": card.purpose,
        "at_the_door": rules.say_at_the_door(card.kind),
        "power": card.power,
        "authority": card.authority,
        "briefs": [str(each) for each in visit.briefs],
        "history": in_both(lambda: [_earlier(one) for one in visit.history]),
        "risk": visit.risk
        and {
            "band_label": visit.risk.band_label,
            "reasons": list(visit.risk.reasons),
        },
        "sections": list(_sections(visit)),
        "inner": {
            "usual": str(visit.usual_team) if visit.usual_team else None,
            "by_organisation": {
                str(one): str(team) for one, team in visit.by_organisation.items()
            },
        },
        "custodians": str(visit.custodians) if visit.custodians else None,
        "radio": visit.outfit
        and {
            "call_sign": _call_sign(visit.outfit),
            "channel": visit.outfit.radio_channel,
        },
        "places_of_safety": [
            {"id": str(one.id), "name": one.name} for one in visit.places
        ],
    }


def _colleague(one: MemberCard) -> dict[str, Any]:
    return {
        "id": str(one.person_id),
        "name": one.name,
        "organisation": str(one.organisation_id),
        "organisation_name": one.organisation,
        "is_leader": one.is_leader,
    }


def _call_sign(outfit: OutfitCard) -> str:
    """The crew's own, else its vehicle's."""
    return outfit.call_sign or (outfit.vehicle.call_sign if outfit.vehicle else "")


def _cut(visit: dict[str, Any]) -> dict[str, Any]:
    """Place, hour and who leads: what may lie on a phone that nothing unlocks."""
    place, leader = visit["place"], visit["leader"]
    return {
        **{name: visit[name] for name in _OPEN},
        "place": {"name": place["name"], "address": place["address"]},
        "leader": {"name": leader["name"]},
        "inner": visit["inner"],
        "custodians": visit["custodians"],
    }


def _earlier(visit: EarlierVisit) -> str:
    return f"{dates.format_day(visit.visited_on)}: {visit.outcome_label}"


def _brief(brief: BriefTasking) -> dict[str, Any]:
    return {
        "id": str(brief.id),
        "operation": str(brief.operation_id),
        **{code: _sheet(sheet) for code, sheet in brief.sheets.items()},
    }


def _sheet(sheet: BriefSheet) -> dict[str, Any]:
    """Hazards are what the brief says under safety facts and risks."""
    entries = [entry for part in sheet.parts for entry in part.entries]
    return {
        "title": sheet.title,
        "about": sheet.about,
        "hazards": [one.text for one in entries if one.code in {"facts", "risks"}],
        "parts": [
            {
                "title": part.title,
                "entries": [[one.label, one.text, one.note] for one in part.entries],
            }
            for part in sheet.parts
        ],
        "tables": [
            {
                "title": table.title,
                "columns": list(table.columns),
                "rows": [list(row.cells) for row in table.rows],
            }
            for table in sheet.tables
        ],
    }


def _sections(visit: VisitTasking) -> tuple[str, ...]:
    return visits.sections_for(
        premises_kind=visit.card.premises_kind, visit_kind=visit.card.kind
    )


def _signs(taken: Iterable[VisitTasking]) -> dict[str, Any]:
    """The signs of each section that one of the visits asks about."""
    wanted = sorted({code for visit in taken for code in _sections(visit)})
    english, welsh = (
        {one.code: one for one in signs.signs_for_visit(wanted, language)}
        for language in ("en", "cy")
    )
    return {
        code: {
            "name": {"en": english[code].name, "cy": welsh[code].name},
            "signs": [
                {
                    "code": one.code,
                    "en": one.phrase,
                    "cy": other.phrase,
                    "is_strong": one.weight == "strong",
                }
                for one, other in zip(
                    english[code].signs, welsh[code].signs, strict=True
                )
            ],
        }
        for code in english
    }


def _phrases() -> list[dict[str, Any]]:
    """The phrases to show, in the house's languages and its own two."""
    own = in_both(operations.say_phrases)
    names = {"en": "English", "cy": "Cymraeg"}
    ours = [
        {
            "language": code,
            "name": names[code],
            "is_right_to_left": False,
            "is_reviewed": True,
            "said": said,
        }
        for code, said in own.items()
    ]
    codes = [code for code, _name in operations.list_phrase_languages()]
    return [*ours, *operations.collect_phrases(codes)]


def show_team(team: SealingTeam) -> dict[str, Any]:
    """Whom a phone may seal to, with the links of their keys."""
    names = agencies.names_of([team.organisation_id])
    return {
        "name": names.get(team.organisation_id, {"en": "", "cy": ""}),
        "what": team.kind,
        "organisation": str(team.organisation_id),
        "state": team.pin,
        "generation": team.pin["generation"],
        "links": team.links,
    }
