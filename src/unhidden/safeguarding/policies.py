"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "safeguarding.open_case": _("Open a survivor’s case"),
    "safeguarding.see_own_cases": _("Read the cases of one’s own teams"),
    "safeguarding.work_case": _("Work on the cases of one’s own teams"),
    "safeguarding.manage_team": _("Add people to a case’s team"),
    "safeguarding.watch_deadlines": _("Watch the deadlines of all cases"),
}
