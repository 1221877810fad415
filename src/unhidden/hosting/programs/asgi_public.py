"""The public site as an ASGI program."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unhidden.config.settings.public")

import django
from django.conf import settings  # the settings are named first
from django.db import connections

from unhidden.hosting.front import pools

pools.use_connection_pools(settings.DATABASES)
# What is imported is no garbage, and looking for some took a fifth of the start.
gc.disable()
django.setup()

from unhidden.access import startup  # noqa: E402  # Django first
from unhidden.hosting.front.program import FrontServer, find_proxies  # noqa: E402
from unhidden.hosting.front.remembering import MEMORY  # noqa: E402
from unhidden.hosting.front.watching import WATCH  # noqa: E402
from unhidden.hosting.service import returning  # noqa: E402
from unhidden.reporting import queries  # noqa: E402


def verify() -> None:
    """Raise unless we may serve with the database that is there."""
    returning.check_database_again()
    startup.refuse_wrong_role(settings.SERVES_AS)
    startup.refuse_ignored_settings()
    queries.find_pins()
    connections.close_all()


proxies = find_proxies()
startup.refuse_failed_checks()
WATCH.begin_watching(verify, tick=MEMORY.renew_page)
application = FrontServer(proxies)
gc.enable()
