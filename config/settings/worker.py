"""The worker: named jobs, under a system actor."""

from .base import *

SERVES_AS = "unhidden_worker"
ROOT_URLCONF = "config.urls.none"
MIDDLEWARE: list[str] = []
