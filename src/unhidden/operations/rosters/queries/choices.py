"""What the forms of rosters offer: kinds, skills and languages, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from unhidden.operations.models import AbstractionKind, ShiftKind, SkillKind
from unhidden.operations.rules import LANGUAGE_PREFIX, CrewSkill
from unhidden.reporting import queries as reporting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LANGUAGE = SkillKind.LANGUAGE.value
_LABELS: dict[str, StrOrPromise] = {
    **dict(SkillKind.choices),
    CrewSkill.ENFORCER: _("From the police or a law-enforcement partner"),
}


def kinds_of_shift() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in ShiftKind]


def kinds_of_absence() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in AbstractionKind]


def list_languages() -> list[tuple[str, str]]:
    """The languages that somebody may speak or interpret; Welsh, not English, in it."""
    return [
        (code, str(label))
        for code, label in reporting.LANGUAGES.items()
        if code != "en"
    ]


def name_language(code: str) -> str:
    """The language in words; the code of one that is not ours any more."""
    return str(reporting.LANGUAGES.get(code, code))


def list_skills() -> list[tuple[str, str]]:
    """Every skill with its code, a language with its own name."""
    return [(code, label_of_skill(code)) for code in _codes()]


def label_of_skill(code: str) -> str:
    """The skill in words; the code of one that is not ours any more."""
    if code.startswith(LANGUAGE_PREFIX):
        return name_language(code.removeprefix(LANGUAGE_PREFIX))
    return str(_LABELS.get(code, code))


def list_crew_skills() -> list[tuple[str, str]]:
    """What a visit may ask of its crew; after all else, that they speak a language."""
    others = [(code.value, label_of_skill(code)) for code in CrewSkill]
    languages = [
        (f"{LANGUAGE_PREFIX}{code}", _("Speaks: %(language)s") % {"language": label})
        for code, label in list_languages()
    ]
    return [(code, str(label)) for code, label in (*others, *languages)]


def code_of_skill(skill: str, language: str) -> str:
    """The code of an accreditation's skill, with its language if it is one."""
    return f"{LANGUAGE_PREFIX}{language}" if skill == LANGUAGE else skill


def parse_skill(code: str) -> tuple[str, str]:
    """The skill and the language of a code."""
    skill, _colon, language = code.partition(":")
    return skill, language


def _codes() -> list[str]:
    languages = [f"{LANGUAGE_PREFIX}{code}" for code, _label in list_languages()]
    others = [skill.value for skill in SkillKind if skill is not SkillKind.LANGUAGE]
    return others + languages
