"""The worker ends disclosures that nobody took in time."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.oversight.actions import lapsing

CLERK = Actor(None, None, frozenset({"oversight.lapse_disclosures"}))


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="oversight.lapse_disclosures", queueing_lock="oversight.lapse_disclosures"
)
def lapse_disclosures(timestamp: int) -> None:
    """Every ten minutes."""
    lapsing.lapse_disclosures(actor=CLERK, at=timezone.now())
