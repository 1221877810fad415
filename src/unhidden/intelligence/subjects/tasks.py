"""Training models of people: loaded by the worker alone, for what it brings along."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.intelligence.subjects.actions import retraining
from unhidden.linkage.people_training import PeopleLearner

#: A queue of its own: it may take minutes, and nothing else waits for it.
QUEUE = "long"


@app.periodic(cron="* * * * *")
@app.task(name="intelligence.train_models", queue=QUEUE, queueing_lock="train_models")
def train_models(timestamp: int) -> int:
    """Each minute: train what was asked for, and work out what it would change."""
    learning = partial(PeopleLearner, cluster=settings.SPARK_CLUSTER)
    return retraining.train_models(
        learning=learning, actor=retraining.TRAINER, at=timezone.now()
    )
