"""The template tags by which a page of a lower module shows what is above it."""

from __future__ import annotations

from uuid import UUID

from django import template
from django.template import RequestContext
from django.urls import reverse

from config.navigation import DOORS, STAFF_MENU
from unhidden.agencies.policies import permissions_of

register = template.Library()


@register.inclusion_tag("doors.html", takes_context=True)
def doors(context: RequestContext, place: str, key: UUID) -> dict[str, object]:
    """Links from the record ``key`` shown at ``place``, for those who may follow."""
    actor = context["request"].actor
    return {
        "doors": [
            {"label": entry.label, "url": reverse(entry.page, args=[key])}
            for entry in DOORS[place]
            if actor.may(entry.permission)
        ]
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
