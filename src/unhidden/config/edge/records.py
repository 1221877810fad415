"""Which record an address names: the argument of a route, and what it is the id of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.apps import apps
from django.http import HttpRequest
from django.utils.text import camel_case_to_spaces

from unhidden.access.policy import DOMAIN_OF_LOG
from unhidden.access.records import GuardedRecord, NoSuchDomain, model_of

OF_ANY_DOMAIN = "record_id"  # of every kind: the address names its domain as well
# Where an argument is not called as its table is.
KINDS = {
    "absence_id": "operations.personabstraction",
    "account_id": "visits.visitaccount",
    "action_id": "operations.debriefaction",
    "alarm_id": "operations.boardentry",
    "asked_id": "safeguarding.referralhandover",
    "bar_id": "operations.candidatebar",
    "brief_id": "operations.operationbrief",
    "candidate_id": "operations.premisescandidate",
    "check_id": "operations.outcomecheck",
    "chronology_id": "investigations.chronologyevent",
    "clock_id": "investigations.investigationclock",
    "decision_id": "decision_log.loggeddecision",
    "device_id": "field.fielddevice",
    "entry_id": "audit.event",
    "envelope_id": "field.innerenvelope",
    "event_id": "operations.awarenessevent",
    "figure_id": "oversight.exactfigure",
    "file_id": "reporting.reportfile",
    "found_id": "safeguarding.foundagain",
    "group_id": "operations.candidategroup",
    "hold_id": "investigations.retentionhold",
    "holdings_id": "safeguarding.holdingsrequest",
    "intelligence_id": "intelligence.intelligencereport",
    "item_id": "visits.draftitem",
    "letter_id": "safeguarding.holdingsletter",
    "mark_id": "safeguarding.accountmark",
    "match_id": "intelligence.sourcematch",
    "offer_id": "safeguarding.caseoffer",
    "order_id": "investigations.orderreference",
    "photo_id": "field.visitphoto",
    "place_id": "operations.safetyplace",
    "plan_request_id": "operations.searchrequest",
    "planned_id": "operations.plannedvisit",
    "post_id": "operations.commandpost",
    "provider_id": "safeguarding.serviceprovider",
    "release_id": "visits.immigrationrelease",
    "register_id": "safeguarding.safetyregister",
    "reset_id": "agencies.factorreset",
    "risk_id": "operations.commandrisk",
    "rule_id": "operations.restrule",
    "saved_id": "intelligence.savedsearch",
    "skill_id": "operations.personaccreditation",
    "submission_id": "field.landedsubmission",
    "transfer_id": "safeguarding.casetransfer",
    "vehicle_id": "operations.crewvehicle",
    "told_id": "safeguarding.survivoraccount",
    "warrant_id": "operations.premiseswarrant",
    "way_id": "safeguarding.safecontact",
}


@cache
def list_kinds() -> dict[str, str]:
    """The table of each argument: "visit_id" is the id of a ``visits.visit``."""
    tables = {
        camel_case_to_spaces(table.__name__).replace(" ", "_"): table._meta.label_lower
        for table in apps.get_models()
    }
    return {f"{name}_id": table for name, table in tables.items()} | KINDS


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
        return list_kinds().get(argument, argument)
    try:
        return model_of(DOMAIN_OF_LOG.get(domain, domain))._meta.label_lower
    except NoSuchDomain:
        return argument


def _domain(kind: str) -> str:
    """The domain that this kind is guarded as, if it is the head of a record."""
    model = apps.get_model(kind) if "." in kind else None
    is_head = model is not None and issubclass(model, GuardedRecord)
    return model.domain() if model and is_head else ""
