"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "investigations.ask": _("Ask investigators to look into a visit"),
    "investigations.open": _("Open an investigation, and answer who asks for one"),
    "investigations.see_own": _("Read the investigations of one’s own teams"),
    "investigations.manage_team": _("Add people to an investigation’s team"),
}
