"""How the installation is, as the worker and the staff site find it out."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from unhidden.health import rules
from unhidden.health.checks import HealthCheck
from unhidden.health.facts import ASK, HealthReading, parse_database_facts
from unhidden.health.machine import read_machine
from unhidden.lib import versions
from unhidden.mailing import sending


def check_health(*, at: datetime) -> tuple[HealthCheck, ...]:
    """Every check, as this process's role of the database sees it."""
    with connection.cursor() as cursor:
        cursor.execute(ASK)
        role, found = cursor.fetchone()
    return rules.judge_reading(
        HealthReading(
            at=at,
            role=settings.SERVES_AS,
            schema=versions.find_schema_number(),
            machine=read_machine(
                state=Path(settings.STATE),
                certificate=settings.CERTIFICATE,
                floor=settings.FREE_DISK,
            ),
            database=parse_database_facts(role, json.loads(found)),
            is_demonstration=settings.IS_DEMONSTRATION,
            is_mail_named=sending.can_send(),
        )
    )
