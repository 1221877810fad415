"""Every permission belongs to a module, and to a role or to the system."""

from __future__ import annotations

import importlib

from unhidden.agencies.policies import PERMISSIONS_OF_ROLE

MODULES = (
    "audit",
    "agencies",
    "decision_log",
    "sharing",
    "signs",
    "places",
    "reporting",
    "learning",
    "intelligence",
    "operations",
    "field",
    "visits",
    "safeguarding",
    "investigations",
    "oversight",
    "emergency",
    "notices",
)
# Held by the public, by the operator's commands, or by the worker; by no person. A
# post gives its own, while it lasts.
OF_NO_PERSON = {
    "reporting.submit_report",
    "reporting.purge_files",
    "operations.attend",
    "operations.command",
    "operations.forget_sign_ups",
    "operations.search_plans",
    "field.keep_landing",
    "reporting.delete_reports",
    "places.import",
    "intelligence.refresh_risk",
    "intelligence.learn_model",
    "intelligence.relink_mentions",
    "intelligence.refresh_traces",
    "investigations.check_exhibits",
    "oversight.lapse_disclosures",
    "safeguarding.compare_people",
    "safeguarding.watch_deadlines",
    "sharing.expire_shares",
    "emergency.note_ends",
    "notices.send",
}


def _defined() -> set[str]:
    found: set[str] = set()
    for module in MODULES:
        found |= set(importlib.import_module(f"unhidden.{module}.policies").PERMISSIONS)
    return found


def test_roles_have_only_permissions_that_some_module_defines() -> None:
    held = frozenset().union(*PERMISSIONS_OF_ROLE.values())

    assert held - _defined() == set()


def test_every_permission_is_held_by_somebody() -> None:
    held = frozenset().union(*PERMISSIONS_OF_ROLE.values())

    assert _defined() - held == OF_NO_PERSON


def test_support_and_investigation_are_in_different_hands() -> None:
    """No role both works survivors' cases and investigates."""
    for permissions in PERMISSIONS_OF_ROLE.values():
        assert not {"safeguarding.work_case", "investigations.see_own"} <= permissions


def test_border_force_visitors_see_no_intelligence_and_no_case() -> None:
    partner = PERMISSIONS_OF_ROLE["partner"]

    assert not any(
        name.startswith(("intelligence.", "safeguarding.", "investigations."))
        for name in partner
    )
