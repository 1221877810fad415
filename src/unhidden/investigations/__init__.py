"""Offenders and the teams that pursue them."""
