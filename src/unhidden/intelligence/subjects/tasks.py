"""Training models of people, and batches: loaded by the worker alone, for what they
bring along."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.intelligence.subjects.actions import relinking, retraining
from unhidden.linkage.people_training import PeopleLearner
from unhidden.linkage.relinking import MentionLinker, TracedMention
from unhidden.linkage.run_folders import RunFolders

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


@app.periodic(cron="* * * * *")
@app.task(name="intelligence.relink", queue=QUEUE, queueing_lock="relink")
def relink(timestamp: int) -> bool:
    """Each minute: hold everything against everything, where somebody asked for it."""
    return bool(run_batch())


def run_batch(
    progress: relinking.Progress = lambda stage, share: None,
) -> bool | None:
    """The batch that waits; whether there was one, None where another is at it.

    What a batch writes goes to the folder that is set, which the executors of a cluster
    share, else to that for temporary files.
    """
    folders = RunFolders(
        Path(settings.SPARK_FOLDER or tempfile.gettempdir()), str(settings.STATE)
    )
    return relinking.relink_mentions(
        linking=partial(MentionLinker, folders, cluster=settings.SPARK_CLUSTER),
        make=TracedMention,
        actor=relinking.RELINKER,
        clock=timezone.now,
        clear=folders.remove_leftovers,
        progress=progress,
    )
