"""The one table of who may do what, to which records, for which purpose.

Everything that decides reads this data: ``decisions.decide_access`` in
Python, the row policies in PostgreSQL (``walls``), the page that explains roles and
the test that compares the two walls cell by cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    ANALYST = "analyst", _("Desk analyst")
    PLANNER = "planner", _("Operation planner")
    SOURCE_UNIT = "source_unit", _("Source unit")
    OFFICER = "officer", _("Visiting officer")
    PARTNER = "partner", _("Visiting partner")
    SUPPORT_WORKER = "support_worker", _("Support worker")
    SUPPORT_MANAGER = "support_manager", _("Support manager")
    SAFEGUARDING_LEAD = "safeguarding_lead", _("Safeguarding lead")
    INVESTIGATOR = "investigator", _("Investigator")
    COMMUNICATIONS = "communications", _("Communications officer")
    OVERSEER = "overseer", _("Oversight officer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Purpose(models.TextChoices):
    """What somebody is doing; chosen by the page they work on."""

    REPORT_TRIAGE = "report_triage", _("Reading reports from the public")
    INTEL_ASSESSMENT = "intel_assessment", _("Assessing intelligence")
    OPERATION_DELIVERY = "operation_delivery", _("Running an operation")
    SAFEGUARDING_SUPPORT = "safeguarding_support", _("Supporting a survivor")
    INVESTIGATION = "investigation", _("Investigating")
    DISCLOSURE = "disclosure", _("Disclosing with consent")
    OVERSIGHT_STATISTICS = "oversight_statistics", _("Oversight and figures")
    AUDIT = "audit", _("Auditing")
    SYSTEM_ADMIN = "system_admin", _("Administration")


class Domain(models.TextChoices):
    """The kinds of record that are guarded."""

    REPORT = "report", _("Report from the public")
    INTELLIGENCE = "intelligence", _("Intelligence")
    OPERATION = "operation", _("Operation")
    VISIT = "visit", _("Visit")
    SAFEGUARDING_CASE = "safeguarding_case", _("Survivor’s case")
    INVESTIGATION = "investigation", _("Investigation")
    STATISTIC = "statistic", _("Results")


class RecordMatter(models.TextChoices):
    """What few who meet a record may know of it: ``KNOWN`` says who."""

    SAFEGUARDING_PLAN = "safeguarding_plan", _("Planned safeguarding visit")
    POSSIBLE_VICTIMS = "possible_victims", _("Possible victims of a visit")


class Category(models.TextChoices):
    """The kinds of data in a record; each table holds one of them."""

    OPERATIONAL = "operational", _("Dates, states and deadlines")
    IDENTITY = "identity", _("Who the person is")
    CONTACT = "contact", _("How and where to reach them")
    NARRATIVE = "narrative", _("What was said and noted")
    HEALTH = "health", _("Health")
    IMMIGRATION = "immigration", _("Immigration")
    CRIMINAL = "criminal", _("Crime")
    THIRD_PARTY = "third_party", _("Other people")


class AccessBasis(models.TextChoices):
    """Why a person may see a record; the first that holds is the one recorded."""

    TEAM = "team", _("On the team")
    ORGANISATION = "organisation", pgettext_lazy("basis", "Own organisation’s record")
    SHARE = "share", _("Shared under an agreement")
    BREAK_GLASS = "break_glass", _("Emergency access")
    OVERSIGHT = "oversight", _("Oversight")


class Action(models.TextChoices):
    READ = "read", _("Read")
    WRITE = "write", _("Work on")
    CREATE = "create", _("Open")
    MANAGE = "manage", _("Decide who is on it")


class TeamRole(models.TextChoices):
    LEAD = "lead", _("Lead")
    WORKER = "worker", _("Worker")
    SUPERVISOR = "supervisor", _("Supervisor")
    OBSERVER = "observer", _("Observer")


CATEGORIES = frozenset(Category.values)
_READ = frozenset({Action.READ})
_WORK = frozenset({Action.READ, Action.WRITE})
_RUN = frozenset({Action.READ, Action.WRITE, Action.MANAGE})
_OPEN = frozenset({Action.CREATE})

ACTIONS_OF_TEAM_ROLE: dict[str, frozenset[Action]] = {
    TeamRole.LEAD: _RUN,
    TeamRole.SUPERVISOR: _RUN,
    TeamRole.WORKER: _WORK,
    TeamRole.OBSERVER: _READ,
}
ACTIONS_OF_BASIS: dict[str, frozenset[Action]] = {
    AccessBasis.SHARE: _READ,
    AccessBasis.BREAK_GLASS: _READ,
    AccessBasis.OVERSIGHT: _READ,
}

# What can come into view while doing something. Support is in nobody's view but
# support's: the purpose firewall.
DOMAINS_OF_PURPOSE: dict[str, frozenset[Domain]] = {
    Purpose.REPORT_TRIAGE: frozenset({Domain.REPORT, Domain.INTELLIGENCE}),
    Purpose.INTEL_ASSESSMENT: frozenset(
        {Domain.REPORT, Domain.INTELLIGENCE, Domain.VISIT, Domain.OPERATION}
    ),
    Purpose.OPERATION_DELIVERY: frozenset(
        {Domain.OPERATION, Domain.VISIT, Domain.INTELLIGENCE}
    ),
    Purpose.SAFEGUARDING_SUPPORT: frozenset(
        {Domain.SAFEGUARDING_CASE, Domain.VISIT, Domain.OPERATION}
    ),
    Purpose.INVESTIGATION: frozenset(
        {Domain.INVESTIGATION, Domain.INTELLIGENCE, Domain.VISIT, Domain.OPERATION}
    ),
    Purpose.DISCLOSURE: frozenset({Domain.SAFEGUARDING_CASE, Domain.INVESTIGATION}),
    Purpose.OVERSIGHT_STATISTICS: frozenset(
        {Domain.OPERATION, Domain.VISIT, Domain.STATISTIC}
    ),
    Purpose.AUDIT: frozenset(),
    Purpose.SYSTEM_ADMIN: frozenset(),
}


@dataclass(frozen=True, slots=True)
class RoleRights:
    """What a role may be doing, and which of its organisation's records it meets.

    ``organisation`` maps a domain to what may be done with the organisation's own
    records without being on their team; ``oversees`` are domains read everywhere;
    ``emergencies`` those of which a record may be opened for some hours, in need;
    ``reviews`` those of which the role answers for it afterwards.
    """

    purposes: frozenset[Purpose]
    organisation: dict[str, frozenset[Action]] = field(default_factory=dict)
    oversees: frozenset[str] = frozenset()
    emergencies: frozenset[str] = frozenset()
    reviews: frozenset[str] = frozenset()


RIGHTS: dict[str, RoleRights] = {
    Role.ANALYST: RoleRights(
        frozenset(
            {
                Purpose.REPORT_TRIAGE,
                Purpose.INTEL_ASSESSMENT,
                Purpose.OPERATION_DELIVERY,
            }
        ),
        {
            Domain.REPORT: _WORK | _OPEN,
            Domain.INTELLIGENCE: _RUN | _OPEN,
            Domain.VISIT: _READ,
            Domain.OPERATION: _READ,
        },
        emergencies=frozenset({Domain.INTELLIGENCE}),
    ),
    Role.PLANNER: RoleRights(
        frozenset(
            {
                Purpose.OPERATION_DELIVERY,
                Purpose.INTEL_ASSESSMENT,
                Purpose.OVERSIGHT_STATISTICS,
            }
        ),
        {
            Domain.OPERATION: _RUN | _OPEN,
            Domain.VISIT: _READ | frozenset({Action.MANAGE}),
            Domain.INTELLIGENCE: _READ,
            Domain.STATISTIC: _WORK,
        },
        reviews=frozenset({Domain.INTELLIGENCE}),
    ),
    Role.SOURCE_UNIT: RoleRights(
        frozenset({Purpose.INTEL_ASSESSMENT}), {Domain.INTELLIGENCE: _READ}
    ),
    Role.OFFICER: RoleRights(
        frozenset(
            {
                Purpose.OPERATION_DELIVERY,
                Purpose.INTEL_ASSESSMENT,
                Purpose.SAFEGUARDING_SUPPORT,
                Purpose.INVESTIGATION,
            }
        ),
        {
            Domain.OPERATION: _READ,
            Domain.VISIT: _READ | _OPEN,
            Domain.REPORT: _OPEN,
            Domain.INTELLIGENCE: _READ | _OPEN,
            Domain.SAFEGUARDING_CASE: _OPEN,
        },
    ),
    Role.PARTNER: RoleRights(
        frozenset({Purpose.OPERATION_DELIVERY}), {Domain.VISIT: _OPEN}
    ),
    Role.SUPPORT_WORKER: RoleRights(
        frozenset({Purpose.SAFEGUARDING_SUPPORT}),
        {Domain.SAFEGUARDING_CASE: _OPEN},
        emergencies=frozenset({Domain.SAFEGUARDING_CASE}),
    ),
    Role.SUPPORT_MANAGER: RoleRights(
        frozenset({Purpose.SAFEGUARDING_SUPPORT}),
        {Domain.SAFEGUARDING_CASE: _READ | _OPEN | frozenset({Action.MANAGE})},
        emergencies=frozenset({Domain.SAFEGUARDING_CASE}),
        reviews=frozenset({Domain.SAFEGUARDING_CASE}),
    ),
    Role.SAFEGUARDING_LEAD: RoleRights(
        frozenset(
            {
                Purpose.SAFEGUARDING_SUPPORT,
                Purpose.DISCLOSURE,
                Purpose.OPERATION_DELIVERY,
                Purpose.OVERSIGHT_STATISTICS,
            }
        ),
        {
            Domain.OPERATION: _READ,
            Domain.VISIT: _READ,
            Domain.STATISTIC: _WORK,
            Domain.SAFEGUARDING_CASE: _OPEN,
            Domain.INVESTIGATION: _OPEN,
        },
        emergencies=frozenset({Domain.SAFEGUARDING_CASE}),
        reviews=frozenset({Domain.SAFEGUARDING_CASE}),
    ),
    Role.INVESTIGATOR: RoleRights(
        frozenset({Purpose.INVESTIGATION, Purpose.INTEL_ASSESSMENT}),
        {
            Domain.VISIT: _READ,
            Domain.OPERATION: _READ,
            Domain.INTELLIGENCE: _READ | _OPEN,
            Domain.INVESTIGATION: _OPEN,
        },
        emergencies=frozenset({Domain.INTELLIGENCE, Domain.INVESTIGATION}),
        reviews=frozenset({Domain.INTELLIGENCE, Domain.INVESTIGATION}),
    ),
    Role.COMMUNICATIONS: RoleRights(
        frozenset({Purpose.OVERSIGHT_STATISTICS, Purpose.OPERATION_DELIVERY}),
        {Domain.OPERATION: _READ, Domain.STATISTIC: _WORK},
    ),
    Role.OVERSEER: RoleRights(
        frozenset({Purpose.OVERSIGHT_STATISTICS, Purpose.AUDIT}),
        oversees=frozenset({Domain.OPERATION, Domain.VISIT, Domain.STATISTIC}),
    ),
    Role.ADMINISTRATOR: RoleRights(frozenset({Purpose.SYSTEM_ADMIN})),
}

# Who knows of a matter without being on the team that it is the work of, and at which
# task: need to know (docs/decisions/plans-by-team.md).
KNOWN: dict[RecordMatter, dict[str, frozenset[Purpose]]] = {
    RecordMatter.SAFEGUARDING_PLAN: {
        Role.PLANNER: frozenset({Purpose.OPERATION_DELIVERY}),
        Role.SAFEGUARDING_LEAD: frozenset(
            {Purpose.OPERATION_DELIVERY, Purpose.SAFEGUARDING_SUPPORT}
        ),
        Role.SUPPORT_WORKER: frozenset({Purpose.SAFEGUARDING_SUPPORT}),
        Role.SUPPORT_MANAGER: frozenset({Purpose.SAFEGUARDING_SUPPORT}),
    },
    RecordMatter.POSSIBLE_VICTIMS: {
        Role.PLANNER: frozenset(
            {Purpose.OPERATION_DELIVERY, Purpose.OVERSIGHT_STATISTICS}
        ),
        Role.SAFEGUARDING_LEAD: frozenset(
            {
                Purpose.OPERATION_DELIVERY,
                Purpose.SAFEGUARDING_SUPPORT,
                Purpose.OVERSIGHT_STATISTICS,
            }
        ),
        Role.OVERSEER: frozenset({Purpose.OVERSIGHT_STATISTICS}),
    },
}

# The task that a page belongs to, by the module of the permission it needs.
PURPOSE_OF_MODULE: dict[str, Purpose] = {
    "reporting": Purpose.REPORT_TRIAGE,
    "intelligence": Purpose.INTEL_ASSESSMENT,
    "operations": Purpose.OPERATION_DELIVERY,
    "places": Purpose.OPERATION_DELIVERY,
    "visits": Purpose.OPERATION_DELIVERY,
    "field": Purpose.OPERATION_DELIVERY,
    "safeguarding": Purpose.SAFEGUARDING_SUPPORT,
    "investigations": Purpose.INVESTIGATION,
    "oversight": Purpose.OVERSIGHT_STATISTICS,
    "audit": Purpose.AUDIT,
    "sharing": Purpose.SAFEGUARDING_SUPPORT,
    "agencies": Purpose.SYSTEM_ADMIN,
}
TASK_OF_DOMAIN: dict[str, Purpose] = {
    Domain.REPORT: Purpose.REPORT_TRIAGE,
    Domain.INTELLIGENCE: Purpose.INTEL_ASSESSMENT,
    Domain.OPERATION: Purpose.OPERATION_DELIVERY,
    Domain.VISIT: Purpose.OPERATION_DELIVERY,
    Domain.SAFEGUARDING_CASE: Purpose.SAFEGUARDING_SUPPORT,
    Domain.INVESTIGATION: Purpose.INVESTIGATION,
    Domain.STATISTIC: Purpose.OVERSIGHT_STATISTICS,
}
#: Second logs of a record, which fewer may read, by the domain of the record.
DOMAIN_OF_LOG: dict[str, Domain] = {"sealed_investigation": Domain.INVESTIGATION}
PURPOSE_OF_PERMISSION: dict[str, Purpose] = {
    "intelligence.triage": Purpose.REPORT_TRIAGE,
    "reporting.enter_reports": Purpose.INTEL_ASSESSMENT,
    "operations.propose_candidate": Purpose.INTEL_ASSESSMENT,
    "investigations.ask_from_desk": Purpose.INTEL_ASSESSMENT,
    "visits.agree_release": Purpose.SAFEGUARDING_SUPPORT,
    "visits.release_sentence": Purpose.SAFEGUARDING_SUPPORT,
    "visits.confirm_proposal": Purpose.INTEL_ASSESSMENT,
    "field.manage_devices": Purpose.SYSTEM_ADMIN,
    "safeguarding.keep_clock_rules": Purpose.SYSTEM_ADMIN,
    "field.read_inner": Purpose.SAFEGUARDING_SUPPORT,
    "oversight.disclose": Purpose.DISCLOSURE,
}


def rights_of(role: str) -> RoleRights:
    """The rights of a role; none for a role nobody knows."""
    return RIGHTS.get(role, RoleRights(frozenset()))


def matters_of(role: str, purpose: str) -> frozenset[str]:
    """What somebody in ``role`` knows of while doing this, on no team."""
    return frozenset(
        str(matter)
        for matter, known in KNOWN.items()
        if purpose in known.get(role, frozenset())
    )


def purpose_for(domain: str, role: str) -> str:
    """What somebody in ``role`` is doing on a page about a record of this domain.

    The domain's own task if it is one of theirs, else the first that brings such
    records into view; "" if none does.
    """
    domain = DOMAIN_OF_LOG.get(domain, domain)
    bring = [
        str(each)
        for each in (TASK_OF_DOMAIN.get(domain), *Purpose)
        if each in rights_of(role).purposes and domain in DOMAINS_OF_PURPOSE[each]
    ]
    return next(iter(bring), "")


def task_in_emergency(role: str) -> str:
    """The first task of a role that brings all of its emergencies into view, or ""."""
    rights = rights_of(role)
    wanted = rights.emergencies | rights.reviews
    fitting = (
        str(each)
        for each in Purpose
        if each in rights.purposes and wanted <= DOMAINS_OF_PURPOSE[each]
    )
    return next(fitting, "")


def purpose_of(permission: str, role: str) -> str:
    """What somebody in ``role`` is doing on a page that needs ``permission``.

    The page's own task if it is one of theirs, else their first; "" for a role
    without any.
    """
    rights = rights_of(role).purposes
    module = permission.split(".")[0]
    if module == "emergency":
        return task_in_emergency(role)
    wanted = PURPOSE_OF_PERMISSION.get(permission) or PURPOSE_OF_MODULE.get(module)
    if wanted in rights:
        return str(wanted)
    return next((str(each) for each in Purpose if each in rights), "")
