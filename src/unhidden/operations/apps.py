from collections.abc import Iterator, Mapping
from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from unhidden.lib.rights import TableAccess
from unhidden.operations.board.rules import STATES, USUAL_PERIODS


class OperationsConfig(AppConfig):
    name = "unhidden.operations"
    label = "operations"
    wall_calls: ClassVar = {
        "unhidden_live": {"live_name"},
        "unhidden_public": {"event_turn", "places_taken"},
        "unhidden_staff": {
            "answer_post",
            "board_channels",
            "board_of",
            "command_parts",
            "comes_back",
            "commanded",
            "end_post",
            "find_entry_fault",
            "find_interests",
            "has_other_options",
            "holds_post",
            "in_charge",
            "is_lawful_entry",
            "leads_operation",
            "make_visit",
            "offer_post",
            "own_plans",
            "own_urgent_matters",
            "plan_requests_before",
            "taken",
            "tell_board",
            "turn_visit",
            "use_entry",
            "write_control",
        },
        "unhidden_worker": {
            "begin_plan_request",
            "crews_that_wait",
            "forget_sign_ups",
            "tell_plan_request",
        },
    }
    notice_procedures: ClassVar = ("crews_that_wait",)
    wall_logs: ClassVar = {
        "operation": ("in_charge", "commanded", "command_parts", "posts_held")
    }
    decision_logs: ClassVar = {
        "operation": "unhidden.operations.command.queries.logs.find_log_subject"
    }
    wall_events: ClassVar = {
        "public": "feedback_given signed_up",
        "staff": """
            abstraction_added abstraction_removed alarm_raised alarm_received
            answers_read board_entered board_entry_undone board_followed brief_begun
            brief_issued brief_read brief_written calendar_line_added
            calendar_line_given calendar_line_set candidate_added candidate_changed
            candidate_group_renamed candidate_grouped candidate_proposed
            candidate_removed candidate_restored capacities_set check_given check_met
            checks_set contact_rule_set crew_followed_up debrief_action_added
            debrief_action_done debrief_action_given debrief_written event_cancelled
            event_held event_planned event_published event_unpublished
            hot_debrief_written kind_decided leader_chosen member_added member_removed
            operation_changed operation_closed operation_opened operation_started
            outfit_set partner_added place_of_safety_added place_of_safety_changed
            place_of_safety_removed plan_asked plan_changed plan_copied plan_stopped
            plan_taken post_ended post_given post_handed_over post_offer_ended
            post_offered rest_rule_added rest_rule_checked rest_rule_ended risk_added
            risk_changed room_declared shift_cleared shift_set shifts_copied
            skill_removed skill_set start_place_added start_place_removed team_added
            text_written travel_changed vehicle_added vehicle_removed visit_assigned
            visit_cancelled visit_changed visit_made visit_planned visit_reinstated
            visit_turned warrant_kept warrant_withdrawn
        """,
        "worker": "sign_ups_forgotten",
    }

    def wall_functions(self, _tables: Mapping[str, TableAccess]) -> Iterator[str]:
        """``wall.visit_states()``, and ``wall.usual_periods()``: how often crews are
        heard from where an operation says nothing else, as board/rules.py has both.
        """
        states = ", ".join(f"'{state}'" for state in STATES)
        yield (
            "create or replace function wall.visit_states()\n"
            "returns text[] language sql immutable\n"
            "set search_path = pg_catalog, pg_temp as $$\n"
            f"  select array[{states}]\n$$;"
        )
        rows = ",\n    ".join(
            f"('{kind}', {each.period}, {each.further}, '{each.told}',"
            f" '{each.heard_by}')"
            for kind, each in USUAL_PERIODS.items()
        )
        values = f"  values {rows}\n$$;"
        yield (
            "create or replace function wall.usual_periods()\n"
            "returns table(kind text, period integer, further integer, told text,"
            " heard_by text) language sql immutable\n"
            "set search_path = pg_catalog, pg_temp as $$\n"
        ) + values

    event_words: ClassVar = {
        "operation_closed": _("Closed it"),
        "operation_opened": _("Planned it"),
        "operation_started": _("Started it"),
        "post_ended": _("Ended a post"),
        "post_given": _("Gave somebody a post"),
        "post_handed_over": _("Handed a post over"),
    }
