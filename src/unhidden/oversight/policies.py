"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "oversight.see_results": _("See the results of operations"),
    "oversight.compute_results": _("Compute an operation’s result sheet"),
    "oversight.approve_results": _("Approve results for publication"),
    "oversight.publish_results": _("Publish and withdraw results"),
    "oversight.trace_figures": _("Walk a figure back to its records"),
    "oversight.lapse_disclosures": _("End disclosures that nobody took in time"),
    "oversight.disclose": _("Disclose a survivor’s case, with consent"),
}
