"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "operations.see_operations": _("See operations and their plans"),
    "operations.plan": _("Plan an operation: partners, teams, visits, events"),
    "operations.close": _("Close an operation"),
}
