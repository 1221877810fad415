"""The streams of the boards, as an ASGI program: /live/, and no other page."""

import base64
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unhidden.config.settings.live")

import django  # the settings are named first

django.setup()

from unhidden.config import environment  # noqa: E402  # Django first
from unhidden.hosting.live.answering import LivePages  # noqa: E402
from unhidden.hosting.live.listening import keep_listening  # noqa: E402
from unhidden.hosting.live.streams import StreamHub  # noqa: E402
from unhidden.hosting.postgres import connecting  # noqa: E402
from unhidden.lib import variables  # noqa: E402

_parameters = {
    **connecting.parse_address(variables.read_text("DATABASE_URL")),
    "password": environment.read_secret("password"),
}
_hub = StreamHub()
application = LivePages(
    _hub,
    origins=frozenset(variables.read_words("UNHIDDEN_LIVE_ORIGINS", "")),
    public_key=base64.b64decode(environment.read_secret("live_check")),
    listen=lambda: keep_listening(_parameters, _hub),
)
