"""The staff site as a WSGI program."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.staff")

from django.conf import settings  # the settings are named first
from django.core.wsgi import get_wsgi_application

from unhidden.access import startup

application = get_wsgi_application()
startup.refuse_failed_checks()
startup.refuse_wrong_role(settings.SERVES_AS)
startup.refuse_wrong_role(settings.SIGNS_IN_AS, using="signin")
startup.refuse_ignored_settings()
startup.refuse_ignored_settings(using="signin")
