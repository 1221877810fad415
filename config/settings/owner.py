"""The owner's commands: migrations and grants. It serves nothing."""

from .base import *

SERVES_AS = "unhidden_owner"
ROOT_URLCONF = "config.urls.none"
INSTALLED_APPS += SIGN_IN_APPS
# Serves nothing either, but allauth does not load without it.
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
