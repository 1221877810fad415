"""Writes of decision logs: a decision, an addendum to one, a draft."""

from unhidden.decision_log.actions.decisions import (
    NewDecision,
    write_addendum,
    write_decision,
)

__all__ = ["NewDecision", "write_addendum", "write_decision"]
