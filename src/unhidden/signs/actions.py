"""Loading the catalogue that the repository holds; run by the owner only."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Model

from unhidden.signs import rules
from unhidden.signs.models import Section, Sign

DATA = Path(__file__).parent / "data"

# Raise it with every change of a sign's words, weight or section: what was
# recorded under an older version stays readable under its code.
CATALOGUE_VERSION = 1

_PUBLIC, _TRAINED = "public", "trained"
_EXPLAINED = ("pictogram", "may_mean_en", "may_mean_cy", "or_else_en", "or_else_cy")


@dataclass(frozen=True, slots=True)
class LoadedSigns:
    """How many sections and signs are current, and how many signs are retired."""

    sections: int
    signs: int
    retired: int


@transaction.atomic
def load_catalogue() -> LoadedSigns:
    """Make the tables say what the files say; running it again changes nothing.

    A sign that left the files is kept, and no longer current. Needs the owner's
    rights: no serving role may write here.
    """
    sections, signs = list(_sections()), list(_signs())
    Section.objects.bulk_create(
        sections,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=_all_but_code(Section),
    )
    Sign.objects.bulk_create(
        signs,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=_all_but_code(Sign),
    )
    gone = Sign.objects.exclude(code__in=[sign.code for sign in signs])
    gone.filter(is_current=True).update(is_current=False)
    return LoadedSigns(len(sections), len(signs), gone.count())


def _sections() -> Iterator[Section]:
    for row in _rows("sections.csv"):
        yield Section(
            code=row["code"],
            name_en=row["name_en"],
            name_cy=row["name_cy"],
            intro_en=row["intro_en"],
            intro_cy=row["intro_cy"],
            position=int(row["order"]),
            is_public=row["is_public"] == "yes",
        )


def _signs() -> Iterator[Sign]:
    explained = {row["code"]: row for row in _rows("explained.csv")}
    for position, row in enumerate(_rows("indicators.csv"), start=1):
        seen_by = set(row["seen_by"].split("+"))
        words = explained.get(row["code"], {})
        yield Sign(
            code=row["code"],
            section_id=row["section"],
            phrase_en=row["phrase_en"],
            phrase_cy=row["phrase_cy"],
            reasoning_en=row["reasoning_en"],
            reasoning_cy=row["reasoning_cy"],
            is_public=_PUBLIC in seen_by and row["code"] not in rules.NEVER_COUNTS,
            is_trained=_TRAINED in seen_by,
            weight=row["weight"],
            ilo=row["ilo_indicator"],
            delphi=row["delphi_dimension"],
            catalogue_version=CATALOGUE_VERSION,
            position=position,
            is_current=True,
            **{name: words.get(name, "") for name in _EXPLAINED},
        )


def _all_but_code(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.name != "code"]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        yield from csv.DictReader(source)
