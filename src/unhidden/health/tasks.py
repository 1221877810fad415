"""What the worker does for whoever looks after the installation."""

from __future__ import annotations

import logging
from contextlib import suppress

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.audit import queries as audit
from unhidden.audit.tasks import find_anchors_file
from unhidden.health import actions, queries, rules, telling
from unhidden.mailing import sending
from unhidden.mailing.sending import MailFailure
from unhidden.vault import chains

logger = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(name="health.look", queueing_lock="health.look", queue="mail")
def look(timestamp: int) -> None:
    """Every ten minutes: whether chains and record are whole, and e-mail goes out."""
    now = timezone.now()
    are_whole = not chains.find_broken_chains()
    actions.note_observation("chains", is_well=are_whole, at=now)
    fits = audit.fits_kept_heads(find_anchors_file())
    actions.note_observation("anchors", is_well=fits, at=now)
    if sending.can_send():
        actions.note_observation("mail", is_well=_takes_letters(), at=now)


@app.periodic(cron="* * * * *")
@app.task(name="health.tell", queueing_lock="health.tell", queue="mail")
def tell(timestamp: int) -> int:
    """Each minute: send the alarms of today that were not sent yet; gives how many."""
    now = timezone.now()
    actions.note_beginning(at=now)
    told = 0
    for check in queries.check_health(at=now):
        if check.code not in rules.TOLD_BY_WORKER or not check.is_failing:
            continue
        # The server for e-mail is away: nothing is kept, and the next minute tries.
        with suppress(MailFailure), actions.claim_alarm(check.code, at=now) as is_new:
            if is_new:
                telling.tell_operators(
                    check,
                    operators=settings.OPERATORS,
                    site=settings.STAFF_DOMAIN,
                    at=now,
                )
                told += 1
    return told


def _takes_letters() -> bool:
    """Whether the server for e-mail takes our name and password; nothing is sent."""
    try:
        with sending.open_mail_server():
            return True
    except MailFailure as failure:
        logger.error("E-mail: %s", sending.REASONS[failure.reason])
        return False
