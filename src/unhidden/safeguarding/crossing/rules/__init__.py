"""Clocks and fields of what leaves a case, by plain values."""
