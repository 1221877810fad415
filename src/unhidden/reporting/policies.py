"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

KEEP_CHANNELS = "reporting.keep_channels"

PERMISSIONS = {
    "reporting.submit_report": _("Send a report"),
    "reporting.read_reports": _("Open the public's sealed reports"),
    "reporting.enter_reports": _("Take down what a partner, a caller or a visit told"),
    "reporting.open_originals": _("Open original files, once named a custodian"),
    "reporting.name_custodians": _("Name custodians of original files"),
    "reporting.purge_files": _("Delete files that were never sent"),
    "reporting.review_languages": _("Sign for a translation of the public pages"),
    KEEP_CHANNELS: _("Keep the lines that the public may call"),
    "reporting.hold_reports": _("Keep a report from being deleted, for a court"),
    "reporting.keep_routes": _("Decide which desk reads which reports"),
    "reporting.delete_reports": _("Delete reports whose time is over"),
}
