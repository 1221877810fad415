"""Migrating in a quarter of the time: a new model is rendered alone.

Django renders each model that is tied to a new one, by any number of keys, once more.
Nearly every table here names a person, so that a first start rendered thousands of
models. A table that was just made changes none of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ModelState, ProjectState


@contextmanager
def render_new_alone() -> Iterator[None]:
    """While it lasts, models that migrations create leave the others as they are.

    They are told of its keys. What is altered or goes is rendered as Django has it.
    """
    before = ProjectState.add_model
    # The ignored types: a method is replaced, and stubs leave out ``_relations``.
    ProjectState.add_model = _add_model  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        ProjectState.add_model = before  # type: ignore[method-assign]


def _add_model(state: ProjectState, model: ModelState) -> None:
    key = (model.app_label, model.name_lower)
    state.models[key] = model
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:  # to ask for it would render all
        state.apps.render_multiple([model])
