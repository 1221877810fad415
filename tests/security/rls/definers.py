"""The budget of functions that run as the guard (SECURITY DEFINER), with reasons.

Only what a role calls is one of them: a function that others call runs as they do. A
new one takes the place of another, or says here why no row policy, and no function that
runs as its caller, could do it; then ``BUDGET`` is raised in the same change.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.security.rls.world import Cur
from unhidden.access.rls import guarding

#: How many there may be; it should fall. Two came for second factors that were lost: no
#: row policy knows whether whoever asked is an administrator still. Six came for
#: command and its log: posts last to the second, and entries are numbered. Three
#: came with the board: who may hear of a change must not be told to who makes it. Three
#: came with plans: the worker that searches them meets none of their rows. Three came
#: for targets: who goes meets no warrant and no risk, who plans no plan of others.
#: Eight came when posts were told apart: who offers a post is not who takes it. Two
#: came for overdue crews: who is told of one may not meet its visit. Eleven come with
#: the field: phones that nobody knows send to a process that reads no table, and the
#: worker that applies it, and puts calls for help onto a board, meets none of the rows.
#: Twelve come with accounts: the worker judges what it may not read, who decides
#: between two records reads neither as their writer did, whoever is off a team is
#: heard, and who seals an envelope, or reads that there is one, is not who meets it.
#: Three come with registers of places of safety: the worker keeps what it may not read,
#: and one figure leaves them that is of no row.
#: Four come with cover at night: who answers is on no case's team, and writes to one.
#: One comes with supervision: figures of cases that who reads them meets none of.
#: Five come with survivors: a link shows what the other wishes, and not their case; who
#: wants to be found again is compared by the worker alone, which meets no case. One
#: tells who is to answer an offer of a person, which names nobody.
#: Four come with disclosures: whoever takes one meets no row of it before, and neither
#: side may write its state. Two come with rules of clocks: the worker counts deadlines
#: anew, and meets no case. Three end disclosures that nobody took, and keep a use that
#: law compels: nobody confirms in another's name. Five come with requests for what is
#: held: who answers one is on no case's team.
#: Two come with what phones sent for registers and waits: keepers meet no landed row.
#: Two come with cases that move: no role may write who leads one, and who led it before
#: reads their own notes of a case that they meet no more.
#: One comes with traces that wait: what other rules traced, and what nothing has, are
#: two questions, of which the second reads every mention and is asked by night.
#: Five come with batches: the worker holds mentions against each other that it meets
#: only while somebody waits for it, and writes pairs and nothing else of them. One
#: counts how people are named: the worker reads the counts, and no name of anybody.
#: Three come with investigations: posts there end at a second; who is kept from what
#: others sealed is told by posts and by ways in, which no page meets; and the hashes
#: that prove an event are of other events.
#: Three come with clocks and outcomes of investigations: the worker that tells of what
#: is due, who counts a week, and the desk, meet none of their rows.
#: Two come with exhibits: the worker checks, and forgets, data that it cannot read.
BUDGET = 218

#: What a page changes by a procedure, since its role has no right to write those rows:
#: it asks whether this person may, writes what belongs together, and no more.
WRITES = set(
    """
    hold_covered_case keep_cover_call hand_case_on
    accept_share add_to_share answer_disclosure answer_emergency answer_post
    approve_engagement authorise_disclosure begin recall_disclosure
    ask_compelled_use confirm_compelled_use
    answer_holdings hold_holdings_letter send_holdings_letter shut_holdings_letter
    board_channels carry_out_review
    change_member change_record_keys change_team confirm_deletion confirm_factor_reset
    decline_engagement decline_factor_reset decline_share deconflict desk_turn
    draft_share end_agreement end_emergency end_exclusion end_grant end_moving end_post
    end_share end_unconsented enter event_turn exclude guard_sources hand_originals
    keys_to_move
    leave_engagement let_in let_organisation_in lock_team mailbox_add mailbox_delete
    make_findable make_visit move_keys note note_look offer_share open_in_emergency
    open_team pass_report replace_item report_turn review_emergency see_recovery_notices
    sign_agreement take_file_away tell_board turn_visit use_entry withdraw_share
    write_addendum write_decision try_landed_again try_entries_again
    make_findable make_visit move_keys note note_look offer_post offer_share
    open_in_emergency open_team pass_report replace_item report_turn review_emergency
    see_recovery_notices
    sign_agreement take_file_away tell_board use_entry withdraw_share write_addendum
    write_control write_decision decide_account hand_inner judge_account keep_told
    """.split()  # noqa: SIM905
)

#: The worker's named jobs: nobody stands behind it, so it has no row policies to read
#: by, and a job gets what it needs and nothing else of those tables. Sessions are the
#: second connection's: with a right to delete them, the worker could sign anybody out.
JOBS = set(
    """
    check_exhibits forget_uploads
    cases_that_wake openings_that_wait again_letters case_offers_that_wait
    accounts_that_wait add_landing_key alarms_that_wait announce_helper begin_landed
    begin_batch begin_plan_request begin_training close_checkpoint colleagues_that_wait
    clocks_that_wait complete_photos contacts_that_wait count_people crews_that_wait
    deadlines_that_wait
    delete_report
    emergencies_that_wait end_batch end_landing_keys end_training enter_landed_alarm
    enter_landed_state evidence expire_shares forget_ended_sessions forget_parts
    forget_sign_ups import_turn keep_landed keep_landed_register lapse_disclosures
    make_months
    keep_proposals mentions_to_relink models_to_compare note_batch note_ends
    note_receipt_key people_to_learn people_to_weigh
    phones_that_wait purge_unsent_files
    note_again_key note_found_again
    put_off_landed reports_over reports_that_wait requests_that_wait settle_landed_alarm
    shared shares_that_wait take_waiting tell_overdue tell_plan_request trace_anew
    traces_to_renew training_turn untraced deadlines_to_recount recount_deadline
    """.split()  # noqa: SIM905
)

#: What the field process calls for phones, and may do nothing else: whoever sends is
#: nobody that row policies know.
LANDING = {"ask_receipts", "commit_landing", "land_part"}

_CLAIMS = "reads the signed claims, with the key that no serving role may read"
_GRANTS = "row policies are made of it: it reads grants that they would hide from it"
_RISK = "risk counts every organisation's intelligence; codes, never words"
_RECEIPT = "the public role reads no report: what its holder asks for, and no more"
_SHARE = "a share's other side, which row policies hide, in ids and names of slots"
_KEYS = "who holds which keys is decided by colleagues' engagements and proofs"

#: What only reads, judged one by one.
READERS = {
    "answers_for": _CLAIMS,
    "clearance": _CLAIMS,
    "emergency_figures": "oversight is told when and whose, of rows it never meets",
    "handles_sources": _CLAIMS,
    "is_signed": _CLAIMS,
    "meets": _CLAIMS,
    "opening": _CLAIMS,
    "organisation": _CLAIMS,
    "person": _CLAIMS,
    "purpose": _CLAIMS,
    "excluded": _GRANTS,
    "managed": _GRANTS,
    "outcomes_of_operation": "who answers for a week is on no investigation's team",
    "outcomes_of_report": "the desk is on no team: which kinds, and nothing of whom",
    "may": "the visibility rule for one record by its id, whose row may be hidden",
    "met": _GRANTS,
    "organisations": _GRANTS,
    "view": _GRANTS,
    "ways_in": "who reads a record sees all who do; a policy would ask itself",
    "emergencies_told": "row policies are made of it: it reads rows that they hide",
    "emergencies_to_answer": "asks of each whether this person may answer",
    "command_parts": "row policies are made of it: posts that end at a second",
    "commanded": "row policies are made of it: posts that end at a second",
    "in_charge": "row policies are made of it: posts that end at a second",
    "is_now": "row policies ask it whether a login may replay, which no role may read",
    "joined_logs": "row policies are made of it: whose logs the modules above open",
    "investigations_by_post": "row policies are made of it: posts that end at a second",
    "investigations_kept_from": "row policies are made of it: who is kept from words",
    "prove_release": "hashes of a checkpoint are of events that they do not meet",
    "log_parts": "row policies are made of it: whose logs the modules above open",
    "holds_post": "answers a policy, and a page, about one person's posts now",
    "open_logs": "row policies are made of it: whose logs the modules above open",
    "own_urgent_matters": "counts what waits of visits that they may not meet",
    "own_plans": "row policies are made of it: it reads teams they hide",
    "shares_in_view": "row policies are made of it: it reads shares that they hide",
    "shares_waiting": "counts over all tasks of a role, of which a policy sees one",
    "candidates": "asks the rule once for all keys: row policies ask it at each row",
    "found_words": "row policies keep the index of words from use; it asks once",
    "evidence_for_writer": _RISK,
    "shared_for_writer": _RISK,
    "learnt_at": "references to reports that the visit's readers may not read",
    "holdings_letters": "who is asked meets no row of the case behind a request",
    "disclosures_waiting": "who may take it meets no row of it before they have",
    "copied": _SHARE,
    "events_of": "a record's events by everybody; a policy shows one's own alone",
    "receivers": _SHARE,
    "sealed_slots": "where something is sealed, for a category that is not in view",
    "caseload": "leavers' places are named to administrators, who see no record",
    "find_interests": "that others have an interest in a place, and nothing besides",
    "plan_requests_before": "counts searches for others' plans, and nothing besides",
    "taken": "hours of plans that this person may not see, and nothing besides",
    "kept_registers": "row policies are made of it: keepers, whom it would ask again",
    "entries_that_wait": "counts of what landed for keepers, whose rows nobody meets",
    "told_by_registers": "one figure of registers that nobody else meets, and no row",
    "case_figures": "protected counts of cases that a safeguarding lead may not meet",
    "in_touch_with": "the other case of a person who wants it, which is not in view",
    "notes_kept": "a former lead's own notes, of a case that is not in view any more",
    "linked_people": "that the other side wishes it too, whose case is not in view",
    "urn_of_case": "tells who would open a second case of the first one",
    "entitled": _KEYS,
    "key_holders": _KEYS,
    "to_prove": _KEYS,
    "health": "who watches reads no table: whether the rest is well, in one answer",
    "live_name": "a name that no other role may know, or it could listen too",
    "sealing": "counts what waits, of events that the page does not meet",
    "files_kept_with": _RECEIPT,
    "mailbox_of": _RECEIPT,
    "places_taken": "the public role reads no sign-up: one number",
}
_BEFORE = "judges a step by the one before it, which its writer may not meet"
_ONE_POST = "judges a post by an interest, sealed from some who write either"
_OF_ANOTHER = "judges a row by the one that it names, whatever its writer meets of it"
_OF_VERSION = "judges what is signed by what was, whatever the writer meets of it"

#: What judges a row by others, whatever whoever writes it meets of them: the functions
#: of triggers, which nobody calls.
JUDGES = {
    "investigations_actionstep_follows": _BEFORE,
    "investigations_clockstep_follows": _BEFORE,
    "investigations_conflict_is_alone": _ONE_POST,
    "investigations_custodygap_is_first": _BEFORE,
    "investigations_exhibit_is_inside": _OF_ANOTHER,
    "investigations_exhibitfile_is_whole": _OF_ANOTHER,
    "investigations_exhibitfilepiece_is_sent": _BEFORE,
    "investigations_exhibitmove_follows": _BEFORE,
    "investigations_handanswer_is_own": _OF_ANOTHER,
    "investigations_head_is_stepped": _BEFORE,
    "investigations_investigatedperson_is_found": "looks for what few may know of",
    "investigations_interviewstep_follows": _BEFORE,
    "investigations_linestep_follows": _BEFORE,
    "investigations_material_enters": "looks for what few may know of",
    "investigations_materialdecision_follows": _BEFORE,
    "investigations_materialdescription_follows": _BEFORE,
    "investigations_paperstep_follows": _BEFORE,
    "investigations_personrole_is_reasoned": "judges a role by what is sealed",
    "investigations_post_is_fit": _ONE_POST,
    "investigations_rehash_is_honest": _OF_ANOTHER,
    "investigations_presumedanswer_follows": _BEFORE,
    "investigations_schedule_continues": _OF_VERSION,
    "investigations_schedule_has_its_lines": _OF_VERSION,
    "investigations_schedule_leaves_nothing": _OF_VERSION,
    "investigations_scheduleline_is_unsigned": _OF_VERSION,
    "investigations_sensitivedescription_follows": _BEFORE,
    "investigations_sensitiveline_is_unsigned": _OF_VERSION,
    "investigations_statusstep_follows": _BEFORE,
    "investigations_statusstep_is_done": _BEFORE,
    "investigations_victimupdate_is_wished": _BEFORE,
}
_JUDGING = """
select proname::text from pg_proc
 where pronamespace = 'public'::regnamespace and prosecdef
   and prorettype = 'trigger'::regtype
"""
_THERE = """
select proname::text, provolatile::text from pg_proc
 where pronamespace = 'wall'::regnamespace and prosecdef
"""


def findings(cursor: Cur) -> Iterator[str]:
    """A sentence for each definer without a reason, and each reason without one."""
    there: dict[str, str] = dict(cursor.execute(_THERE.encode()).fetchall())
    calls = guarding.list_role_calls()
    by_pages = calls[guarding.STAFF] | calls[guarding.PUBLIC]
    called = set().union(*calls.values())
    for name in sorted(there.keys() ^ (WRITES | JOBS | LANDING | READERS.keys())):
        yield f"{name} runs as the guard without a reason, or has one and does not"
    for name in sorted(there.keys() - called):
        yield f"{name} runs as the guard, and only other functions call it"
    for name, volatile in sorted(there.items()):
        if name in WRITES and (volatile != "v" or name not in by_pages):
            yield f"{name} is no page's change"
        if name in JOBS | LANDING and name in by_pages:
            yield f"{name} is no job of the worker's or the field's alone"
        if name in READERS and volatile == "v":
            yield f"{name} may write, and is judged as what only reads"
    yield from _judges(cursor)
    if len(there) > BUDGET:
        yield f"{len(there)} functions run as the guard: more than {BUDGET}"


def _judges(cursor: Cur) -> Iterator[str]:
    judging = {name for (name,) in cursor.execute(_JUDGING.encode()).fetchall()}
    for name in sorted(judging ^ JUDGES.keys()):
        yield f"{name} judges past the rows without a reason, or has one and does not"
