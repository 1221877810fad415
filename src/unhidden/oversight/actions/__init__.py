"""Computing, approving and publishing results; disclosing to investigators."""

from unhidden.oversight.actions.results import (
    PublicationStatement,
    approve_exact_figure,
    approve_results,
    ask_exact_figure,
    compute_results,
    publish_results,
)

__all__ = [
    "PublicationStatement",
    "approve_exact_figure",
    "approve_results",
    "ask_exact_figure",
    "compute_results",
    "publish_results",
]
