"""Reference data, loaded by the owner after every migration."""

from __future__ import annotations

from unhidden.places import actions as places
from unhidden.reporting import actions as reporting
from unhidden.signs import actions as signs


def load_reference_data() -> None:
    """Councils, signs and channels as the repository has them; idempotent."""
    places.load_councils()
    signs.load_catalogue()
    reporting.load_channels()
