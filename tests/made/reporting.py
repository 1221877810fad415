"""Reports from the public, sent as the public site sends them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings

from tests.cast import NOON, Cast
from tests.support.roles import as_role
from unhidden.access.actor import PUBLIC
from unhidden.desk.actions import routes as routes_actions
from unhidden.reporting.actions import ReportAnswers, submit_report
from unhidden.reporting.actions.sending import Receipt

_KEYS = ("VAULT_KEY", "CONTEXT_KEY", "SIGNING_KEYS")
STAFF_KEYS = {name: getattr(settings, name) for name in _KEYS}

WORDS = "Three men sleep behind the car wash and never leave it."


def make_answers(**told: Any) -> ReportAnswers:
    """What a person told; in their own words unless something else is given."""
    return ReportAnswers(**{"what": WORDS, **told})


def make_receipt(
    *,
    answers: ReportAnswers | None = None,
    form_key: UUID | None = None,
    language: str = "en",
    at: datetime = NOON,
    is_rushed: bool = False,
) -> Receipt:
    """Send a report under the public site's own database role; needs the cast."""
    with as_role("public"):
        return submit_report(
            answers=answers or make_answers(),
            form_key=form_key or uuid4(),
            language=language,
            actor=PUBLIC,
            at=at,
            is_rushed=is_rushed,
        )


def make_report(
    *,
    answers: ReportAnswers | None = None,
    form_key: UUID | None = None,
    language: str = "en",
    at: datetime = NOON,
    is_rushed: bool = False,
) -> UUID:
    """Send a report and give its id."""
    return make_receipt(
        answers=answers,
        form_key=form_key,
        language=language,
        at=at,
        is_rushed=is_rushed,
    ).report_id


def make_route(cast: Cast, desk: UUID, area: str = "", topic: str = "") -> None:
    """Reports of this area or topic go to that desk."""
    routes_actions.add_route(
        area=area,
        topic=topic,
        desk_id=desk,
        actor=cast.actor("administrator"),
        at=NOON,
    )
