"""The owner's commands: migrations and grants. It serves nothing."""

from .base import *

SERVES_AS = "unhidden_owner"
ROOT_URLCONF = "config.urls.none"
MIDDLEWARE: list[str] = []
