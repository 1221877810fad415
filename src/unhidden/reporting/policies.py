"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "reporting.submit_report": _("Send a report"),
    "reporting.read_reports": _("Open the public's sealed reports"),
    "reporting.hold_reports": _("Keep a report from being deleted, for a court"),
    "reporting.keep_routes": _("Decide which desk reads which reports"),
    "reporting.delete_reports": _("Delete reports whose time is over"),
}
