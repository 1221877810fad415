"""The further languages of the report, and who has signed for each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import to_locale

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.reporting.models import CatalogueReview

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: The languages of the pages, as the desk calls them.
LANGUAGES: dict[str, StrOrPromise] = {
    "en": _("English"),
    "cy": _("Welsh"),
    "ar": _("Arabic"),
    "bg": _("Bulgarian"),
    "ckb": _("Sorani Kurdish"),
    "pl": _("Polish"),
    "ro": _("Romanian"),
    "sq": _("Albanian"),
    "ti": _("Tigrinya"),
    "uk": _("Ukrainian"),
    "vi": _("Vietnamese"),
    "zh-hans": _("Chinese, simplified characters"),
}
REVIEW_LANGUAGES = "reporting.review_languages"


@dataclass(frozen=True, slots=True)
class Tongue:
    """A further language; ``reviewer`` is empty until somebody signs this catalogue."""

    code: str
    name: str
    digest: str
    reviewer: str
    signed_by: str
    signed_at: datetime | None


def name_of_language(code: str) -> StrOrPromise:
    """What the desk calls a language; the code of one that is not ours any more."""
    return LANGUAGES.get(code, code)


def is_reviewed(language: str) -> bool:
    """Whether somebody stands for the catalogue that is shown in this language."""
    digest = catalogue_digest(language)
    rows = CatalogueReview.objects.filter(language=language, digest=digest)
    return bool(digest) and rows.values_list("language").exists()


@query
def list_translations(*, viewer: Actor) -> list[Tongue]:
    """Every further language, by code, with the review of what is shown now."""
    viewer.must(REVIEW_LANGUAGES)
    rows = CatalogueReview.objects.select_related("signed_by").order_by("language")
    signed = {(row.language, row.digest): row for row in rows}
    return [
        _tongue(code, name, signed.get((code, catalogue_digest(code))))
        for code, name in settings.TONGUES
    ]


@query
def get_translation(*, viewer: Actor, language: str) -> Tongue:
    """One of them; raises Absent."""
    for each in list_translations(viewer=viewer):
        if each.code == language:
            return each
    raise Absent


@cache
def catalogue_digest(language: str) -> str:
    """The SHA-256 of the language's catalogue; "" where there is none."""
    folder = Path(settings.LOCALE_PATHS[0]) / to_locale(language) / "LC_MESSAGES"
    try:
        return hashlib.sha256((folder / "django.po").read_bytes()).hexdigest()
    except OSError:
        return ""


def _tongue(code: str, name: str, row: CatalogueReview | None) -> Tongue:
    return Tongue(
        code=code,
        name=name,
        digest=catalogue_digest(code),
        reviewer=row.reviewer if row else "",
        signed_by=row.signed_by.name if row else "",
        signed_at=row.signed_at if row else None,
    )
