"""The template tag that shows a page's doors to the modules above it."""

from __future__ import annotations

from uuid import UUID

from django import template
from django.template import RequestContext
from django.urls import reverse

from config.navigation import DOORS

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
