"""What phones send, as an ASGI program: /landing/, and no other page."""

import base64
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unhidden.config.settings.field")

import django  # the settings are named first

django.setup()

from unhidden.config import environment  # noqa: E402  # Django first
from unhidden.hosting.field.answering import LandingPages  # noqa: E402
from unhidden.hosting.field.asking import LandingDatabase  # noqa: E402
from unhidden.hosting.field.disk import DiskFloor  # noqa: E402
from unhidden.hosting.postgres import connecting  # noqa: E402
from unhidden.lib import variables  # noqa: E402

_parameters = {
    **connecting.parse_address(variables.read_text("DATABASE_URL")),
    "password": environment.read_secret("password"),
}
application = LandingPages(
    LandingDatabase(_parameters),
    origins=frozenset(variables.read_words("UNHIDDEN_FIELD_ORIGINS", "")),
    seed=base64.b64decode(environment.read_secret("landing_seed")),
    disk=DiskFloor(
        environment.state(), variables.read_count("UNHIDDEN_FREE_DISK") or 1_024
    ),
)
