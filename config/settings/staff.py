"""The staff site, for signed-in agencies."""

from .base import *

SERVES_AS = "unhidden_staff"
ROOT_URLCONF = "config.urls.staff"
WSGI_APPLICATION = "config.wsgi_staff.application"
LOGIN_URL = "agencies:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "agencies:sign_in"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "unhidden.ui.middleware.headers_middleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "unhidden.agencies.middleware.actor_middleware",
    "unhidden.agencies.keys.middleware.refusals_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = with_context(
    "django.template.context_processors.request",
    "django.contrib.messages.context_processors.messages",
    "config.frames.staff_frame",
)

SESSION_COOKIE_NAME = "unhidden_staff"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not IS_DEMONSTRATION
CSRF_COOKIE_SECURE = not IS_DEMONSTRATION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "unhidden.ui.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
