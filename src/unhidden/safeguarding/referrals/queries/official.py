"""The versions of the official form and the lists that it picks from, as they lie."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from unhidden.safeguarding.referrals.rules.official import (
    OfficialForm,
    build_official_form,
)

_DATA = Path(__file__).parents[2] / "data"
#: The version that a new form is begun on.
NEWEST = "2026-04"


@cache
def load_official_form(version: str = NEWEST) -> OfficialForm:
    """A version of the form, as long as any case has one of it."""
    path = _DATA / "nrm_form" / f"{version}.json"
    return build_official_form(json.loads(path.read_text(encoding="utf-8")))


@cache
def load_list(name: str) -> tuple[str, ...]:
    """The values of a list, in its order; empty for a question without one."""
    if not name:
        return ()
    path = _DATA / "nrm_lists" / f"{name}.txt"
    return tuple(path.read_text(encoding="utf-8").splitlines())
