"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "visits.see_own_visits": _("Read the records of one’s own teams’ visits"),
    "visits.see_visits": _("Read every visit record"),
    "visits.agree_release": _(
        "Agree that a safeguarding visit’s record is used for immigration"
    ),
    "visits.record_visit": _("Record a visit of one’s own team"),
    "visits.decide_account": _("Decide which account of a visit counts"),
    "visits.offer_sentence": _("Offer the desk sentences about a place visited"),
    "visits.release_sentence": _("Let such a sentence of a safeguarding visit go"),
    "visits.confirm_proposal": _("Make intelligence of what a visit offers"),
}
