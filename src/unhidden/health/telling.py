"""The e-mail that operators get of what must not wait, and its line in the log."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from unhidden.health.checks import HealthCheck
from unhidden.health.presenters import TITLES, describe_check, name_section
from unhidden.mailing import sending
from unhidden.mailing.sending import MailFailure, OutgoingLetter

logger = logging.getLogger(__name__)
_BODY = """{sentence}

What it means, and what to do: {section}.
`unhidden status` on the server says how everything else is.

This is sent once a day for each topic, for as long as it is so.
"""


def write_alarm(
    check: HealthCheck, *, to: str, site: str, at: datetime
) -> OutgoingLetter:
    """The letter about one check; ``site`` says of which installation it is."""
    body = _BODY.format(
        sentence=describe_check(check), section=name_section(check.code)
    )
    subject = f"Unhidden, {site or 'without a name'}: {TITLES[check.code]}"
    return OutgoingLetter(to=to, subject=subject, body=body, at=at)


def tell_operators(
    check: HealthCheck, *, operators: Sequence[str], site: str, at: datetime
) -> None:
    """Log the alarm, and send it to each operator; raises MailFailure if none took it.

    Without a server for e-mail, or without an address, the log is all there is.
    """
    logger.error("Alarm: %s See %s", describe_check(check), name_section(check.code))
    if not sending.can_send() or not operators:
        return
    failures: list[MailFailure] = []
    for address in operators:
        try:
            sending.send_letter(write_alarm(check, to=address, site=site, at=at))
        except MailFailure as failure:
            logger.error("An alarm was not sent: %s", sending.REASONS[failure.reason])
            failures.append(failure)
    if len(failures) == len(operators):
        raise failures[0]
