"""What the worker does for the record of who did what."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.audit import actions, months, queries, sealing, statements

logger = logging.getLogger(__name__)
#: The settings of roles of which this process has told.
_told: set[queries.RoleSetting] = set()


class NoAuditKey(Exception):
    """This process is not given the key that signs checkpoints."""


@app.periodic(cron="* * * * * */5")
@app.task(name="audit.seal", queueing_lock="audit.seal")
def seal(timestamp: int) -> int:
    """Every five seconds: seal what was added, and keep the heads outside."""
    if settings.AUDIT_KEY is None:
        raise NoAuditKey
    sealed = sealing.seal_all(key=settings.AUDIT_KEY)
    sealing.keep_anchors(find_anchors_file())
    return sealed


@app.periodic(cron="7 * * * *")
@app.task(name="audit.make_months", queueing_lock="audit.make_months")
def make_months(timestamp: int) -> int:
    """Every hour: make the tables of the months to come, and say if they run out."""
    made = months.make_month_tables()
    lasts_until = queries.find_sealing_state().lasts_until
    if months.are_running_out(lasts_until, timezone.now()):
        logger.error("The audit record has tables only until %s", lasts_until)
    return made


@app.periodic(cron="* * * * *")
@app.task(name="audit.look_for_settings", queueing_lock="audit.look_for_settings")
def look_for_settings(timestamp: int) -> int:
    """Each minute: whether a database role has settings of its own; how many are new.

    Somebody ran SQL of theirs as that role: one event and one alarm for each setting,
    for as long as it stands.
    """
    found = set(queries.settings_of_roles())
    new = found - _told
    for each in sorted(new, key=lambda one: (one.role, one.name)):
        actions.note_setting(role=each.role, setting=each.name, at=timezone.now())
        logger.error("The database role %s has its own %s", each.role, each.name)
    _told.intersection_update(found)
    _told.update(new)
    return len(new)


def find_anchors_file() -> Path:
    """Where the heads of this database are kept."""
    name = connection.settings_dict["NAME"]
    return statements.anchors_file(Path(settings.STATE), settings.INSTALLATION, name)
