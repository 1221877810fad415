"""Reads."""

from unhidden.field.devices.queries import count_lost_phones
from unhidden.field.inner.queries import get_inner

__all__ = ["count_lost_phones", "get_inner"]
