"""The two kinds of request a view is given."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from unhidden.access.actor import Actor


class StaffRequest(HttpRequest):
    """A request of a signed-in person; the edge has set who and when."""

    actor: Actor
    at: datetime
    is_context_refused: bool


class PublicRequest(HttpRequest):
    """A request of anybody; the edge has set when, and nothing about whom."""

    actor: Actor
    at: datetime
