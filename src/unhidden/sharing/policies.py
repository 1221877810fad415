"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "sharing.see_access": _("See who is on a record they read, and why"),
    "sharing.see_agreements": _("Read information-sharing agreements"),
    "sharing.keep_agreements": _("Write, sign and end agreements"),
    "sharing.share_records": _("Share records they decide about, and keep people out"),
    "sharing.answer_shares": _("Answer for their organisation what it is offered"),
    "sharing.expire_shares": _("End what nobody answered or what is over"),
}
