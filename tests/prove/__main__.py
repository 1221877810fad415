"""``python -m tests.prove PART…``: prove, print JSON lines, keep the figures."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unhidden.config.settings.test")
django.setup()

from tests.prove import (  # noqa: E402  # Django first
    benches,
    clocks,
    demonstration,
    doors,
    front,
    installing,
    leaks,
    matrix,
    mutants,
    operate,
    referrals,
    rhythm,
    sizes,
    soak,
    tables,
    units,
    wheel,
    whole,
)
from tests.prove.figures import Figure, Unproved, commit, keep  # noqa: E402

PARTS: Mapping[str, Callable[[], Iterator[Figure]]] = {
    "clocks": clocks.run,
    "mutants": mutants.run,
    "matrix": matrix.run,
    "leaks": leaks.run,
    "doors": doors.run,
    "front": front.run,
    "referrals": referrals.run,
    "rhythm": rhythm.run,
    "sizes": sizes.run,
    "soak": soak.run,
    "services": units.run,
    "operate": operate.run,
    "installing": installing.run,
    "wheel": wheel.run,
    "demonstration": demonstration.run,
    "tables": tables.run,
    "whole": whole.run,
    **{name: benches.part(name) for name in benches.NAMES},
}


def main(names: list[str]) -> int:
    """Run the parts; the number of those that prove nothing of the kind."""
    unknown = set(names) - PARTS.keys()
    if unknown:
        print(f"There is no part {min(unknown)}; there are {', '.join(PARTS)}.")
        return 2
    commit()  # before a part writes anything
    return sum(not _prove(name) for name in names or PARTS)


def _prove(name: str) -> bool:
    figures, is_proved, keeps = [], True, True
    try:
        for figure in PARTS[name]():
            print(json.dumps(asdict(figure)), flush=True)
            figures.append(figure)
    except Unproved as unproved:
        for found in unproved.found:
            print(json.dumps({"part": name, "unproved": found}), flush=True)
        is_proved, keeps = False, unproved.has_figures
    if keeps:
        keep(name, figures)
    return is_proved


sys.exit(main(sys.argv[1:]))
