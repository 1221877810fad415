"""The worker: named jobs, under a system actor."""

import base64

from unhidden.config import environment
from unhidden.lib import database_sessions, spark_masters, variables

from .base import *

SERVES_AS = "unhidden_worker"
DATABASES = {
    "default": database_sessions.state_connection_options(
        DATABASES["default"], "worker"
    )
}
HEADS = variables.read_place("UNHIDDEN_HEADS", STATE / "heads" / "worker.json")
ROOT_URLCONF = "unhidden.config.urls.none"
MIDDLEWARE: list[str] = []
LANDING_CHECK = base64.b64decode(environment.read_secret("landing_check")) or None
LANDING_KEY = base64.b64decode(environment.read_secret("landing_key")) or None

#: Where models are trained; on this machine where none is named.
SPARK_CLUSTER = spark_masters.read_cluster("UNHIDDEN_SPARK")
SPARK_FOLDER = variables.read_text("UNHIDDEN_SPARK_FOLDER")
# What the sites never load: the queue's own, and what brings Splink and DuckDB along.
PROCRASTINATE_IMPORT_PATHS = [
    *PROCRASTINATE_IMPORT_PATHS,
    "unhidden.hosting.management.tasks",
    "unhidden.intelligence.subjects.tasks",
]
