from typing import ClassVar

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "unhidden.operations"
    label = "operations"
    wall_calls: ClassVar = {
        "unhidden_public": {"event_turn", "places_taken"},
        "unhidden_staff": {"make_visit", "own_plans", "taken"},
        "unhidden_worker": {"forget_sign_ups"},
    }
    wall_events: ClassVar = {
        "staff": """
            abstraction_added abstraction_removed answers_read capacities_set
            event_cancelled event_held event_planned event_published
            event_unpublished leader_chosen member_added member_removed
            operation_changed operation_closed operation_opened operation_started
            outfit_set partner_added rest_rule_added rest_rule_ended shift_cleared
            shift_set shifts_copied skill_removed skill_set start_place_added
            start_place_removed team_added vehicle_added vehicle_removed
            visit_assigned visit_cancelled visit_changed visit_made visit_planned
            visit_reinstated
        """,
        "public": "feedback_given signed_up",
        "worker": "sign_ups_forgotten",
    }
