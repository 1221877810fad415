"""What the two sites, the worker and the owner's commands share."""

from pathlib import Path
from typing import Any

from unhidden.config import environment, languages, location
from unhidden.lib import variables
from unhidden.lib.rights import TableAccess

from .operating import *

CONFIG = Path(__file__).resolve().parents[1]
DEBUG = False

_SECRETS = environment.read_secrets()
SECRET_KEY = _SECRETS.secret_key
RECEIPT_KEY = _SECRETS.receipt_key
VAULT_KEY = _SECRETS.vault_key
CONTEXT_KEY: bytes | None = _SECRETS.context_key
SIGNING_KEYS = _SECRETS.signing_keys
AUDIT_KEY: bytes | None = _SECRETS.audit_key
INSTALLATION = _SECRETS.installation
#: Whose signature each team's chain of keys begins with: the public half.
KEY_ROOT = variables.read_key("UNHIDDEN_KEY_ROOT")
ROOT_SEED: bytes | None = _SECRETS.root_seed
HOST_KEY: bytes | None = _SECRETS.host_key
#: Where this process keeps the last link of each team that it saw; nowhere else.
HEADS: Path | None = None
#: Where the public site keeps what browsers go on from; nowhere else.
PINS: Path | None = None
#: What signs the tickets of streams, and where open boards hear of changes; only the
#: staff site has them.
LIVE_KEY: bytes | None = None
LIVE = ""
#: Where phones send what they wrote; only the staff site says so.
FIELD = ""
#: The published key of receipts, and what closes the private halves of landing keys.
LANDING_CHECK: bytes | None = None
LANDING_KEY: bytes | None = None
#: Where files of strangers are cleaned; in a process of our own where none is named.
CLEANING = variables.read_text("UNHIDDEN_CLEANING")
KEY_DERIVATION = "interactive"
#: The days for which a report is kept after the last that was done about it.
REPORT_DAYS = variables.read_count("UNHIDDEN_REPORT_DAYS") or 90
#: Fewer postcodes than this within a kilometre make a place small: who writes of it is
#: warned that it may give the source away. Of the LL postcodes one in seven has fewer
#: than 10 (OS Code-Point Open).
SMALL_PLACE_POSTCODES = variables.read_count("UNHIDDEN_SMALL_PLACE_POSTCODES") or 10

# Where "Exit this page" leads: a page that says nothing of why somebody was here. It is
# set like all that an operator sets, in the environment: the public site would need one
# more right to read a stored one, and would ask for it on every page.
EXIT_URL = variables.read_site("UNHIDDEN_EXIT_URL", "https://www.bbc.co.uk/weather")
# Who answers for the data, as the privacy page says it; not asked of a demonstration.
CONTROLLER = variables.read_text("UNHIDDEN_CONTROLLER")
CONTROLLER_CONTACT = variables.read_text("UNHIDDEN_CONTROLLER_CONTACT")
# The folder with an operator's base map; only the public site has a page for it.
BASEMAP: Path | None = None
TRAVEL_SERVER = ""
# Only the worker has the tasks that train there.
SPARK_CLUSTER = SPARK_FOLDER = ""
# How many proxies of ours stand before this process, and say who asked them.
# None where nobody said it, which only a demonstration takes for none.
PROXIES: int | None = (
    variables.read_count("UNHIDDEN_PROXIES")
    if IS_DEMONSTRATION or variables.read_text("UNHIDDEN_PROXIES")
    else None
)
#: The hours at which people are told of what came through the public door.
NOTICE_HOURS = variables.read_times("UNHIDDEN_NOTICE_HOURS", "08:00,13:00,17:00")
# From where the nearest of them asks: nobody else is believed.
PROXY_ADDRESSES = variables.read_networks("UNHIDDEN_PROXY_ADDRESSES", "127.0.0.1,::1")
# A browser that came by TLS once never comes without; for a year, by this site's name.
SECURE_HSTS_SECONDS = 0 if IS_DEMONSTRATION else 365 * 24 * 60 * 60
ALLOWED_HOSTS = variables.read_words("UNHIDDEN_HOSTS", "127.0.0.1,localhost")
DATABASES: dict[str, dict[str, Any]] = {
    "default": environment.read_database(
        variables.read_text("DATABASE_URL"), password=_SECRETS.password
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "agencies.Person"

INSTALLED_APPS = [
    "unhidden.hosting",
    "unhidden.oversight",
    "unhidden.investigations",
    "unhidden.safeguarding",
    "unhidden.field",
    "unhidden.visits",
    "unhidden.operations",
    "unhidden.desk",
    "unhidden.intelligence",
    "unhidden.learning",
    "unhidden.reporting",
    "unhidden.places",
    "unhidden.signs",
    "unhidden.sharing",
    "unhidden.decision_log",
    "unhidden.notices",
    "unhidden.emergency",
    "unhidden.agencies",
    "unhidden.health",
    "unhidden.audit",
    "unhidden.vault",
    "unhidden.access",
    "unhidden.ui",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "procrastinate.contrib.django",
]

# For the staff site, which signs people in, and for the owner, who makes the tables.
SIGN_IN_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

# Rights on the tables of libraries; ours declare their own beside the model.
_WORKS = "select, insert, update, delete"
TABLE_ACCESS_OF_LIBRARIES = {
    # Who somebody is, and how they prove it: only the second connection knows.
    "django_session": TableAccess(
        signin=_WORKS, guard="select(session_key, expire_date), delete"
    ),
    "account_emailaddress": TableAccess(signin=_WORKS),
    "account_emailconfirmation": TableAccess(signin=_WORKS),
    "mfa_authenticator": TableAccess(signin=_WORKS),
    "usersessions_usersession": TableAccess(
        signin=_WORKS, guard="select(session_key, created_at), delete"
    ),
    "socialaccount_socialaccount": TableAccess(signin=_WORKS),
    "socialaccount_socialapp": TableAccess(signin="select"),
    "socialaccount_socialtoken": TableAccess(signin=_WORKS),
    "django_content_type": TableAccess(),
    "django_migrations": TableAccess(),
    "auth_group": TableAccess(),
    "auth_group_permissions": TableAccess(),
    "auth_permission": TableAccess(),
    "procrastinate_jobs": TableAccess(worker=_WORKS, guard="select"),
    "procrastinate_events": TableAccess(worker=_WORKS),
    "procrastinate_periodic_defers": TableAccess(worker=_WORKS, guard="select"),
    "procrastinate_workers": TableAccess(worker=_WORKS, guard="select"),
}


def with_context(*processors: str) -> list[dict[str, Any]]:
    """The templates' settings of a site, with the frame of its own pages."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [CONFIG / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.i18n",
                    *processors,
                ],
                "libraries": {"doors": "unhidden.config.edge.links"},
            },
        }
    ]


TEMPLATES = with_context()
FORM_RENDERER = "unhidden.ui.forms.FormRenderer"

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Each process counts in its memory alone: who reports must lie nowhere else.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "doors": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "doors",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = languages.EQUAL
TONGUES = languages.TONGUES
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
LOCALE_PATHS = [CONFIG / "locale"]

_PACKAGES = location.FRONT_END
PRINT_FONTS = location.PRINT_FONTS
STATIC_URL = "/static/"
# What is served lies in it; the list of it beside that. A wheel brings both along.
STATIC_ROOT = (STATE if location.IS_CLONE else location.PACKED) / "static" / "served"
STATICFILES_DIRS = [
    ("govuk", _PACKAGES / "govuk-frontend" / "dist" / "govuk"),
    ("moj", _PACKAGES / "@ministryofjustice" / "frontend" / "moj"),
    (
        "fontsource",
        _PACKAGES / "@fontsource" / "atkinson-hyperlegible-next" / "files",
    ),
    ("htmx", _PACKAGES / "htmx.org" / "dist"),
    ("cytoscape", _PACKAGES / "cytoscape" / "dist"),
    ("leaflet", _PACKAGES / "leaflet" / "dist"),
    ("noble-ciphers", _PACKAGES / "@noble" / "ciphers"),
    ("noble-hashes", _PACKAGES / "@noble" / "hashes"),
    ("idb", _PACKAGES / "idb"),
    ("jsqr", _PACKAGES / "jsqr" / "dist"),
    ("altcha-lib", _PACKAGES / "altcha-lib" / "dist" / "esm" / "v2"),
]
STATICFILES_FINDERS = [
    "unhidden.ui.finders.PackageFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "unhidden.ui.storage.HashedStaticFiles"},
}

# What somebody sends is never written to a disk: what is larger than a form is left
# out, but where files are taken and sealed (unhidden.reporting.forms.uploads).
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# Nothing a visitor sends is ever logged: no address, no agent, no body.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "event": {"()": "unhidden.lib.logs.make_formatter"},
    },
    "filters": {"pool": {"()": "unhidden.lib.logs.make_pool_filter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "event"},
        "none": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Django's own record of a refused request names its path.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        # It would hold what a visitor sent. The front refuses hosts that are not ours.
        "django.security.DisallowedHost": {"handlers": ["none"], "propagate": False},
        "procrastinate": {"level": "WARNING"},
        "psycopg.pool": {"level": "WARNING", "filters": ["pool"]},
    },
}
_WITH_JOBS = (
    *("agencies", "audit", "desk", "emergency", "field", "health", "intelligence"),
    *("investigations", "notices", "operations", "operations.plans", "oversight"),
    *("reporting", "safeguarding", "sharing", "vault"),
)
PROCRASTINATE_IMPORT_PATHS = [f"unhidden.{module}.tasks" for module in _WITH_JOBS]
