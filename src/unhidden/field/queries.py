"""Reads."""

from unhidden.field.devices.queries import count_lost_phones
from unhidden.field.inner.queries import get_inner, list_handed

__all__ = ["count_lost_phones", "get_inner", "list_handed"]
