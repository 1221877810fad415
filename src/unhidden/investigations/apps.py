from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvestigationsConfig(AppConfig):
    name = "unhidden.investigations"
    label = "investigations"
    wall_calls: ClassVar = {
        "unhidden_staff": {
            "investigations_by_post",
            "investigations_kept_from",
            "outcomes_of_operation",
            "prove_release",
        },
        "unhidden_worker": {
            *("clocks_that_wait", "requests_that_wait"),
            *("check_exhibits", "forget_uploads"),
        },
    }
    wall_overrides: ClassVar = {"outcomes_of_report"}
    wall_logs: ClassVar = {
        "investigation": (
            "policy_files_read",
            "policy_files_written",
            "policy_file_parts",
            "room_posts",
        ),
        "sealed_investigation": (
            "sealed_logs_read",
            "sealed_logs_written",
            "policy_file_parts",
            "room_posts",
        ),
    }
    decision_logs: ClassVar = {
        "investigation": ("unhidden.investigations.room.queries.logs.find_log_subject"),
        "sealed_investigation": (
            "unhidden.investigations.room.queries.logs.find_sealed_subject"
        ),
    }
    # What is decided in the sealed log is no item: few may know that it is there.
    decisions_written: ClassVar = {
        "investigation": "unhidden.investigations.room.actions.policy.enter_decision"
    }
    notice_procedures: ClassVar = ("clocks_that_wait", "requests_that_wait")
    wall_events: ClassVar = {
        "staff": """
            accepted action_moved action_raised actions_allocated archive_asked
            archive_fetched archive_letter_printed archive_media_fetched
            archive_proof_fetched archive_released asked chronology_entered
            chronology_withdrawn clock_started clock_stepped closed conflict_recorded
            contact_opened contact_written declined exhibit_digest_differs
            exhibit_file_added exhibit_file_opened exhibit_hand_confirmed
            exhibit_hand_denied exhibit_leaving_asked exhibit_moved
            exhibit_registered hold_begun hold_ended interview_moved interview_planned
            joined law_changed line_moved line_raised link_withdrawn look_again
            material_decided material_described material_sealed material_shown opened
            order_ended order_recorded order_served origin_added origin_recalled
            outcome_recorded outcome_taken_back paper_moved paper_registered
            paper_written partner_ended partner_joined person_added person_known
            post_ended post_given presumed_answered redaction_made redaction_opened
            role_ended role_given schedule_signed schedules_revealed section_45_recorded
            split statement_back_written statement_taken status_changed subject_linked
            victim_told
        """,
        "worker": "exhibit_digest_differs",
    }
    event_words: ClassVar = {
        "accepted": _("Took it on"),
        "action_moved": _("Moved an action of its room"),
        "action_raised": _("Raised an action in its room"),
        "actions_allocated": _("Gave out actions of its room"),
        "archive_asked": _("Asked for an archive of it"),
        "archive_letter_printed": _("Printed the letter for an archive of it"),
        "archive_media_fetched": _("Took photographs and files of its exhibits"),
        "archive_proof_fetched": _("Took the proof of an archive of it"),
        "archive_fetched": _("Took an archive of it"),
        "archive_released": _("Released an archive of it"),
        "asked": _("Asked for an investigation"),
        "chronology_entered": _("Entered something into its chronology"),
        "chronology_withdrawn": _("Took something out of its chronology"),
        "clock_started": _("Started a clock"),
        "clock_stepped": _("Did something to a clock"),
        "closed": _("Closed it"),
        "conflict_recorded": _("Recorded a conflict of interest"),
        "contact_opened": _("Read how somebody is reached"),
        "contact_written": _("Wrote how somebody is reached"),
        "declined": _("Declined it"),
        "exhibit_digest_differs": _("Found another digest than at first"),
        "exhibit_file_added": _("Added a photograph or data to an exhibit"),
        "exhibit_file_opened": _("Opened a photograph or data of an exhibit"),
        "exhibit_hand_confirmed": _("Said that an exhibit went through their hands"),
        "exhibit_hand_denied": _("Said that an exhibit did not go so"),
        "exhibit_leaving_asked": _("Asked that an exhibit leave custody"),
        "exhibit_moved": _("Recorded where an exhibit went"),
        "exhibit_registered": _("Registered an exhibit"),
        "hold_begun": _("Held it from being destroyed"),
        "hold_ended": _("Ended a hold on it"),
        "interview_moved": _("Recorded what became of an interview"),
        "interview_planned": _("Planned an interview"),
        "joined": _("Joined it to another investigation"),
        "law_changed": _("Changed the day whose law its pages show"),
        "line_moved": _("Moved a line of enquiry on"),
        "line_raised": _("Raised a line of enquiry"),
        "link_withdrawn": _("Took a link to a subject back"),
        "look_again": _("Said what its material is looked at again for"),
        "material_decided": _("Decided about its material"),
        "material_described": _("Described its material"),
        "material_sealed": _("Described its sensitive material"),
        "material_shown": _("Opened an item of its material"),
        "opened": _("Opened it"),
        "order_ended": _("Recorded the end of an order"),
        "order_recorded": _("Recorded an order"),
        "order_served": _("Recorded that an order was served"),
        "origin_added": _("Said what it came from"),
        "origin_recalled": _("Took back what it came from"),
        "outcome_recorded": _("Recorded an outcome"),
        "outcome_taken_back": _("Took an outcome back"),
        "paper_moved": _("Read, indexed or filed a document"),
        "paper_registered": _("Registered a document"),
        "paper_written": _("Wrote what a document says"),
        "partner_ended": _("Ended that an organisation takes part in it"),
        "partner_joined": _("Added an organisation that takes part in it"),
        "person_added": _("Added a person to it"),
        "person_known": _("Wrote who a person in it is"),
        "post_ended": _("Ended a post in it"),
        "post_given": _("Gave a post in it"),
        "presumed_answered": _("Answered for presumed material"),
        "redaction_made": _("Made a redacted copy of something in it"),
        "redaction_opened": _("Opened a redacted copy of something in it"),
        "role_ended": _("Ended the role of a person in it"),
        "role_given": _("Gave a person a role in it"),
        "schedule_signed": _("Signed a schedule of unused material"),
        "schedules_revealed": _("Sent its schedules to the prosecutor"),
        "section_45_recorded": _("Recorded section 45 for a person in it"),
        "split": _("Split a new investigation off it"),
        "statement_back_written": _("Wrote how the witness of a statement is reached"),
        "statement_taken": _("Took a statement"),
        "status_changed": _("Changed its status"),
        "subject_linked": _("Linked a person in it to a subject of the desk"),
        "victim_told": _("Recorded that a victim was told, or asked not to be"),
    }
