"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "investigations.open": _("Open an investigation"),
    "investigations.see_own": _("Read the investigations of one’s own teams"),
    "investigations.manage_team": _("Add people to an investigation’s team"),
}
