"""The owner's commands: migrations and grants. It serves nothing."""

from unhidden.lib import database_sessions

from .base import *

SERVES_AS = "unhidden_owner"
DATABASES = {
    "default": database_sessions.state_connection_options(DATABASES["default"], "owner")
}
ROOT_URLCONF = "unhidden.config.urls.none"
INSTALLED_APPS += SIGN_IN_APPS
# Serves nothing either, but allauth does not load without it.
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
