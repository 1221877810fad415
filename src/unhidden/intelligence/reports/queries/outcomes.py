"""What came of investigations that a report led to, in closed words alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: The kinds of outcome, as the module that keeps investigations names them.
OUTCOMES: Mapping[str, StrOrPromise] = {
    "charged": _("Somebody was charged"),
    "convicted": _("Somebody was convicted"),
    "acquitted": _("Somebody was acquitted"),
    "order_made": _("A court made an order"),
    "no_action": _("No further action about somebody"),
    "discontinued": _("Proceedings against somebody were discontinued"),
}


def list_outcomes(intelligence_id: UUID) -> tuple[StrOrPromise, ...]:
    """Which kinds of outcome stand: nothing of whom, how many, when or where.

    For whoever works on the report at its desk; the database says nothing to others.
    """
    with connection.cursor() as cursor:
        cursor.execute("select wall.outcomes_of_report(%s)", [intelligence_id])
        (codes,) = cursor.fetchone() or ([],)
    return tuple(label for code, label in OUTCOMES.items() if code in codes)
