"""People's names in any script: keys to look them up, levels and scores to compare.

``name_keys(name)``          what to store and look up
``lone_keys(name)``          by what a name of one part finds those of more
``compare_names(a, b)``      a ``NameLevel`` for a model to weigh
``name_score(a, b)``         0 to 1 on the names alone
``explained_score(a, b)``    the same with its reasons as codes
"""

from unhidden.linkage.names.keys import MOST_KEYS, lone_keys, name_keys
from unhidden.linkage.names.levels import NameLevel, compare_names
from unhidden.linkage.names.reading import LONGEST_NAME
from unhidden.linkage.names.score import NameScore, explained_score, name_score

__all__ = [
    "LONGEST_NAME",
    "MOST_KEYS",
    "NameLevel",
    "NameScore",
    "compare_names",
    "explained_score",
    "lone_keys",
    "name_keys",
    "name_score",
]
