"""Reads."""

from unhidden.field.inner.queries import get_inner

__all__ = ["get_inner"]
