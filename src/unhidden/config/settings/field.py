"""The field process: takes what phones send; no page, no table, no model, no form."""

from unhidden.lib import variables
from unhidden.lib.logs import make_formatter

SERVES_AS = "unhidden_field"
# Receipts have a key of their own, and no form is shown.
SECRET_KEY = ""
INSTALLED_APPS: list[str] = []
USE_TZ = True
TIME_ZONE = "Europe/London"
IS_DEMONSTRATION = variables.read_flag("UNHIDDEN_DEMONSTRATION", default=False)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"event": {"()": make_formatter}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "event"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
