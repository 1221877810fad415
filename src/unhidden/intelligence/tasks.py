"""What the worker does for the desk."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from unhidden.intelligence.risk.actions import risks
from unhidden.intelligence.subjects.actions import (
    calibration,
    counting,
    retraining,
    traces,
)


@app.periodic(cron="20 3 * * *")
@app.task(name="intelligence.refresh_all_risk", queueing_lock="refresh_all_risk")
def refresh_all_risk(timestamp: int) -> int:
    """Each night: reports have grown a day older, and count for less."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    return risks.refresh_all_risk(actor=risks.RISK_KEEPER, at=at)


@app.periodic(cron="*/10 * * * *")
@app.task(name="intelligence.refresh_traces", queueing_lock="refresh_traces")
def refresh_traces(timestamp: int) -> int:
    """What was traced by other rules is found by today's. Most often nothing waits."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    return traces.refresh_traces(actor=traces.TRACE_KEEPER, at=at)


@app.periodic(cron="50 * * * *")
@app.task(name="intelligence.count_people", queueing_lock="count_people")
def count_people(timestamp: int) -> bool:
    """Each hour: what is common here, where mentions have come or gone."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    return counting.count_people(actor=counting.COUNTER, at=at)


@app.periodic(cron="40 2 * * *")
@app.task(name="intelligence.trace_untraced", queueing_lock="trace_untraced")
def trace_untraced(timestamp: int) -> int:
    """Each night: what was kept before there were traces is found all the same."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    return traces.trace_untraced(actor=traces.TRACE_KEEPER, at=at)


@app.periodic(cron="5,35 * * * *")
@app.task(name="intelligence.watch_drift", queueing_lock="watch_drift")
def watch_drift(timestamp: int) -> bool:
    """Twice an hour: health is told whether the weights of people still fit."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    return calibration.watch_drift(actor=retraining.TRAINER, at=at)
