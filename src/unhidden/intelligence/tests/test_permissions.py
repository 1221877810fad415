"""Every page of the desk names a permission, and every permission is somebody's."""

from __future__ import annotations

from unhidden.agencies.policies import PERMISSIONS_OF_ROLE
from unhidden.desk.urls import urlpatterns as of_desk
from unhidden.intelligence.policies import PERMISSIONS
from unhidden.intelligence.risk.actions.risks import RISK_KEEPER
from unhidden.intelligence.subjects.actions.relinking import RELINKER
from unhidden.intelligence.subjects.actions.retraining import TRAINER
from unhidden.intelligence.subjects.actions.traces import TRACE_KEEPER
from unhidden.intelligence.urls import urlpatterns as of_intelligence

NEEDED = {
    "queue": "intelligence.triage",
    "alike": "intelligence.triage",
    "enter": "reporting.enter_reports",
    "assign": "intelligence.triage",
    "spam": "intelligence.triage",
    "lane_spam": "intelligence.triage",
    "urgency": "intelligence.triage",
    "danger": "intelligence.triage",
    "same_place": "intelligence.triage",
    "files": "intelligence.triage",
    "report": "intelligence.triage",
    "file": "intelligence.triage",
    "original_file": "reporting.open_originals",
    "custodians": "reporting.name_custodians",
    "finish_custodians": "reporting.name_custodians",
    "agree_to_custodian": "reporting.name_custodians",
    "end_custodian": "reporting.name_custodians",
    "hand_over": "reporting.open_originals",
    "write_from_report": "intelligence.write_item",
    "say": "intelligence.triage",
    "pass_on": "intelligence.triage",
    "hold": "reporting.hold_reports",
    "routes": "reporting.keep_routes",
    "remove_route": "reporting.keep_routes",
    "items": "intelligence.see_items",
    "write": "intelligence.write_item",
    "item": "intelligence.see_items",
    "original": "intelligence.see_items",
    "import": "intelligence.import_reports",
    "import_template": "intelligence.import_reports",
    "look": "intelligence.write_item",
    "mentions": "intelligence.write_item",
    "link": "intelligence.write_item",
    "waiting": "intelligence.check_item",
    "check": "intelligence.check_item",
    "replace": "intelligence.write_item",
    "reviews": "intelligence.review_reports",
    "review": "intelligence.review_reports",
    "review_group": "intelligence.write_item",
    "give": "intelligence.disseminate",
    "regrade": "intelligence.regrade_item",
    "proposed": "intelligence.regrade_item",
    "confirm_grade": "intelligence.regrade_item",
    "subject": "intelligence.see_items",
    "judge": "intelligence.judge_mentions",
    "join": "intelligence.judge_mentions",
    "split": "intelligence.judge_mentions",
    "undo": "intelligence.judge_mentions",
    "network": "intelligence.see_items",
    "network_more": "intelligence.see_items",
    "export_network": "intelligence.export_network",
    "picture_network": "intelligence.export_network",
    "connects": "intelligence.see_items",
    "risk": "intelligence.see_risk",
    "calibration": "intelligence.see_risk",
    "weights": "intelligence.weigh_panel",
    "premises": "intelligence.see_risk",
    "pack": "intelligence.export_network",
    "find": "intelligence.see_items",
    "save_search": "intelligence.see_items",
    "saved": "intelligence.see_items",
    "saved_search": "intelligence.see_items",
    "pause_search": "intelligence.see_items",
    "renew_search": "intelligence.see_items",
    "remove_search": "intelligence.see_items",
    "contacts": "intelligence.triage",
    "contact": "intelligence.triage",
    "sensitive_contacts": "intelligence.control_sensitive",
    "sources": "intelligence.handle_sources",
    "source": "intelligence.handle_sources",
    "sensitive_contact": "intelligence.control_sensitive",
    "people_models": "intelligence.train_model",
    "people_model": "intelligence.train_model",
    "take_back_model": "intelligence.publish_model",
    "match_calibration": "intelligence.train_model",
    "drawn_pairs": "intelligence.judge_mentions",
    "drawn_pair": "intelligence.judge_mentions",
    "same_as": "intelligence.judge_mentions",
    "groups": "intelligence.judge_mentions",
    "group": "intelligence.judge_mentions",
    "ask_for_batch": "intelligence.judge_mentions",
}


def test_every_page_needs_the_permission_it_should() -> None:
    pages = [*of_desk, *of_intelligence]
    found = {page.name: getattr(page.callback, "needs", "") for page in pages}

    assert found == NEEDED


def test_every_permission_is_given_to_somebody_and_no_other_is() -> None:
    given = {name for names in PERMISSIONS_OF_ROLE.values() for name in names}
    by_clock = (RISK_KEEPER, TRACE_KEEPER, TRAINER, RELINKER)
    given |= {name for keeper in by_clock for name in keeper.permissions}

    ours = {name for name in given if name.startswith("intelligence.")}

    assert ours == set(PERMISSIONS)
