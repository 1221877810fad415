"""Whoever is refused is told why, in words: no refusal is answered with a fault."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import unhidden.safeguarding as module
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.referrals.actions.refusals import StepChanged

#: Its page shows what both have written, and no sentence alone.
ASKED_AGAIN = {StepChanged}


def _list_modules() -> Iterator[ModuleType]:
    for each in pkgutil.walk_packages(module.__path__, f"{module.__name__}."):
        if ".tests" not in each.name and ".migrations" not in each.name:
            yield importlib.import_module(each.name)


def _list_refusals(kind: type[ActionRefused]) -> Iterator[type[ActionRefused]]:
    for each in kind.__subclasses__():
        yield each
        yield from _list_refusals(each)


def test_every_refusal_has_its_sentence() -> None:
    told = set[type]()
    for each in _list_modules():
        told |= set(getattr(each, "SENTENCES", ()))

    here = f"{module.__name__}."
    refusals = {
        each
        for each in _list_refusals(ActionRefused)
        if each.__module__.startswith(here)
    }

    assert len(refusals) > 30
    assert refusals - told == ASKED_AGAIN
