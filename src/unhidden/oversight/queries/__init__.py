"""Result sheets and their figures, with the way back; and what the public sees."""

from unhidden.oversight.queries.sheets import get_results

__all__ = ["get_results"]
