"""Phones may go out with the police's officers, and there are keys to seal to."""

from __future__ import annotations

from datetime import datetime

from unhidden.access.actor import Actor
from unhidden.demo import playing
from unhidden.demo.region import Region
from unhidden.field.devices import actions as devices
from unhidden.field.keys import actions as keys
from unhidden.field.policies import KEEP_LANDING

_KEEPER = Actor(None, None, frozenset({KEEP_LANDING}))


def let_phones_out(region: Region, *, at: datetime) -> None:
    """Any phone, so that whoever tries it needs nobody's approval."""
    administrator = region.actor("administrator", at.date())
    devices.set_device_rule(devices="personal", actor=administrator, at=at)
    with playing.play_worker():
        keys.keep_landing_keys(actor=_KEEPER, at=at)
