"""What may be permitted in this module."""

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "investigations.ask": _("Ask investigators to look into a visit"),
    "investigations.ask_from_desk": _("Ask investigators to look into intelligence"),
    "investigations.see_requests": _("Read what became of what one asked for"),
    "investigations.open": _("Open an investigation, and answer who asks for one"),
    "investigations.see_own": _("Read the investigations of one’s own teams"),
    "investigations.work": _("Work in one’s own investigations, as the post lets"),
    "investigations.schedule": _("Assess and schedule unused material, in that post"),
    "investigations.sensitive": _("Read what is sensitive, in a post that may"),
    "investigations.reach_witnesses": _("Learn how to reach witnesses, in that post"),
    "investigations.export": _("Ask for, and release, what leaves an investigation"),
    "investigations.manage_team": _("Add people to an investigation’s team"),
    "investigations.check_exhibits": _("Check what is kept of exhibits"),
}
