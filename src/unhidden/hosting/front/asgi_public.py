"""The public site as an ASGI program."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unhidden.config.settings.public")

import django
from django.conf import settings  # the settings are named first

from unhidden.hosting.front import pools

pools.use_connection_pools(settings.DATABASES)
django.setup()

from django.db import connection  # noqa: E402  # Django first

from unhidden.access import startup  # noqa: E402
from unhidden.hosting.front.program import FrontServer, find_proxies  # noqa: E402
from unhidden.reporting import queries  # noqa: E402

proxies = find_proxies()
startup.refuse_failed_checks()
startup.refuse_wrong_role(settings.SERVES_AS)
startup.refuse_ignored_settings()
queries.find_pins()
connection.close()
application = FrontServer(proxies)
