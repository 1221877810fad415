"""Signing for the pages in a further language."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.models import CatalogueReview
from unhidden.reporting.queries import languages


class CatalogueChanged(ActionRefused):
    """The catalogue is another than the one that was read."""


@action
def sign_catalogue(
    *, language: str, digest: str, reviewer: str, actor: Actor, at: datetime
) -> None:
    """Record that ``reviewer`` read this catalogue; signing again changes nothing.

    Raises Absent for a language that there is not, and CatalogueChanged.
    """
    actor.must(languages.REVIEW_LANGUAGES)
    if language not in dict(settings.TONGUES):
        raise Absent
    if not digest or digest != languages.catalogue_digest(language):
        raise CatalogueChanged
    row, is_new = CatalogueReview.objects.get_or_create(
        language=language,
        digest=digest,
        defaults={
            "reviewer": reviewer,
            "signed_by_id": actor.person,
            "signed_at": at,
        },
    )
    if is_new:
        audit.record_event(
            name="reporting.catalogue_signed",
            actor=actor,
            subject=row,
            at=at,
            detail={"language": language},
        )
