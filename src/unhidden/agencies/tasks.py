"""What the worker does about sessions that are over."""

from __future__ import annotations

from procrastinate.contrib.django import app

from unhidden.agencies.sign_in import ended


@app.periodic(cron="27 * * * *")
@app.task(name="agencies.forget_ended", queueing_lock="agencies.forget_ended")
def forget_ended_sessions(timestamp: int) -> int:
    """Each hour: delete what is left of sessions whose time is over."""
    return ended.forget_ended_sessions()
