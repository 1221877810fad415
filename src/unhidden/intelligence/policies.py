"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "intelligence.triage": _("Decide what becomes of a report"),
    "intelligence.see_items": _("Read sanitised intelligence"),
    "intelligence.write_item": _("Write graded intelligence"),
    "intelligence.import_reports": _("Import graded intelligence from a file"),
    "intelligence.regrade_item": _("Give an item another grade"),
    "intelligence.check_item": _("Check an item as the second person"),
    "intelligence.disseminate": _("Give an item to another organisation"),
    "intelligence.review_reports": _("Review how long intelligence is kept"),
    "intelligence.judge_mentions": _("Decide which mentions are one thing"),
    "intelligence.export_network": _("Take a network out as a file or a picture"),
    "intelligence.refresh_traces": _("Make what was mentioned findable again"),
    "intelligence.train_model": _("See and train the weights that people match by"),
    "intelligence.publish_model": _("Publish the weights that people match by"),
    "intelligence.learn_model": _("Learn weights from every mention of people"),
    "intelligence.relink_mentions": _("Hold all mentions against each other"),
    "intelligence.control_sensitive": _(
        "Be told where others’ intelligence meets sensitive records"
    ),
    "intelligence.handle_sources": _(
        "Be told of sources who come back about one target"
    ),
    "intelligence.see_risk": _("See the risk of premises"),
    "intelligence.weigh_panel": _("Set how harm, likelihood and confidence weigh"),
    "intelligence.refresh_risk": _("Work out the risk of premises again"),
}
