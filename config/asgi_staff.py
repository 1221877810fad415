"""The staff site as an ASGI program."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.staff")

import django
from django.conf import settings  # the settings are named first

from config.front import pools

pools.use(settings.DATABASES)
django.setup()

from config.front.program import Front  # noqa: E402  # Django first
from unhidden.access import startup  # noqa: E402

startup.refuse_failed_checks()
startup.refuse_wrong_role(settings.SERVES_AS)
startup.refuse_wrong_role(settings.SIGNS_IN_AS, using="signin")
startup.refuse_ignored_settings()
startup.refuse_ignored_settings(using="signin")
application = Front()
