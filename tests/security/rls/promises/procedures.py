"""Who may call which procedure of the wall, and for what.

Whatever is not named here is called by other procedures alone.
"""

from __future__ import annotations

STAFF, PUBLIC, WORKER, BACKUP = "staff", "public", "worker", "backup"
HEALTH, LIVE, FIELD = "health", "live", "field"

#: In words, who, and the procedures' names.
CALLS: list[tuple[str, set[str], str]] = [
    ("enter with a token that this process signed, and leave again", {STAFF},
     "challenge enter leave"),
    ("what row policies ask about whoever is inside", {STAFF},
     "answers_for clearance emergencies_told excluded handles_sources is_signed"
     " looked_at managed may meets met opening organisation organisations person"
     " purpose shares_in_view view"),
    ("in which investigations one holds a post that lets one read what is sealed",
     {STAFF}, "investigations_by_post investigations_kept_from"),
    ("what came of investigations: numbers of a week, and kinds alone of a report",
     {STAFF}, "outcomes_of_operation outcomes_of_report"),
    ("that the record knows of an archive that they may take away", {STAFF},
     "prove_release"),
    ("which registers of places of safety one keeps, and the one figure that leaves"
     " them", {STAFF}, "kept_registers told_by_registers"),
    ("see how much of such registers waits and why, and have it tried again", {STAFF},
     "entries_that_wait try_entries_again"),
    ("keep what phones wrote in such a register", {WORKER}, "keep_landed_register"),
    ("check what is kept of exhibits as it is sealed, and forget what never came whole",
     {WORKER}, "check_exhibits forget_uploads"),
    ("hand a case over that was accepted; read the notes of the time before", {STAFF},
     "hand_case_on notes_kept"),
    ("begin a record, and decide who is on it", {STAFF},
     "begin end_exclusion end_grant exclude let_in let_organisation_in open_team"
     " ways_in"),
    ("add to the record of who did what", {STAFF, PUBLIC, WORKER}, "note"),
    ("read what was done with a record that they read", {STAFF}, "copied events_of"),
    ("what survivors let pass to investigators, from both sides", {STAFF},
     "answer_disclosure authorise_disclosure disclosures_waiting recall_disclosure"),
    ("ask an organisation what it holds of a person, and answer as that organisation",
     {STAFF},
     "answer_holdings hold_holdings_letter holdings_letters send_holdings_letter"
     " shut_holdings_letter"),
    ("what law compels, asked by one investigator and confirmed by another", {STAFF},
     "ask_compelled_use confirm_compelled_use"),
    ("end disclosures that nobody took in time", {WORKER}, "lapse_disclosures"),
    ("seal the record", {WORKER}, "close_checkpoint make_months take_waiting"),
    ("whether the record is sealed", {STAFF, WORKER}, "sealing"),
    ("how the database is, for who watches it", {STAFF, WORKER, HEALTH}, "health"),
    ("read the record line by line", {BACKUP}, "line"),
    ("the moment of a line, as it is sealed", {WORKER, BACKUP}, "moment"),
    ("engagements and leavers, for administrators", {STAFF},
     "approve_engagement caseload decline_engagement leave_engagement"),
    ("second factors that somebody lost, for two administrators", {STAFF},
     "confirm_factor_reset decline_factor_reset"),
    ("agreements and shares, for their sides", {STAFF},
     "accept_share add_to_share confirm_deletion decline_share draft_share"
     " end_agreement end_share end_unconsented offer_share receivers sealed_slots"
     " shares_waiting sign_agreement withdraw_share"),
    ("end shares whose time is over; tell of deadlines and emergencies that are;"
     " forget who signed up", {WORKER},
     "expire_shares forget_sign_ups note_ends tell_overdue"),
    ("count deadlines anew when a rule of theirs changed", {WORKER},
     "deadlines_to_recount recount_deadline"),
    ("the case behind a sheet that they opened at night, and a call for its team",
     {STAFF}, "hold_covered_case keep_cover_call"),
    ("how many cases organisations had, as protected figures", {STAFF},
     "case_figures"),
    ("which cases wake, and which openings nobody took note of", {WORKER},
     "cases_that_wake openings_that_wait"),
    ("compare who wants to be found again", {WORKER},
     "again_letters note_again_key note_found_again"),
    ("who has something waiting, and not what", {WORKER},
     "accounts_that_wait alarms_that_wait case_offers_that_wait colleagues_that_wait"
     " clocks_that_wait contacts_that_wait"
     " crews_that_wait deadlines_that_wait emergencies_that_wait phones_that_wait"
     " reports_that_wait requests_that_wait shares_that_wait"),
    ("change keys, by what the program vouches for", {STAFF},
     "change_member change_record_keys change_team entitled lock_team"
     " see_recovery_notices"),
    ("who may hold a team's keys today, and where one's own signature for one's keys"
     " is missing", {STAFF}, "key_holders to_prove"),
    ("move record keys to the newest keys", {STAFF, WORKER},
     "end_moving keys_to_move move_keys"),
    ("say which key old keys are handed to", {WORKER}, "announce_helper"),
    ("plans of one's own teams, the hours that are taken, and that a visit was made",
     {STAFF}, "make_visit own_plans taken"),
    ("how many searches for plans come before one", {STAFF}, "plan_requests_before"),
    ("search for plans that were asked for, and tell what is found", {WORKER},
     "begin_plan_request tell_plan_request"),
    ("whether a visit may enter, what a place may get, where others have an interest,"
     " that a visit turned and that an entry was used", {STAFF},
     "find_entry_fault find_interests has_other_options is_lawful_entry turn_visit"
     " use_entry"),
    ("posts that they hold, what these open, and giving one up or taking one", {STAFF},
     "answer_post command_parts commanded end_post holds_post in_charge leads_operation"
     " offer_post"),
    ("where crews are overdue or alarms wait for them", {STAFF}, "own_urgent_matters"),
    ("what is done about a risk that is theirs", {STAFF}, "write_control"),
    ("whether a check of outcomes is the next of one that they met", {STAFF},
     "comes_back"),
    ("decision logs that are open to them, and an entry in one", {STAFF},
     "is_decision_open is_now joined_logs log_parts open_logs write_addendum"
     " write_decision"),
    ("tell a board that it changed, and which channels somebody may hear", {STAFF},
     "board_channels tell_board"),
    ("what a board shows, as its caller meets each row of it", {STAFF}, "board_of"),
    ("the name to listen to, for who tells open boards", {LIVE}, "live_name"),
    ("take what phones send, and tell them what came of it", {FIELD},
     "ask_receipts commit_landing land_part"),
    ("have what landed tried again", {STAFF}, "try_landed_again"),
    ("make accounts of what phones sent, and say how their visits stand", {WORKER},
     "begin_landed complete_photos enter_landed_state keep_landed put_off_landed"
     " settle_landed_alarm"),
    ("hand to a case what was told in confidence at its visit, and keep what its writer"
     " sealed", {STAFF}, "hand_inner keep_told"),
    ("decide which account of a visit counts, by name and with a reason", {STAFF},
     "decide_account"),
    ("why one's own account waits", {STAFF}, "judge_account"),
    ("keep the keys of the landing, and forget parts of which nothing came", {WORKER},
     "add_landing_key end_landing_keys forget_parts note_receipt_key"),
    ("put a call for help onto the board of its visit", {WORKER}, "enter_landed_alarm"),
    ("take turns at what is done one after the other", {STAFF},
     "desk_turn report_turn"),
    ("take turns at an event's places", {PUBLIC}, "event_turn"),
    ("take turns at imports and trainings", {WORKER}, "import_turn training_turn"),
    ("learn weights, and trace what today's rules have not", {WORKER},
     "begin_training count_people end_training models_to_compare people_to_learn"
     " people_to_weigh trace_anew traces_to_renew untraced"),
    ("hold everything against everything, where somebody asked for it", {WORKER},
     "begin_batch end_batch keep_proposals mentions_to_relink note_batch"),
    ("open one record in an emergency, and answer for it", {STAFF},
     "answer_emergency emergencies_to_answer emergency_figures end_emergency"
     " open_in_emergency review_emergency"),
    ("find and compare intelligence in view", {STAFF},
     "candidates found_words people_traced"),
    ("keys of mentions", {STAFF}, "make_findable"),
    ("tell those whom it concerns that records meet, and not who writes", {STAFF},
     "deconflict guard_sources note_look"),
    ("risk of premises, by who writes intelligence", {STAFF},
     "evidence_for_writer learnt_at shared_for_writer"),
    ("risk of premises, each night", {WORKER}, "evidence shared"),
    ("review and replace intelligence", {STAFF}, "carry_out_review replace_item"),
    ("whether a person has a case, and with whom they wish to be seen", {STAFF},
     "in_touch_with linked_people urn_of_case"),
    ("pass a report on, and hand its originals over", {STAFF},
     "hand_originals pass_report"),
    ("reports whose time is over, and files never sent", {WORKER},
     "delete_report purge_unsent_files reports_over"),
    ("delete sessions that are over", {WORKER}, "forget_ended_sessions"),
    ("come back to a report with its words; take a file away; how full an event is",
     {PUBLIC},
     "files_kept_with mailbox_add mailbox_delete mailbox_of places_taken"
     " take_file_away"),
]  # fmt: skip
