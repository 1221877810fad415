"""Pairs of names scored by nomenklatura's logic-v2, in a Python of its own.

Run by ``benchmarks/linkage/name_cases.py`` in the environment of
requirements/nomenklatura.txt, whose packages do not go with the program's. In: a JSON
list of pairs of names; out: a JSON list of scores between 0 and 1.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any


def scores(pairs: list[list[str]]) -> list[float]:
    """How sure it is that two names are of one person."""
    entity = importlib.import_module("followthemoney").EntityProxy
    matching = importlib.import_module("nomenklatura.matching")
    algorithm: Any = matching.get_algorithm("logic-v2")
    config = algorithm.default_config()

    def person(key: str, name: str) -> Any:
        # Names are kept by the id of what has them, so that no id comes twice.
        properties = {"name": [name]}
        given = {"id": key, "schema": "Person", "properties": properties}
        return entity.from_dict(given)

    return [
        algorithm.compare(
            person(f"one-{n}", one), person(f"two-{n}", two), config
        ).score
        for n, (one, two) in enumerate(pairs)
    ]


if __name__ == "__main__":
    json.dump(scores(json.load(sys.stdin)), sys.stdout)
