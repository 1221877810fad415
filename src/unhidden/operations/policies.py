"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

SEE = "operations.see_operations"
PLAN = "operations.plan"
CLOSE = "operations.close"

# Granted by the module of visits, which stands above: who may go on a visit.
VISIT = "visits.record_visit"

PERMISSIONS = {
    SEE: _("See operations and their plans"),
    PLAN: _("Plan an operation: partners, teams, visits, events"),
    CLOSE: _("Close an operation"),
}
