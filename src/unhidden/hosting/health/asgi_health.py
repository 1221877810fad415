"""The pages of who watches, as an ASGI program: /health and /metrics, and no other."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unhidden.config.settings.health")

import django
from django.conf import settings  # the settings are named first

django.setup()

from unhidden.config import environment  # noqa: E402  # Django first
from unhidden.hosting.health.answering import HealthPages  # noqa: E402
from unhidden.hosting.health.asking import HealthSource, read_health  # noqa: E402
from unhidden.hosting.health.watching import (  # noqa: E402
    HealthWatcher,
    ToldOperators,
)
from unhidden.hosting.paths import StateFolder  # noqa: E402
from unhidden.hosting.postgres import connecting  # noqa: E402
from unhidden.lib import variables  # noqa: E402
from unhidden.mailing import sending  # noqa: E402

_source = HealthSource(
    parameters={
        **connecting.parse_address(variables.read_text("DATABASE_URL")),
        "password": environment.read_secret("password"),
    },
    state=settings.STATE,
    certificate=settings.CERTIFICATE,
    floor=settings.FREE_DISK,
    is_demonstration=settings.IS_DEMONSTRATION,
    is_mail_named=sending.can_send(),
)
_watcher = HealthWatcher(
    lambda: read_health(_source),
    ToldOperators(
        settings.OPERATORS,
        settings.STAFF_DOMAIN,
        StateFolder(settings.STATE).told_alarms / "told.json",
    ),
)
_watcher.start_watching()
application = HealthPages(_watcher)
