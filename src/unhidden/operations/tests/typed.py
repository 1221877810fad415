"""What is typed on the pages of command, and where, for the tests."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.urls import reverse

from tests.made.command import WORDS

RISK = {
    "subject": "occupants",
    "risk": "Somebody is moved before the team arrives",
    "likelihood": "4",
    "impact": "5",
    "control": "",
    "owner": "silver",
}


def page(name: str, *keys: object) -> str:
    return reverse(f"operations:{name}", args=keys)


def log(name: str, key: UUID) -> str:
    return reverse(f"decision_log:{name}", args=["operation", key])


def day_of(name: str, day: str, month: str = "1") -> dict[str, str]:
    """A day as it is typed into its three boxes."""
    parts = {"day": day, "month": month, "year": "2026"}
    return {f"{name}_{part}": value for part, value in parts.items()}


def typed_decision(**changed: str) -> dict[str, str]:
    return {
        "entry": str(uuid4()),
        "title": WORDS.title,
        **day_of("decided_on", "5"),
        "decided_time": "11:30",
        **{
            name: getattr(WORDS, name)
            for name in (
                "values",
                "information",
                "threat_and_risk",
                "powers_and_policy",
                "options",
                "action_and_review",
            )
        },
        "option_1": "Go today",
        "reason_1": "Nobody who decides would be there",
        **changed,
    }
