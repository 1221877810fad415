"""The worker: jobs from the queue, under its own role, until told to stop."""

from __future__ import annotations

from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

from config.steps.failing import Failure
from unhidden.access.startup import refuse_wrong_role

PATIENCE = 5.0  # seconds for a running job to end, when told to stop


def main(_arguments: list[str]) -> None:
    """Work; raises WrongDatabaseRole before the first job, Failure without database."""
    refuse_wrong_role(settings.SERVES_AS)
    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # noqa: S101  # for the type only
    try:
        with app.replace_connector(connector.get_worker_connector()) as working:
            working.run_worker(
                shutdown_graceful_timeout=PATIENCE, delete_jobs="successful"
            )
    except ConnectorException as error:
        raise Failure(f"The worker lost the database: {error.__cause__}") from error
