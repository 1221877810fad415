"""What whoever looks after an installation decides: e-mail, disk, and who is told."""

from unhidden.config import environment
from unhidden.lib import variables

STATE = environment.state()
IS_DEMONSTRATION = variables.read_flag("UNHIDDEN_DEMONSTRATION", default=False)
#: The megabytes of the disk with our state folder below which no more files are taken.
FREE_DISK = variables.read_count("UNHIDDEN_FREE_DISK") or 1_024
# Who is told when something is wrong, and whose certificate's last day is watched.
OPERATORS = variables.read_words("UNHIDDEN_OPERATORS", "")
CERTIFICATE = variables.read_text("UNHIDDEN_CERTIFICATE")
# E-mail goes by the worker and by who watches it: their files of secrets alone have
# the password.
STAFF_DOMAIN = variables.read_text("UNHIDDEN_STAFF_DOMAIN")
_MAIL = environment.read_mail(is_demonstration=IS_DEMONSTRATION)
EMAIL_BACKEND = "unhidden.mailing.backend.NamelessBackend"
EMAIL_HOST, EMAIL_PORT = _MAIL.server, _MAIL.port
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.is_starttls, _MAIL.is_tls
EMAIL_HOST_USER = _MAIL.user
EMAIL_HOST_PASSWORD = environment.read_secret("mail_password")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _MAIL.sender
#: What e-mail is from, in greetings and ids: never the name of this machine.
MAIL_NAME = STAFF_DOMAIN or "localhost"
