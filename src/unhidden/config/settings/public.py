"""The public site: no session, no cookie, no sign-in, no staff route."""

from unhidden.config import languages
from unhidden.lib import database_sessions, logs, variables

from .base import *

SERVES_AS = "unhidden_public"
DATABASES = {
    "default": database_sessions.state_connection_options(
        DATABASES["default"], "public"
    )
}
HEADS = variables.read_place("UNHIDDEN_HEADS", STATE / "heads" / "public.json")
PINS = STATE / "pins"
BASEMAP = variables.read_folder("UNHIDDEN_BASEMAP")
ROOT_URLCONF = "unhidden.config.urls.public"
LANGUAGES = [*languages.EQUAL, *languages.TONGUES]

# Of what happens here the log keeps the day alone, as every table does.
LOGGING = {
    **LOGGING,
    "formatters": {
        "event": {"()": "unhidden.lib.logs.make_formatter", "time": logs.DAY}
    },
}

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "unhidden.ui.middleware.headers_middleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Django's own pads the answer at random, so that its length tells nothing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "unhidden.config.edge.context_processors.tongues_edge",
    "django.middleware.common.CommonMiddleware",
    "unhidden.ui.middleware.same_origin_middleware",
    "unhidden.config.edge.context_processors.public_edge",
    "unhidden.hosting.front.away.public_middleware",
]
TEMPLATES = with_context("unhidden.config.edge.context_processors.public_frame")
