"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "visits.see_visits": _("Read visit records"),
    "visits.record_visit": _("Record a visit of one’s own team"),
}
