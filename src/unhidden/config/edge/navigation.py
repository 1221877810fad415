"""The menus of both sites, and the doors from a page to the modules above it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A page by its URL name; shown to those with the permission, if one is named.

    ``domain`` is that of the record, where the page's address names it; ``args`` is
    what else it names.
    """

    label: str | Promise
    page: str
    permission: str = ""
    domain: str = ""
    args: tuple[str, ...] = ()


def _access(domain: str) -> NavigationEntry:
    """The page of who is on a record of this domain."""
    label = _("Who is on this record, and who saw it")
    return NavigationEntry(label, "sharing:record", "sharing.see_access", domain)


def _learning(label: Promise, audience: str) -> NavigationEntry:
    """The page for these readers."""
    return NavigationEntry(label, "learning:audience", args=(audience,))


STAFF_MENU = (
    NavigationEntry(_("Home"), "home"),
    NavigationEntry(_("Reports"), "intelligence:queue", "reporting.read_reports"),
    NavigationEntry(
        _("Take down a report"), "intelligence:enter", "reporting.enter_reports"
    ),
    NavigationEntry(_("Intelligence"), "intelligence:items", "intelligence.see_items"),
    NavigationEntry(_("Find"), "intelligence:find", "intelligence.see_items"),
    NavigationEntry(
        _("Contacts to make"), "intelligence:contacts", "intelligence.triage"
    ),
    NavigationEntry(
        _("Sensitive contacts"),
        "intelligence:sensitive_contacts",
        "intelligence.control_sensitive",
    ),
    NavigationEntry(
        _("Sources"), "intelligence:sources", "intelligence.handle_sources"
    ),
    NavigationEntry(
        _("Matching"), "intelligence:people_models", "intelligence.train_model"
    ),
    NavigationEntry(
        _("Groups to decide"), "intelligence:groups", "intelligence.judge_mentions"
    ),
    NavigationEntry(_("Risk"), "intelligence:risk", "intelligence.see_risk"),
    NavigationEntry(
        _("Operations"), "operations:operations", "operations.see_operations"
    ),
    NavigationEntry(_("My briefs"), "briefs:mine", "visits.record_visit"),
    NavigationEntry(_("My visits"), "visits:mine", "visits.record_visit"),
    NavigationEntry(_("In the field"), "field:home", "field.use_app"),
    NavigationEntry(_("Your phones"), "field:devices", "field.use_app"),
    NavigationEntry(_("What phones sent"), "field:landed", "field.see_landing"),
    NavigationEntry(_("What phones hold"), "field:held", "field.see_landing"),
    NavigationEntry(
        _("Accounts of visits"), "visits:accounts", "visits.decide_account"
    ),
    NavigationEntry(
        _("Actions and checks"), "debriefs:mine", "operations.see_operations"
    ),
    NavigationEntry(_("Offered by visits"), "visits:items", "visits.confirm_proposal"),
    NavigationEntry(
        _("Sentences to let go"), "visits:sentences", "visits.release_sentence"
    ),
    NavigationEntry(_("Cases"), "safeguarding:cases", "safeguarding.see_own_cases"),
    NavigationEntry(
        _("Registers"), "safeguarding:registers", "safeguarding.keep_register"
    ),
    NavigationEntry(
        _("Out of hours"), "safeguarding:rota", "safeguarding.answer_at_night"
    ),
    NavigationEntry(_("Caseloads"), "safeguarding:caseload", "safeguarding.supervise"),
    NavigationEntry(
        _("Cases by organisation"), "safeguarding:figures", "safeguarding.see_figures"
    ),
    NavigationEntry(
        _("People offered"), "safeguarding:offers", "safeguarding.open_case"
    ),
    NavigationEntry(
        _("What you hold"), "safeguarding:letters", "safeguarding.answer_holdings"
    ),
    NavigationEntry(_("Told in confidence"), "field:envelopes", "field.read_inner"),
    NavigationEntry(_("Originals"), "field:originals", "reporting.open_originals"),
    NavigationEntry(
        _("Investigations"), "investigations:list", "investigations.see_own"
    ),
    NavigationEntry(
        _("Offered to investigators"), "oversight:waiting", "investigations.open"
    ),
    NavigationEntry(_("Sharing"), "sharing:shares", "sharing.answer_shares"),
    NavigationEntry(_("Agreements"), "sharing:agreements", "sharing.see_agreements"),
    NavigationEntry(_("Results"), "oversight:results", "oversight.see_results"),
    NavigationEntry(_("Emergency access"), "emergency:mine", "emergency.open_record"),
    NavigationEntry(_("Emergency notices"), "emergency:told", "emergency.see_notices"),
    NavigationEntry(_("Emergencies"), "emergency:dashboard", "emergency.oversee"),
    NavigationEntry(_("Premises"), "places:premises_list", "places.see_premises"),
    NavigationEntry(_("Lines to call"), "channels:channels", "reporting.keep_channels"),
    NavigationEntry(_("Languages"), "tongues:tongues", "reporting.review_languages"),
    NavigationEntry(_("Record"), "record:record", "audit.review_events"),
    NavigationEntry(_("Your sign-in"), "mfa_index"),
    NavigationEntry(_("Notices by e-mail"), "notices:own"),
    NavigationEntry(_("People"), "agencies:people", "agencies.manage_people"),
    NavigationEntry(
        _("Organisations"), "agencies:organisations", "agencies.manage_people"
    ),
    NavigationEntry(_("Phones"), "field:phones", "field.manage_devices"),
    NavigationEntry(
        _("Rules of deadlines"),
        "safeguarding:kept_rules",
        "safeguarding.keep_clock_rules",
    ),
    NavigationEntry(_("Desks"), "intelligence:routes", "reporting.keep_routes"),
    NavigationEntry(_("Roles"), "agencies:roles"),
    NavigationEntry(_("Keys"), "keys:keys", "agencies.keep_keys"),
    NavigationEntry(
        _("Custodians"), "intelligence:custodians", "reporting.name_custodians"
    ),
    NavigationEntry(_("Gallery"), "gallery", "ui.see_gallery"),
)

PUBLIC_MENU = (
    NavigationEntry(_("Spot the signs"), "signs:index"),
    NavigationEntry(_("Report a concern"), "reporting:report"),
    NavigationEntry(_("Who to call"), "reporting:who_to_call"),
    NavigationEntry(_("Events"), "events:events"),
    NavigationEntry(_("Results"), "published:results"),
)

PUBLIC_FOOTER = (
    NavigationEntry(_("Check a report"), "reporting:status"),
    NavigationEntry(_("Privacy"), "reporting:privacy"),
    NavigationEntry(_("Accessibility"), "reporting:accessibility"),
)

# Doors of the public site's pages, under headings where there is one.
PUBLIC_DOORS: dict[
    str, tuple[tuple[str | Promise, tuple[NavigationEntry, ...]], ...]
] = {
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
                NavigationEntry(
                    _("Should I report this? Five questions"), "learning:guide"
                ),
                NavigationEntry(_("Cards and posters to print"), "learning:print"),
            ),
        ),
    ),
}

_BRING = _("Bring it into one of your investigations")
# Doors to modules above: a lower module names none, its page asks by its own name.
DOORS: dict[str, tuple[NavigationEntry, ...]] = {
    "possible_victim": (
        NavigationEntry(
            _("Offer somebody for support"),
            "safeguarding:open_case",
            "safeguarding.open_case",
        ),
    ),
    "visit": (
        NavigationEntry(
            _("Open an investigation"), "investigations:open", "investigations.open"
        ),
        NavigationEntry(
            _("Ask for an investigation"), "investigations:ask", "investigations.ask"
        ),
        NavigationEntry(_BRING, "investigations:bring_visit", "investigations.work"),
        _access("visit"),
    ),
    "planned_visit": (
        NavigationEntry(_("Its record"), "visits:record", "visits.see_own_visits"),
    ),
    "person": (
        NavigationEntry(
            _("Whether they are sent e-mail"), "notices:bar", "agencies.manage_people"
        ),
    ),
    "report": (_access("report"),),
    "desk_report": (
        NavigationEntry(
            _("Propose a place to those who plan"),
            "operations:propose",
            "operations.propose_candidate",
        ),
    ),
    "intelligence": (
        NavigationEntry(
            _("Ask for an investigation"),
            "investigations:ask_from_desk",
            "investigations.ask_from_desk",
        ),
        NavigationEntry(
            _("Open an investigation"),
            "investigations:open_from_intelligence",
            "investigations.open",
        ),
        NavigationEntry(
            _BRING, "investigations:bring_intelligence", "investigations.work"
        ),
        _access("intelligence"),
    ),
    "subject": (
        NavigationEntry(
            _("Link it to a person of an investigation"),
            "investigations:link_subject",
            "investigations.work",
        ),
    ),
    "investigation": (
        NavigationEntry(
            _("What survivors let pass"), "oversight:told", "investigations.see_own"
        ),
        _access("investigation"),
    ),
    "operation": (
        NavigationEntry(
            _("Visits of this operation"), "visits:of_operation", "visits.see_visits"
        ),
        NavigationEntry(_("Results"), "oversight:operation", "oversight.see_results"),
        NavigationEntry(
            _("Who receives what is told in confidence"),
            "field:receivers",
            "field.name_receivers",
        ),
        _access("operation"),
    ),
    "premises": (
        NavigationEntry(
            _("Risk and its reasons"), "intelligence:premises", "intelligence.see_risk"
        ),
    ),
    "case": (
        NavigationEntry(
            _("Told to investigators"),
            "oversight:disclosures",
            "safeguarding.work_case",
        ),
    ),
    "case_for_readers": (_access("safeguarding_case"),),
    "account": (NavigationEntry(_("Photos"), "field:photos", "field.see_photos"),),
    "inner": (
        NavigationEntry(
            _("Hand it to a case"), "safeguarding:hand_inner", "field.read_inner"
        ),
    ),
}

# The page of a record itself, by its domain: the way up from the pages about access.
RECORDS: dict[str, NavigationEntry] = {
    "report": NavigationEntry("", "intelligence:report", "intelligence.triage"),
    "intelligence": NavigationEntry("", "intelligence:item", "intelligence.see_items"),
    "operation": NavigationEntry(
        "", "operations:operation", "operations.see_operations"
    ),
    "visit": NavigationEntry("", "visits:visit", "visits.see_visits"),
    "safeguarding_case": NavigationEntry(
        "", "safeguarding:case", "safeguarding.see_own_cases"
    ),
    "investigation": NavigationEntry(
        "", "investigations:investigation", "investigations.see_own"
    ),
}
