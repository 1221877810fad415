"""Which record an address names: the argument of a route, and what it is the id of."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.http import HttpRequest

from unhidden.access.policy import DOMAIN_OF_LOG
from unhidden.access.records import GuardedRecord, NoSuchDomain, model_of

OF_ANY_DOMAIN = "record_id"  # of every kind: the address names its domain as well
KINDS = {
    "absence_id": "operations.personabstraction",
    "access_id": "emergency.access",
    "account_id": "visits.visitaccount",
    "action_id": "operations.debriefaction",
    "agreement_id": "sharing.agreement",
    "alarm_id": "operations.boardentry",
    "archive_id": "investigations.archive",
    "asked_id": "safeguarding.referralhandover",
    "bar_id": "operations.candidatebar",
    "brief_id": "operations.operationbrief",
    "calibration_pair_id": "intelligence.calibrationpair",
    "candidate_id": "operations.premisescandidate",
    "case_id": "safeguarding.case",
    "channel_id": "reporting.channel",
    "check_id": "operations.outcomecheck",
    "clock_rule_id": "safeguarding.clockrule",
    "chronology_id": "investigations.chronologyevent",
    "clock_id": "investigations.investigationclock",
    "contact_id": "intelligence.contact",
    "decision_id": "decision_log.loggeddecision",
    "device_id": "field.fielddevice",
    "disclosure_id": "oversight.disclosure",
    "engagement_id": "agencies.engagement",
    "entry_id": "audit.event",
    "envelope_id": "field.innerenvelope",
    "event_id": "operations.awarenessevent",
    "figure_id": "oversight.exactfigure",
    "file_id": "reporting.reportfile",
    "found_id": "safeguarding.foundagain",
    "group_id": "operations.candidategroup",
    "handover_id": "reporting.handover",
    "hold_id": "investigations.retentionhold",
    "holdings_id": "safeguarding.holdingsrequest",
    "intelligence_id": "intelligence.intelligencereport",
    "investigation_id": "investigations.investigation",
    "item_id": "visits.draftitem",
    "letter_id": "safeguarding.holdingsletter",
    "mark_id": "safeguarding.accountmark",
    "match_id": "intelligence.sourcematch",
    "mention_id": "intelligence.mention",
    "offer_id": "safeguarding.caseoffer",
    "operation_id": "operations.operation",
    "order_id": "investigations.orderreference",
    "organisation_id": "agencies.organisation",
    "outcome_id": "investigations.outcome",
    "person_id": "agencies.person",
    "photo_id": "field.visitphoto",
    "place_id": "operations.safetyplace",
    "plan_request_id": "operations.searchrequest",
    "plan_version_id": "operations.planversion",
    "planned_id": "operations.plannedvisit",
    "possible_victim_id": "visits.possiblevictim",
    "post_id": "operations.commandpost",
    "premises_id": "places.premises",
    "provider_id": "safeguarding.serviceprovider",
    "publication_id": "oversight.publication",
    "release_id": "visits.immigrationrelease",
    "redaction_id": "investigations.redaction",
    "register_id": "safeguarding.safetyregister",
    "report_id": "reporting.report",
    "request_id": "investigations.request",
    "reset_id": "agencies.factorreset",
    "risk_id": "operations.commandrisk",
    "route_id": "reporting.route",
    "rule_id": "operations.restrule",
    "saved_id": "intelligence.savedsearch",
    "share_id": "sharing.share",
    "skill_id": "operations.personaccreditation",
    "start_place_id": "operations.startplace",
    "submission_id": "field.landedsubmission",
    "team_id": "operations.team",
    "transfer_id": "safeguarding.casetransfer",
    "vehicle_id": "operations.crewvehicle",
    "told_id": "safeguarding.survivoraccount",
    "visit_id": "visits.visit",
    "warrant_id": "operations.premiseswarrant",
    "way_id": "safeguarding.safecontact",
}


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page's record; ``id`` is None for a page that is of no single one."""

    page: str
    kind: str = "page"
    id: UUID | None = None
    domain: str = ""


def named_by(request: HttpRequest) -> PageRecord:
    """The record that the address names first; what it names after belongs to it."""
    match = request.resolver_match
    if match is None:
        return PageRecord(page="")
    for argument, value in match.kwargs.items():
        if isinstance(value, UUID):
            kind = _kind(argument, str(match.kwargs.get("domain", "")))
            return PageRecord(match.view_name, kind, value, _domain(kind))
    return PageRecord(match.view_name)


def _kind(argument: str, domain: str) -> str:
    if argument != OF_ANY_DOMAIN:
        return KINDS.get(argument, argument)
    try:
        return model_of(DOMAIN_OF_LOG.get(domain, domain))._meta.label_lower
    except NoSuchDomain:
        return argument


def _domain(kind: str) -> str:
    """The domain that this kind is guarded as, if it is the head of a record."""
    model = apps.get_model(kind) if "." in kind else None
    is_head = model is not None and issubclass(model, GuardedRecord)
    return model.domain() if model and is_head else ""
