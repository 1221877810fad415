"""The menus of both sites, and the doors from a page to the modules above it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Entry:
    """A page by its URL name; shown to those with the permission, if one is named.

    ``domain`` is that of the record, where the page's address names it; ``args`` is
    what else it names.
    """

    label: str | Promise
    page: str
    permission: str = ""
    domain: str = ""
    args: tuple[str, ...] = ()


def _access(domain: str) -> Entry:
    """The page of who is on a record of this domain."""
    label = _("Who is on this record, and who saw it")
    return Entry(label, "sharing:record", "sharing.see_access", domain)


def _learning(label: Promise, audience: str) -> Entry:
    """The page for these readers."""
    return Entry(label, "learning:audience", args=(audience,))


STAFF_MENU = (
    Entry(_("Home"), "home"),
    Entry(_("Reports"), "intelligence:queue", "reporting.read_reports"),
    Entry(_("Take down a report"), "intelligence:enter", "reporting.enter_reports"),
    Entry(_("Intelligence"), "intelligence:items", "intelligence.see_items"),
    Entry(_("Find"), "intelligence:find", "intelligence.see_items"),
    Entry(_("Contacts to make"), "intelligence:contacts", "intelligence.triage"),
    Entry(
        _("Sensitive contacts"),
        "intelligence:sensitive_contacts",
        "intelligence.control_sensitive",
    ),
    Entry(_("Sources"), "intelligence:sources", "intelligence.handle_sources"),
    Entry(_("Matching"), "intelligence:people_models", "intelligence.train_model"),
    Entry(_("Risk"), "intelligence:risk", "intelligence.see_risk"),
    Entry(_("Operations"), "operations:operations", "operations.see_operations"),
    Entry(_("My visits"), "visits:mine", "visits.record_visit"),
    Entry(_("Cases"), "safeguarding:cases", "safeguarding.see_own_cases"),
    Entry(_("Investigations"), "investigations:list", "investigations.see_own"),
    Entry(_("Sharing"), "sharing:shares", "sharing.answer_shares"),
    Entry(_("Agreements"), "sharing:agreements", "sharing.see_agreements"),
    Entry(_("Results"), "oversight:results", "oversight.see_results"),
    Entry(_("Emergency access"), "emergency:mine", "emergency.open_record"),
    Entry(_("Emergency notices"), "emergency:told", "emergency.see_notices"),
    Entry(_("Emergencies"), "emergency:dashboard", "emergency.oversee"),
    Entry(_("Premises"), "places:premises_list", "places.see_premises"),
    Entry(_("Lines to call"), "channels:channels", "reporting.keep_channels"),
    Entry(_("Languages"), "tongues:tongues", "reporting.review_languages"),
    Entry(_("Record"), "record:record", "audit.review_events"),
    Entry(_("Your sign-in"), "mfa_index"),
    Entry(_("People"), "agencies:people", "agencies.manage_people"),
    Entry(_("Organisations"), "agencies:organisations", "agencies.manage_people"),
    Entry(_("Desks"), "intelligence:routes", "reporting.keep_routes"),
    Entry(_("Roles"), "agencies:roles"),
    Entry(_("Keys"), "keys:keys", "agencies.keep_keys"),
    Entry(_("Custodians"), "intelligence:custodians", "reporting.name_custodians"),
    Entry(_("Gallery"), "gallery", "ui.see_gallery"),
)

PUBLIC_MENU = (
    Entry(_("Spot the signs"), "signs:index"),
    Entry(_("Report a concern"), "reporting:report"),
    Entry(_("Who to call"), "reporting:who_to_call"),
    Entry(_("Events"), "events:events"),
    Entry(_("Results"), "published:results"),
)

PUBLIC_FOOTER = (
    Entry(_("Check a report"), "reporting:status"),
    Entry(_("Privacy"), "reporting:privacy"),
    Entry(_("Accessibility"), "reporting:accessibility"),
)

# Doors of the public site's pages, under headings where there is one.
PUBLIC_DOORS: dict[str, tuple[tuple[str | Promise, tuple[Entry, ...]], ...]] = {
    "signs": (
        (
            _("What you can do where you are"),
            (
                _learning(_("Are you being treated fairly?"), "workers"),
                _learning(_("For children and young people"), "young-people"),
                _learning(_("For landlords and letting agents"), "landlords"),
                _learning(_("For hotels, guest houses and holiday lets"), "hotels"),
                _learning(_("For businesses and their supply chains"), "businesses"),
                _learning(_("For professionals"), "professionals"),
            ),
        ),
    ),
    "every_sign": (
        (
            "",
            (
                Entry(_("Should I report this? Five questions"), "learning:guide"),
                Entry(_("Cards and posters to print"), "learning:print"),
            ),
        ),
    ),
}

# Doors on a page of a lower module to pages of the modules above it. A lower
# module never names a higher one; the page asks for its doors by its own name.
DOORS: dict[str, tuple[Entry, ...]] = {
    "possible_victim": (
        Entry(
            _("Open a survivor’s case"),
            "safeguarding:open_case",
            "safeguarding.open_case",
        ),
    ),
    "visit": (
        Entry(_("Open an investigation"), "investigations:open", "investigations.open"),
        Entry(
            _("Ask for an investigation"), "investigations:ask", "investigations.ask"
        ),
        _access("visit"),
    ),
    "report": (_access("report"),),
    "intelligence": (_access("intelligence"),),
    "investigation": (_access("investigation"),),
    "operation": (
        Entry(
            _("Visits of this operation"), "visits:of_operation", "visits.see_visits"
        ),
        Entry(_("Results"), "oversight:operation", "oversight.see_results"),
        _access("operation"),
    ),
    "premises": (
        Entry(
            _("Risk and its reasons"), "intelligence:premises", "intelligence.see_risk"
        ),
    ),
    "case": (
        Entry(
            _("Disclose to investigators"), "oversight:disclose", "oversight.disclose"
        ),
    ),
    "case_for_readers": (_access("safeguarding_case"),),
}

# The page of a record itself, by its domain: the way up from the pages about access.
RECORDS: dict[str, Entry] = {
    "report": Entry("", "intelligence:report", "intelligence.triage"),
    "intelligence": Entry("", "intelligence:item", "intelligence.see_items"),
    "operation": Entry("", "operations:operation", "operations.see_operations"),
    "visit": Entry("", "visits:visit", "visits.see_visits"),
    "safeguarding_case": Entry("", "safeguarding:case", "safeguarding.see_own_cases"),
    "investigation": Entry(
        "", "investigations:investigation", "investigations.see_own"
    ),
}
