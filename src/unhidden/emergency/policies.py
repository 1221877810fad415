"""What may be permitted in this module.

Which kinds of record a role may open, and whose openings it reviews, stands in the
policy table: ``emergencies`` and ``reviews`` of ``access.policy.RoleRights``.
"""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "emergency.open_record": _("Open a record in an emergency"),
    "emergency.see_notices": _("See which records were opened in an emergency"),
    "emergency.review": _("Approve and review emergency accesses"),
    "emergency.oversee": _("Count emergency accesses, without seeing any record"),
    "emergency.note_ends": _("Note when emergency accesses run out"),
}
