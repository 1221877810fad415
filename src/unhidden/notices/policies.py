"""What may be permitted in this module; one's own choices are anybody's."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "notices.send": _("Tell people by e-mail that something waits for them"),
}
