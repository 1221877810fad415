"""Codes of a plan's data are said in words."""

from __future__ import annotations

from unhidden.operations.plans.presenters import words


def test_languages_are_named_and_never_their_codes() -> None:
    skills = words.name_skills(["language:zh-hans", "enforcer"])

    assert skills == (
        "a speaker of Chinese, simplified characters and somebody from the police or a"
        " law-enforcement partner"
    )
    assert words.name_capacity("interpreter:ti") == "interpreter of Tigrinya"
