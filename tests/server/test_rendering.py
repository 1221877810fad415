"""A model that a migration creates or changes is rendered alone, and tied to others."""

from __future__ import annotations

import pytest
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from unhidden.hosting.management import rendering


def test_a_new_model_meets_the_others_which_stay_as_they_are() -> None:
    state = ProjectState()
    state.add_model(_model("Person"))
    person = state.apps.get_model("made", "person")

    with rendering.render_one_alone():
        state.add_model(_model("Visit", person="made.Person"))

    visit = state.apps.get_model("made", "visit")
    assert visit._meta.get_field("person").related_model is person
    assert state.apps.get_model("made", "person") is person
    assert [each.related_model for each in person._meta.related_objects] == [visit]


def test_a_key_to_a_model_that_comes_later_finds_it() -> None:
    state = ProjectState()
    state.add_model(_model("Team"))
    state.apps.get_model("made", "team")

    with rendering.render_one_alone():
        state.add_model(_model("Visit", person="made.Person"))
        state.add_model(_model("Person"))

    visit = state.apps.get_model("made", "visit")
    person = state.apps.get_model("made", "person")
    assert visit._meta.get_field("person").related_model is person


def test_a_model_that_changes_is_new_and_the_others_stay_as_they_are() -> None:
    state = _rendered_visits()
    person, visit = _found(state, "person"), _found(state, "visit")

    with rendering.render_one_alone():
        state.add_field("made", "person", "name", models.TextField(), True)
        key = models.ForeignKey(to="made.Person", on_delete=models.PROTECT)
        state.add_field("made", "team", "leader", key, True)

    changed = _found(state, "person")
    assert [each.name for each in changed._meta.fields] == ["id", "name"]
    assert person is not changed
    assert _found(state, "visit") is visit
    named = {each.related_model for each in changed._meta.related_objects}
    assert named == {visit, _found(state, "team")}


@pytest.mark.parametrize("what", ["table", "key"])
def test_the_others_hear_of_a_new_name_or_key_of_a_table(what: str) -> None:
    state = _rendered_visits()

    with rendering.render_one_alone():
        if what == "table":
            state.alter_model_options("made", "person", {"db_table": "people"})
        else:
            number = models.BigIntegerField(primary_key=True, serialize=False)
            state.alter_field("made", "person", "id", number, True)

    key = _found(state, "visit")._meta.get_field("person")
    assert key.related_model is _found(state, "person")


def test_code_that_reads_rows_finds_all_models_tied_to_one_another() -> None:
    state = _rendered_visits()

    with rendering.render_one_alone():
        state.add_field("made", "person", "name", models.TextField(), True)

    state.clear_delayed_apps_cache()  # as Django does before it
    key = _found(state, "visit")._meta.get_field("person")
    assert key.related_model is _found(state, "person")


def test_afterwards_django_renders_as_before() -> None:
    before = ProjectState.add_model, ProjectState.reload_model

    with rendering.render_one_alone():
        assert ProjectState.add_model is not before[0]
        assert ProjectState.reload_model is not before[1]

    assert (ProjectState.add_model, ProjectState.reload_model) == before


def _rendered_visits() -> ProjectState:
    """People, their visits and teams, as they stand rendered while tables are made."""
    state = ProjectState()
    for model in (
        _model("Person"),
        _model("Team"),
        _model("Visit", person="made.Person"),
    ):
        state.add_model(model)
    _found(state, "person")
    return state


def _found(state: ProjectState, name: str) -> type[models.Model]:
    return state.apps.get_model("made", name)


def _model(name: str, **keys: str) -> ModelState:
    fields: list[tuple[str, models.Field]] = [  # type: ignore[type-arg]
        ("id", models.UUIDField(primary_key=True, serialize=False))
    ]
    fields += [
        (key, models.ForeignKey(to=to, on_delete=models.PROTECT))
        for key, to in keys.items()
    ]
    return ModelState("made", name, fields)
