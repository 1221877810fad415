"""Who watches: no page, no table, no model; e-mail to the operators alone."""

from unhidden.lib.logs import make_formatter

from .operating import *

SERVES_AS = "unhidden_health"
# Nothing is signed here, and no form is shown: without a key, neither can be.
SECRET_KEY = ""
INSTALLED_APPS: list[str] = []
USE_TZ = True
TIME_ZONE = "Europe/London"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"event": {"()": make_formatter}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "event"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
