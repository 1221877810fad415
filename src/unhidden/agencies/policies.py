"""Roles, and the permissions that each of them has."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from unhidden.access.policy import Role

PERMISSIONS = {
    "agencies.manage_people": _("Add organisations, people and engagements"),
    "agencies.keep_keys": _("Keep the keys of their organisation"),
    "agencies.keep_lead_keys": _("Keep the keys of the safeguarding leads"),
    "ui.see_gallery": _("See the component gallery"),
}


# A visiting partner reads the records of their own teams and no others: a
# safeguarding visit is not for immigration officers to read.
_FIELD = {
    "decision_log.keep",
    "places.see_premises",
    "operations.see_operations",
    "visits.see_own_visits",
    "visits.record_visit",
    "visits.offer_sentence",
    "field.use_app",
    "field.see_photos",
}

# Who reads records may see who else does; who decides about them, or leads for an
# organisation, shares and answers.
_READING = {"sharing.see_access", "sharing.see_agreements"}
_SHARING = _READING | {"sharing.share_records", "sharing.answer_shares"}
_SIGNING = {"sharing.keep_agreements"}

PERMISSIONS_OF_ROLE: dict[str, frozenset[str]] = {
    Role.ANALYST: frozenset(
        _SHARING
        | {
            "places.see_premises",
            "places.add_premises",
            "reporting.read_reports",
            "reporting.enter_reports",
            "reporting.open_originals",
            "reporting.name_custodians",
            "reporting.keep_channels",
            "reporting.review_languages",
            "reporting.hold_reports",
            "intelligence.triage",
            "intelligence.see_items",
            "intelligence.write_item",
            "intelligence.import_reports",
            "intelligence.regrade_item",
            "intelligence.check_item",
            "intelligence.disseminate",
            "intelligence.review_reports",
            "intelligence.judge_mentions",
            "intelligence.export_network",
            "investigations.ask_from_desk",
            "investigations.see_requests",
            "intelligence.train_model",
            "intelligence.see_risk",
            "decision_log.keep",
            "operations.see_operations",
            "operations.read_answers",
            "operations.propose_candidate",
            "visits.see_own_visits",
            "visits.see_visits",
            "visits.confirm_proposal",
            "agencies.keep_keys",
            "emergency.open_record",
        }
    ),
    Role.PLANNER: frozenset(
        _SHARING
        | _SIGNING
        | {
            "safeguarding.see_register_total",
            "places.see_premises",
            "places.add_premises",
            "intelligence.see_items",
            "intelligence.control_sensitive",
            "intelligence.train_model",
            "intelligence.publish_model",
            "intelligence.see_risk",
            "intelligence.weigh_panel",
            "decision_log.keep",
            "operations.see_operations",
            "operations.plan",
            "operations.close",
            "visits.see_own_visits",
            "visits.see_visits",
            "visits.decide_account",
            "field.see_landing",
            "field.see_photos",
            "field.name_receivers",
            "oversight.see_results",
            "oversight.compute_results",
            "emergency.see_notices",
            "emergency.review",
        }
    ),
    # Apart from the desk and from whoever writes: nobody else is told of sources.
    Role.SOURCE_UNIT: frozenset(
        _READING | {"intelligence.see_items", "intelligence.handle_sources"}
    ),
    Role.OFFICER: frozenset(
        _FIELD
        | _READING
        | {
            "operations.read_answers",
            "visits.see_visits",
            "reporting.enter_reports",
            "intelligence.see_items",
            "intelligence.write_item",
            "safeguarding.open_case",
            "investigations.ask",
            "investigations.see_requests",
            "investigations.see_own",
        }
    ),
    Role.PARTNER: frozenset(_FIELD | _READING),
    Role.SUPPORT_WORKER: frozenset(
        _READING
        | {
            "safeguarding.keep_register",
            "field.use_app",
            "safeguarding.open_case",
            "safeguarding.see_own_cases",
            "safeguarding.work_case",
            "safeguarding.answer_at_night",
            "field.read_inner",
            "agencies.keep_keys",
            "emergency.open_record",
            "emergency.see_notices",
            "emergency.review",
        }
    ),
    Role.SUPPORT_MANAGER: frozenset(
        _SHARING
        | _SIGNING
        | {
            "field.use_app",
            "safeguarding.keep_register",
            "safeguarding.open_register",
            "safeguarding.open_case",
            "safeguarding.see_own_cases",
            "safeguarding.work_case",
            "safeguarding.answer_at_night",
            "safeguarding.keep_rota",
            "safeguarding.supervise",
            "safeguarding.answer_holdings",
            "field.read_inner",
            "safeguarding.manage_team",
            "emergency.open_record",
            "emergency.see_notices",
            "emergency.review",
        }
    ),
    Role.SAFEGUARDING_LEAD: frozenset(
        _SHARING
        | _SIGNING
        | {
            "safeguarding.keep_register",
            "safeguarding.open_register",
            "safeguarding.see_register_total",
            "reporting.name_custodians",
            "places.see_premises",
            "decision_log.keep",
            "operations.see_operations",
            "visits.see_own_visits",
            "visits.see_visits",
            "visits.agree_release",
            "visits.decide_account",
            "visits.release_sentence",
            "field.see_landing",
            "field.see_photos",
            "field.read_inner",
            "safeguarding.open_case",
            "safeguarding.see_own_cases",
            "safeguarding.work_case",
            "safeguarding.see_figures",
            "safeguarding.answer_holdings",
            "safeguarding.manage_team",
            "oversight.disclose",
            "oversight.see_results",
            "oversight.approve_results",
            "agencies.keep_keys",
            "agencies.keep_lead_keys",
            "emergency.open_record",
            "emergency.see_notices",
            "emergency.review",
        }
    ),
    Role.INVESTIGATOR: frozenset(
        _SHARING
        | _SIGNING
        | {
            "reporting.name_custodians",
            "decision_log.keep",
            "places.see_premises",
            "visits.see_own_visits",
            "visits.see_visits",
            "field.see_photos",
            "intelligence.see_items",
            "intelligence.write_item",
            "intelligence.train_model",
            "intelligence.publish_model",
            "investigations.open",
            "investigations.see_requests",
            "investigations.see_own",
            "investigations.work",
            "investigations.schedule",
            "investigations.sensitive",
            "investigations.reach_witnesses",
            "investigations.export",
            "investigations.manage_team",
            "agencies.keep_keys",
            "emergency.open_record",
            "emergency.see_notices",
            "emergency.review",
        }
    ),
    Role.COMMUNICATIONS: frozenset(
        {
            "decision_log.keep",
            "operations.see_operations",
            "oversight.see_results",
            "oversight.publish_results",
        }
    ),
    Role.OVERSEER: frozenset(
        _READING
        | _SIGNING
        | {
            "operations.see_operations",
            "oversight.see_results",
            "oversight.trace_figures",
            "visits.see_own_visits",
            "visits.see_visits",
            "field.see_photos",
            "audit.review_events",
            "emergency.oversee",
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            "agencies.manage_people",
            "field.manage_devices",
            "safeguarding.keep_clock_rules",
            "reporting.keep_routes",
            "ui.see_gallery",
        }
    ),
}


def permissions_of(role: str) -> frozenset[str]:
    """The permissions of a role; none for a role nobody knows."""
    return PERMISSIONS_OF_ROLE.get(role, frozenset())


# Whose roles hold one of these open something sealed: they join their team's keys.
OPENING = frozenset(
    {
        "reporting.read_reports",
        "intelligence.triage",
        "intelligence.write_item",
        "intelligence.handle_sources",
        "safeguarding.work_case",
    }
)


def opens_sealed(role: str) -> bool:
    """Whether the role opens what is sealed to its organisation."""
    return not OPENING.isdisjoint(permissions_of(role))
