"""What the public site may ask about the events that anyone may come to."""

from __future__ import annotations

from tests.security.rls.attempts import Attempt

_PUBLIC = "unhidden_public"
ATTEMPTS = [
    Attempt(
        "places_taken",
        "how many come to an event to which nobody does",
        ("", ""),
        ["select wall.places_taken(gen_random_uuid())"],
        "0",
        role=_PUBLIC,
    ),
]
