"""The module: pages over the tables of reporting and of intelligence."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "unhidden.desk"
    label = "desk"
