"""What the public may learn: for whom, whether to report, and what to print."""

from unhidden.learning.queries.printed import typeface_for

__all__ = ["typeface_for"]
