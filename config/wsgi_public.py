"""The public site as a WSGI program."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.public")

from django.conf import settings  # the settings are named first
from django.core.wsgi import get_wsgi_application
from django.db import connection

from unhidden.access import startup

application = get_wsgi_application()
startup.refuse_failed_checks()
startup.refuse_wrong_role(settings.SERVES_AS)
startup.refuse_ignored_settings()

from unhidden.reporting import queries  # noqa: E402  # once the tables are declared

queries.pinned()
connection.close()
