"""The states of a referral to a service, and of a need."""

from __future__ import annotations

ASKED = "asked"
#: Which state may follow which; what ended goes nowhere.
NEXT_STEPS: dict[str, frozenset[str]] = {
    "asked": frozenset({"waiting", "started", "declined", "ended"}),
    "waiting": frozenset({"started", "declined", "ended"}),
    "started": frozenset({"ended"}),
    "declined": frozenset(),
    "ended": frozenset(),
}


def may_step(from_state: str, to_state: str) -> bool:
    """Whether a referral goes from this state to that one."""
    return to_state in NEXT_STEPS.get(from_state, frozenset())


def is_open_state(state: str) -> bool:
    """Whether somebody still waits for the service, or has it."""
    return bool(NEXT_STEPS.get(state))
