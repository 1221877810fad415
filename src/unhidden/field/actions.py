"""Writes."""

from unhidden.field.inner.actions import NoCaseYet, hand_inner

__all__ = ["NoCaseYet", "hand_inner"]
