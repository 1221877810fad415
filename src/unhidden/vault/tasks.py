"""What the worker does for the vault."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.vault.rewrapping import HelperKeys

_HELP = HelperKeys()


@app.periodic(cron="* * * * *")
@app.task(name="vault.help", queueing_lock="vault.help")
def help_to_move_keys(timestamp: int) -> int:
    """Each minute: say which key to hand old keys to, and move what was handed."""
    now = timezone.now()
    _HELP.announce(at=now)
    return _HELP.work(at=now)
