"""Migrating in a third of the time: a model that changes is rendered alone.

Django renders each model that is tied to one that is new or changes, by any number of
keys, once more. Nearly every table here names a person, so that a first start rendered
thousands of models. The others know of a table its name and its keys: while these stay,
they may go on with what they have, until code that reads rows wants all of them anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

_Key = tuple[str, str]


@contextmanager
def render_one_alone() -> Iterator[None]:
    """While it lasts, what migrations create or change leaves the others as they are.

    They are told of its keys. A table whose name or keys change is rendered as Django
    has it, and so is one that goes.
    """
    with _replaced("add_model", _add_model), _replaced("reload_model", _reload_model):
        yield


@contextmanager
def _replaced(name: str, method: Any) -> Iterator[None]:
    before = getattr(ProjectState, name)
    setattr(ProjectState, name, method)
    try:
        yield
    finally:
        setattr(ProjectState, name, before)


# The ignored types below: stubs leave out what begins with an underscore.


def _add_model(state: ProjectState, model: ModelState) -> None:
    key = (model.app_label, model.name_lower)
    state.models[key] = model
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:  # to ask for it would render all
        state.apps.render_multiple([model])


def _reload_model(
    state: ProjectState, app_label: str, model_name: str, delay: bool = False
) -> None:
    if "apps" not in state.__dict__:  # to ask for it would render all
        return
    key, tied = (app_label, model_name), {(app_label, model_name)}
    if _is_known_by_the_same(state, key):
        # Before code that reads rows, Django renders all of them anew.
        state.is_delayed = True
    else:
        tied = state._find_reload_model(*key, delay)  # type: ignore[attr-defined]
    state._reload(tied)  # type: ignore[attr-defined]


def _is_known_by_the_same(state: ProjectState, key: _Key) -> bool:
    """Whether all that other models know of this one is as when it was rendered."""
    try:
        rendered = state.apps.get_model(*key)
    except LookupError:
        return False
    now, before = state.models[key], rendered._meta
    table = now.options.get("db_table") or "_".join(key)
    return (
        not rendered.__subclasses__()
        and table == before.db_table
        and _keys(now.fields)
        == _keys({each.name: each for each in before.local_fields})
    )


def _keys(fields: Mapping[str, models.Field[Any, Any]]) -> dict[str, str]:
    """The columns that a key of another table can point to, as they are declared."""
    return {
        name: repr(field.deconstruct()[1:])
        for name, field in fields.items()
        if field.primary_key or field.unique
    }
