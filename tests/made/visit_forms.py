"""A form of a visit, as a phone sends it."""

from __future__ import annotations

FORM = {
    "purpose_told": "We told them we came to talk",
    "entry_basis": "consent",
    "consent_by": "Manager",
    "power": "",
    "on_day": "5",
    "on_month": "1",
    "on_year": "2026",
    "starts_at": "10am",
    "ends_at": "10:25",
    "interpreter": "phone",
    "present_adult_female": "2",
    "present_young_male": "1",
    "sign_gen_cannot_leave": "seen",
    "sign_gen_no_docs": "could_not_look",
    "outcome": "welfare_concern",
    "spoken_to": "2",
    "leaflets": "3",
    "notices": "0",
    "arrests": "0",
    "referral_rows": "4",
    "victim_rows": "4",
    "narrative": "The back door was locked from outside",
}
VICTIM = {
    "victim_1_age_group": "adult",
    "victim_1_alleges": "labour",
    "victim_1_is_brought_to_safety": "yes",
}


def form(**change: str) -> dict[str, str]:
    """An ordinary record with some answers changed."""
    return {**FORM, **change}


def find(**change: str) -> dict[str, str]:
    """A record that counts one possible victim."""
    return {**FORM, **VICTIM, "outcome": "potential_victim_identified", **change}
