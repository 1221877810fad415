"""How far a proportion of a few may be off."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

# 95 of 100 such intervals hold the true proportion.
_SURE = 0.95


def wilson_interval(hits: int, of: int) -> tuple[float, float]:
    """The interval of a proportion by its score, from 0 to 1 (E. B. Wilson, Probable
    inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22 (1927), 209–212).

    Unlike the textbook's it stays within 0 and 1 and has a width where all or none hit.
    Of nothing it is everything.
    """
    if not of:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + _SURE) / 2)
    share, spread = hits / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)
