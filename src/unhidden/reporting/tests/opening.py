"""The only report there is, as the desk opens it."""

from __future__ import annotations

from django.test import override_settings

from tests.cast import NOON, Cast
from tests.made.reporting import STAFF_KEYS
from tests.support.roles import as_role
from unhidden.reporting.actions import reports as reports_actions
from unhidden.reporting.actions.reports import OpenedReport
from unhidden.reporting.models import Report


def reports() -> list[Report]:
    with as_role("staff"):
        return list(Report.objects.using("stored").all())


def opened(cast: Cast) -> OpenedReport:
    """The only report there is, as the desk reads it on the staff site."""
    (report,) = reports()
    with as_role("staff"), override_settings(**STAFF_KEYS):
        return reports_actions.open_report(
            report_id=report.id, actor=cast.actor("analyst"), at=NOON
        )
