"""Planner, press office and safeguarding lead bring the figures to the public."""

from __future__ import annotations

from tests.journeys.walk import Walk

STATEMENT = {"en": "We visited, and listened.", "cy": "Buom yn ymweld ac yn gwrando."}


def computes(walk: Walk) -> None:
    """The planner's sheet, from the records of the closed operation."""
    walk.follow("Results", within="nav")
    walk.follow_words(walk.world.name)
    walk.press("Compute the result sheet")
    walk.reads("The result sheet is computed")
    walk.keep("results")


def approves(walk: Walk) -> None:
    walk.go(walk.world.kept["results"])
    walk.press("Approve for publication")
    walk.reads("The sheet may be published")


def publishes(walk: Walk) -> None:
    """Small figures may be asked for exactly; here they stay protected."""
    walk.go(walk.world.kept["results"])
    walk.open('a[href$="/exact/"]')
    walk.go(walk.world.kept["results"])
    walk.follow("Publish the results")
    walk.fill(
        slug=f"journey-{walk.world.language}",
        english=STATEMENT["en"],
        welsh=STATEMENT["cy"],
    )
    walk.press("Save")
    walk.reads("The results are published")
    walk.open('a[href*="/withdraw/"]')
    walk.world.kept["statement"] = STATEMENT[walk.world.language]


def walks_a_figure_back(walk: Walk) -> None:
    """The overseer opens a figure and finds the visit behind it."""
    walk.go(walk.world.kept["results"])
    walk.follow("People brought to safety")
    walk.sees("Car wash 01")
