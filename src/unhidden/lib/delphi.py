"""When a dimension of the Delphi indicators is positive (ILO and European Commission,
Operational indicators of trafficking in human beings, 2009)."""

from __future__ import annotations


def is_positive(*, strong: int, medium: int, weak: int) -> bool:
    """Two strong; one strong and any other; three medium; two medium and a weak."""
    if strong:
        return strong + medium + weak >= 2
    return medium >= 3 or (medium == 2 and weak >= 1)
