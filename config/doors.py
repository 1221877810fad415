"""The template tag that shows a page's doors to the modules above it."""

from __future__ import annotations

from uuid import UUID

from django import template
from django.template import RequestContext
from django.urls import reverse

from config.events import OTHERWISE, WORDS
from config.navigation import DOORS, RECORDS, Entry

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


@register.simple_tag(takes_context=True)
def record_url(context: RequestContext, domain: str, key: UUID) -> str:
    """The page of the record itself; empty for those who may not open it."""
    entry = RECORDS[domain]
    may_open = context["request"].actor.may(entry.permission)
    return reverse(entry.page, args=[key]) if may_open else ""


@register.filter
def event(name: str) -> str:
    """What an event's name says in plain words."""
    return str(WORDS.get(name, OTHERWISE))


def _address(entry: Entry, key: UUID) -> str:
    return reverse(entry.page, args=[entry.domain, key] if entry.domain else [key])
