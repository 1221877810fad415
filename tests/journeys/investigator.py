"""The investigator opens an investigation from the visit."""

from __future__ import annotations

from tests.journeys.walk import Walk


def opens_an_investigation(walk: Walk) -> None:
    walk.go(walk.world.kept["visit"])
    walk.follow("Open an investigation")
    walk.fill(title=walk.world.name, grounds="Pay is said to be withheld.")
    walk.press("Open the investigation")
    walk.reads("The investigation is open, and you lead it")
    walk.follow("Investigations", within="nav")
    walk.sees(walk.world.name)
