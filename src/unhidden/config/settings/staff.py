"""The staff site, for signed-in agencies."""

import base64

from unhidden.config import environment
from unhidden.lib import database_sessions, travel_addresses, variables

from .base import *

SERVES_AS = "unhidden_staff"
HEADS = variables.read_place("UNHIDDEN_HEADS", STATE / "heads" / "staff.json")
SIGNS_IN_AS = "unhidden_signin"
DATABASES = {
    "default": database_sessions.state_connection_options(DATABASES["default"], "staff")
}
BASEMAP = variables.read_folder("UNHIDDEN_BASEMAP")
TRAVEL_SERVER = travel_addresses.read_travel_address("UNHIDDEN_TRAVEL")
ROOT_URLCONF = "unhidden.config.urls.staff"
LOGIN_URL = "agencies:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "agencies:sign_in"
INSTALLED_APPS += SIGN_IN_APPS

LIVE_KEY = base64.b64decode(environment.read_secret("live_key")) or None
LIVE = variables.read_text("UNHIDDEN_LIVE")
FIELD = variables.read_text("UNHIDDEN_FIELD")
LANDING_CHECK = base64.b64decode(environment.read_secret("landing_check")) or None
# In no staff process's file: whoever makes a demonstration is the worker, too.
LANDING_KEY = base64.b64decode(environment.read_secret("landing_key")) or None
#: What this machine lacks to keep the processes apart, for the start page to say.
MISSING = variables.read_words("UNHIDDEN_MISSING", "")

# Who somebody is, is found out by a connection that can do nothing else.
_SECOND = environment.read_database(
    variables.read_text("SIGNIN_DATABASE_URL"),
    "SIGNIN_DATABASE_URL",
    password=environment.read_secrets().signin_password,
)
DATABASES["signin"] = database_sessions.state_connection_options(_SECOND, "signin")
DATABASES["signin"]["ATOMIC_REQUESTS"] = False
DATABASE_ROUTERS = ["unhidden.agencies.routing.Router"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "unhidden.ui.middleware.headers_middleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "unhidden.hosting.front.away.staff_middleware",
    "unhidden.agencies.sign_in.session_store.CookieMiddleware",
    "unhidden.agencies.sign_in.session_store.idle_middleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "unhidden.agencies.middleware.actor_middleware",
    "unhidden.agencies.keys.middleware.refusals_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "unhidden.agencies.middleware.gate_middleware",
    "unhidden.agencies.sign_in.unlocking.ring_middleware",
    "unhidden.config.edge.row_security.Wall",
]
TEMPLATES = with_context(
    "django.template.context_processors.request",
    "django.contrib.messages.context_processors.messages",
    "unhidden.config.edge.context_processors.staff_frame",
)

SESSION_ENGINE = "unhidden.agencies.sign_in.session_store"
# So named, no other site of the same domain sets them, not even the public one.
_OWN = "" if IS_DEMONSTRATION else "__Host-"
SESSION_COOKIE_NAME = f"{_OWN}unhidden_staff"
CSRF_COOKIE_NAME = f"{_OWN}csrftoken"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
_PUBLIC = variables.read_text("UNHIDDEN_PUBLIC_DOMAIN")
PRIVACY_PAGE = f"https://{_PUBLIC}/privacy/" if _PUBLIC else ""
SESSION_COOKIE_SECURE = not IS_DEMONSTRATION
CSRF_COOKIE_SECURE = not IS_DEMONSTRATION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "unhidden.ui.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Signing in (django-allauth): accounts are made by administrators, so nobody signs
# up, and no e-mail is sent. Guessing is counted by unhidden.agencies.sign_in.attempts.
AUTHENTICATION_BACKENDS = ["unhidden.agencies.sign_in.backends.Backend"]
ACCOUNT_ADAPTER = "unhidden.agencies.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_FORMS = {
    "login": "unhidden.agencies.sign_in.forms.PasswordSignInForm",
    "reauthenticate": "unhidden.agencies.sign_in.forms.PasswordAgainForm",
}
MFA_ADAPTER = "unhidden.agencies.sign_in.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# A demonstration is served without TLS, on the machine of whoever looks at it.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = IS_DEMONSTRATION
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Unhidden"
MFA_TOTP_TOLERANCE = 1  # the telephone's clock may be half a minute off
MFA_RATE_LIMITS = False
MFA_FORMS = {
    "authenticate": "unhidden.agencies.sign_in.forms.CodeForm",
    "reauthenticate": "unhidden.agencies.sign_in.forms.CodeAgainForm",
    "activate_totp": "unhidden.agencies.sign_in.forms.ActivateForm",
    "authenticate_webauthn": "unhidden.agencies.sign_in.forms.PasskeyForm",
    "login_webauthn": "unhidden.agencies.sign_in.forms.PasskeyAloneForm",
    "reauthenticate_webauthn": "unhidden.agencies.sign_in.forms.PasskeyAgainForm",
    "add_webauthn": "unhidden.agencies.sign_in.forms.AddPasskeyForm",
    "edit_webauthn": "unhidden.agencies.sign_in.forms.RenamePasskeyForm",
}
SOCIALACCOUNT_ADAPTER = "unhidden.agencies.sign_in.single_sign_on.Adapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not lead to another site (CSP)
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
# Where a request comes from was found out before (unhidden.hosting.front.asking).
ALLAUTH_TRUSTED_PROXY_COUNT = 0
