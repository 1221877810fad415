"""A model that a migration creates is rendered alone, and tied to the others."""

from __future__ import annotations

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from unhidden.hosting.management import rendering


def test_a_new_model_meets_the_others_which_stay_as_they_are() -> None:
    state = ProjectState()
    state.add_model(_model("Person"))
    person = state.apps.get_model("made", "person")

    with rendering.render_new_alone():
        state.add_model(_model("Visit", person="made.Person"))

    visit = state.apps.get_model("made", "visit")
    assert visit._meta.get_field("person").related_model is person
    assert state.apps.get_model("made", "person") is person
    assert [each.related_model for each in person._meta.related_objects] == [visit]


def test_a_key_to_a_model_that_comes_later_finds_it() -> None:
    state = ProjectState()
    state.add_model(_model("Team"))
    state.apps.get_model("made", "team")

    with rendering.render_new_alone():
        state.add_model(_model("Visit", person="made.Person"))
        state.add_model(_model("Person"))

    visit = state.apps.get_model("made", "visit")
    person = state.apps.get_model("made", "person")
    assert visit._meta.get_field("person").related_model is person


def test_afterwards_django_renders_as_before() -> None:
    before = ProjectState.add_model

    with rendering.render_new_alone():
        assert ProjectState.add_model is not before

    assert ProjectState.add_model is before


def _model(name: str, **keys: str) -> ModelState:
    fields: list[tuple[str, models.Field]] = [  # type: ignore[type-arg]
        ("id", models.UUIDField(primary_key=True))
    ]
    fields += [
        (key, models.ForeignKey(to=to, on_delete=models.PROTECT))
        for key, to in keys.items()
    ]
    return ModelState("made", name, fields)
