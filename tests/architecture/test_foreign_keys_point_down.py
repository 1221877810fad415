"""A table refers only to tables of its own module and of modules below it.

Import contracts do not see this: Django's relations name their target in a string.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from tests.architecture.contracts import LAYERS

HEIGHT: dict[str, float] = {
    module: -depth
    for depth, layer in enumerate(LAYERS)
    for module in (name.strip().removeprefix("unhidden.") for name in layer.split("|"))
}
# Libraries' tables: below everything of ours, but for those of signing in, which
# belong to people.
GROUND = -99.0
HEIGHT |= dict.fromkeys(
    ("account", "mfa", "socialaccount", "usersessions"), HEIGHT["agencies"] + 0.5
)


def relations() -> Iterator[tuple[str, str, str, str]]:
    """Each relation as both ends' modules and both ends' names."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            target = field.related_model
            if field.concrete and field.is_relation and isinstance(target, type):
                assert issubclass(target, models.Model)
                here, there = model._meta, target._meta
                yield here.app_label, there.app_label, here.label, there.label


def test_every_module_with_tables_has_its_floor() -> None:
    ours = {
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith("unhidden.")
    }

    assert ours - HEIGHT.keys() == set()


def test_a_table_never_refers_to_a_table_in_a_higher_module() -> None:
    upwards = [
        f"{name} -> {target}"
        for module, target_module, name, target in relations()
        if HEIGHT.get(module, GROUND) < HEIGHT.get(target_module, GROUND)
    ]

    assert upwards == []


def test_modules_of_one_floor_do_not_refer_to_each_other() -> None:
    sideways = [
        f"{name} -> {target}"
        for module, target_module, name, target in relations()
        if module != target_module
        and HEIGHT.get(module, GROUND) == HEIGHT.get(target_module) != GROUND
    ]

    assert sideways == []
