"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "safeguarding.open_case": _("Open a survivor’s case"),
    "safeguarding.see_own_cases": _("Read the cases of one’s own teams"),
    "safeguarding.work_case": _("Work on the cases of one’s own teams"),
    "safeguarding.manage_team": _("Add people to a case’s team"),
    "safeguarding.keep_register": _("Keep the register of a place of safety"),
    "safeguarding.open_register": _("Open the register of a place of safety"),
    "safeguarding.see_register_total": _("See how many places of safety took in"),
    "safeguarding.answer_at_night": _(
        "Answer at night, and open what is written for it"
    ),
    "safeguarding.keep_rota": _("Keep the rota of who answers at night"),
    "safeguarding.supervise": _("Supervise caseloads of their organisation"),
    "safeguarding.see_figures": _("See how many cases each organisation has"),
    "safeguarding.keep_clock_rules": _("Keep the rules of deadlines"),
    "safeguarding.watch_deadlines": _("Watch the deadlines of all cases"),
    "safeguarding.answer_holdings": _(
        "Answer people who ask what their organisation holds"
    ),
    "safeguarding.compare_people": _("Compare people who want to be found again"),
}
