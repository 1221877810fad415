from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SafeguardingConfig(AppConfig):
    name = "unhidden.safeguarding"
    label = "safeguarding"
    wall_overrides: ClassVar = {
        "consent_of",
        "end_consented",
        "end_crossing",
        "note_crossing",
        "is_kept",
        "is_landing_slot",
        "keep_register_entries",
        "may_keep_entries",
    }
    phone_registers: ClassVar = {
        "list": "unhidden.safeguarding.safety.queries.registers.list_for_phone",
        "describe": "unhidden.safeguarding.safety.queries.asked.describe_entry",
    }
    wall_calls: ClassVar = {
        "unhidden_staff": {
            *("hand_inner", "kept_registers", "told_by_registers", "urn_of_case"),
            *("hold_covered_case", "keep_cover_call", "case_figures"),
            *("in_touch_with", "linked_people", "hand_case_on", "notes_kept"),
            *("send_holdings_letter", "holdings_letters", "hold_holdings_letter"),
            *("answer_holdings", "shut_holdings_letter"),
            *("entries_that_wait", "try_entries_again"),
        },
        "unhidden_worker": {
            *("deadlines_that_wait", "tell_overdue"),
            *("deadlines_to_recount", "recount_deadline"),
            *("cases_that_wake", "openings_that_wait"),
            *("again_letters", "note_again_key", "note_found_again"),
            "case_offers_that_wait",
        },
    }
    notice_procedures: ClassVar = (
        *("deadlines_that_wait", "cases_that_wake", "openings_that_wait"),
        "case_offers_that_wait",
    )
    wall_events: ClassVar = {
        "staff": """
            case_exported case_opened consent_recorded deadline_met identity_opened
            identity_recorded keeper_ended keeper_named note_added nrm_state_changed
            register_closed register_day_told register_entry_written register_opened
            register_read register_reopened register_tried_again
            turn_recorded duty_added duty_ended sheet_written sheet_withdrawn
            sheet_opened sheet_shut call_written opening_seen talk_kept
            age_found account_kept form_begun form_saved form_stage_noted
            sentence_marked
            sentences_taken
            contact_ended contact_recorded contacts_opened contact_despite
            found_again_answered
            interpreter_excluded interpreter_let_back link_ended link_wished
            offer_accepted offer_declined offer_made offer_passed_on offer_withdrawn
            speaking_recorded twins_judged
            responder_asked handover_noted
            holdings_asked holdings_followed paper_printed
            holdings_letter_sent holdings_letter_opened holdings_answered
            holdings_answer_opened
            involved_noted
            need_noted need_changed plan_written risk_judged contact_noted contact_told
            provider_added provider_declared service_asked service_told file_added
            file_opened file_withdrawn note_corrected
            nrm_state_taken_back deadline_reopened
            clock_rule_written clock_rule_checked clock_rule_withdrawn
            transfer_offered transfer_accepted transfer_declined transfer_withdrawn
            transfer_done kept_notes_opened
        """,
        "worker": (
            "deadline_passed deadline_recounted found_again_noted register_entry_landed"
        ),
    }
    event_words: ClassVar = {
        "case_opened": _("Opened it"),
        "contacts_opened": _("Opened how to reach them"),
        "age_found": _("Found how old they are"),
        "contact_despite": _("Said why they are reached outside what is safe"),
        "identity_opened": _("Opened who they are"),
        "identity_recorded": _("Recorded who they are"),
        "need_noted": _("Noted a need"),
        "need_changed": _("Said what became of a need"),
        "plan_written": _("Wrote a part of the plan"),
        "risk_judged": _("Judged a risk"),
        "contact_noted": _("Noted an appointment or a contact"),
        "contact_told": _("Said what came of a contact"),
        "service_asked": _("Asked a service"),
        "service_told": _("Said how a service stands"),
        "file_added": _("Added a file"),
        "file_opened": _("Opened a file"),
        "file_withdrawn": _("Withdrew a file"),
        "note_corrected": _("Added to a note"),
        "transfer_offered": _("Offered it to another organisation"),
        "transfer_accepted": _("Accepted it for their organisation"),
        "transfer_declined": _("Declined it for their organisation"),
        "transfer_withdrawn": _("Withdrew its move"),
        "transfer_done": _("Handed it over to another organisation"),
        "kept_notes_opened": _("Opened what they wrote before it moved"),
    }
