"""The template tags by which a page of a lower module shows what is above it."""

from __future__ import annotations

from uuid import UUID

from django import template
from django.template import RequestContext
from django.urls import reverse
from django.utils.translation import get_language

from unhidden.agencies.policies import permissions_of
from unhidden.config.edge.events import VERBS, WORDS
from unhidden.config.edge.navigation import (
    DOORS,
    PUBLIC_DOORS,
    RECORDS,
    STAFF_MENU,
    NavigationEntry,
)
from unhidden.config.languages import EQUAL, SPOKEN
from unhidden.emergency import queries as emergency

register = template.Library()


@register.inclusion_tag("doors.html", takes_context=True)
def doors(context: RequestContext, place: str, key: UUID) -> dict[str, object]:
    """Links from the record ``key`` shown at ``place``, for those who may follow."""
    actor = context["request"].actor
    return {
        "doors": [
            {"label": entry.label, "url": _address(entry, key)}
            for entry in DOORS[place]
            if actor.may(entry.permission)
        ]
    }


@register.inclusion_tag("public_doors.html")
def public_doors(place: str) -> dict[str, object]:
    """Links from a page of the public site to what is above it, for everybody.

    A page in a further language has no door that leads out of that language.
    """
    groups = [
        {
            "title": title,
            "doors": [
                {"label": entry.label, "url": reverse(entry.page, args=entry.args)}
                for entry in entries
                if _is_in_this_language(entry)
            ],
        }
        for title, entries in PUBLIC_DOORS[place]
    ]
    return {"groups": [group for group in groups if group["doors"]]}


def _is_in_this_language(entry: NavigationEntry) -> bool:
    return entry.page in SPOKEN or get_language() in dict(EQUAL)


@register.simple_tag(takes_context=True)
def record_url(context: RequestContext, domain: str, key: UUID) -> str:
    """The page of the record itself; empty for those who may not open it."""
    entry = RECORDS[domain]
    may_open = context["request"].actor.may(entry.permission)
    return reverse(entry.page, args=[key]) if may_open else ""


@register.filter
def event(name: str, verb: str) -> str:
    """What an event says in plain words: its own, or those of its verb."""
    return str(WORDS.get(name) or VERBS[verb])


def _address(entry: NavigationEntry, key: UUID) -> str:
    return reverse(entry.page, args=[entry.domain, key] if entry.domain else [key])


@register.inclusion_tag("emergency/parts/of_record.html", takes_context=True)
def emergencies(context: RequestContext, key: UUID) -> dict[str, object]:
    """What the page of the record ``key`` says of emergencies that opened it."""
    request = context["request"]
    found = emergency.of_record(viewer=request.actor, record_id=key, at=request.at)
    return {
        "mine": next((one for one in found if one.is_mine and one.is_open), None),
        "may_see_notices": request.actor.may("emergency.see_notices"),
        "others": [one for one in found if one.is_unsettled and not one.is_mine],
    }


@register.inclusion_tag("menu_of.html")
def menu_of(role: str) -> dict[str, object]:
    """The menu that somebody in this role gets, as words."""
    held = permissions_of(role)
    return {
        "labels": [
            entry.label
            for entry in STAFF_MENU
            if not entry.permission or entry.permission in held
        ]
    }
