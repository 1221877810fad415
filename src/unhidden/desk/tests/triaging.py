"""What the desk types, and what it reads."""

from __future__ import annotations

CALLS = {
    "called_at": "12am",
    "duty_officer": "Inspector Example",
    "told_at": "midnight",
    "what_was_told": "A woman is locked in.",
    "reason": "She cannot leave.",
}


STORY = (
    "Three men sleep behind the car wash in Example Street and never leave it. A white"
    " van takes them there at six in the morning and somebody else holds their money."
)
