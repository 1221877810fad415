"""The pages that a test of its own looks at, so that the walk over all need not."""

from __future__ import annotations

# Pages to which no link leads in the demonstration as it stands. The journeys pass
# through them and look as closely: tests/journeys/test_the_loop.py makes sure of it.
SEEN_ON_JOURNEYS = {
    "agencies:sign_in",
    "intelligence:pass_on",
    "intelligence:write_from_report",
    "operations:cancel_event",
    "operations:close",
    "operations:hold_event",
    "operations:reinstate_visit",
    "operations:start",
    "oversight:ask_exact",
    "oversight:figure",
    "oversight:publish",
    "oversight:withdraw",
    "safeguarding:open_case",
    "safeguarding:accept_offer",
}
# Only while an emergency goes on: tests/browser/test_emergency.py.
SEEN_IN_AN_EMERGENCY = {"emergency:end", "emergency:answer", "emergency:review"}
# The first of them is a picture, and no page: tests/browser/test_files.py.
SEEN_WITH_FILES = {
    "intelligence:file",
    "intelligence:files",
    "intelligence:hand_over",
    "intelligence:original_file",
}
# Searches that are kept, and contacts: tests/browser/test_finding.py.
SEEN_WHEN_FINDING = {
    "intelligence:contact",
    "intelligence:renew_search",
    "intelligence:save_search",
    "intelligence:saved_search",
    "intelligence:sensitive_contact",
    "intelligence:source",
    "intelligence:sources",
}
# The first is asked for by the script; no link leads to the other in the demonstration.
SEEN_WITH_NETWORKS = {"intelligence:network_more", "intelligence:export_network"}
# Pages of those who keep people: tests/browser/test_people.py.
SEEN_BY_ADMINISTRATORS = {
    "agencies:begin_duty",
    "agencies:begin_first_responder",
    "agencies:decide",
    "agencies:make_desk",
    "agencies:remove_single_sign_on",
}
# Nobody of the demonstration lost a second step: tests/browser/test_lost_factors.py.
SEEN_WITHOUT_FACTORS = {"agencies:decide_factor_reset", "agencies:enrolment_code"}
# Pages that nobody of the demonstration is led to: tests/browser/test_signing_in.py.
SEEN_WHEN_SIGNING_IN = {
    "agencies:new_keys",
    "agencies:password",
    "agencies:unlock",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "openid_connect_callback",
}
# Addresses that only lead on to another.
LEAD_ON = {
    "investigations:open_material",
    "mfa_login_webauthn",
    "openid_connect_login",
}
# To these the first subject need not lead: tests/browser/test_subjects.py.
SEEN_WITH_SUBJECTS = {
    "intelligence:group",
    "intelligence:join",
    "intelligence:judge",
    "intelligence:link",
    "intelligence:mentions",
    "intelligence:split",
    "intelligence:subject",
    "intelligence:undo",
}
# To these no first link need lead, either: tests/browser/test_subjects.py.
SEEN_BY_LOT = {
    "intelligence:drawn_pair",
    "intelligence:drawn_pairs",
    "intelligence:match_calibration",
    "intelligence:same_as",
}
# Of a week that is over, and of a brief that was changed: tests/browser/test_briefs.py.
SEEN_AFTER_A_WEEK = {
    "briefs:version",
    "debriefs:action",
    "debriefs:check",
    "debriefs:checks",
    "debriefs:done",
    "debriefs:give",
    "debriefs:give_check",
    "debriefs:write",
}
# Nothing need lead to these: tests/journeys/test_an_analysts_morning.py.
SEEN_IN_A_MORNING = {"intelligence:danger", "intelligence:same_place"}
# Where nothing happened yet: tests/browser/test_week.py.
SEEN_IN_A_WEEK = {
    "operations:removed_candidates",
    "operations:second_visit",
    "visits:agree_release",
    "visits:ask_release",
}
# Searches, and a brief that is written: tests/journeys/test_a_week_of_action.py.
SEEN_WHEN_PLANNING = {"briefs:preview", "operations:search"}
# For a disclosure officer, whom the demonstration has not:
# tests/browser/test_unused_material.py.
SEEN_WITH_MATERIAL = {
    f"investigations:{name}"
    for name in (
        *("answer_presumed", "describe_material", "look_again", "material"),
        *("material_sources", "reveal_schedules", "schedule_version", "schedules"),
        *("seal_material", "sign_schedules", "unused"),
    )
}
# Nothing is taken in the demonstration: tests/browser/test_exhibits.py.
SEEN_WITH_EXHIBITS = {
    f"investigations:{name}"
    for name in (
        *("exhibits", "exhibit", "exhibit_data", "exhibit_labels", "exhibit_leaving"),
        *("answer_moves", "exhibit_now", "exhibit_photo", "exhibit_places"),
        *("move_exhibits", "register_exhibit", "scan_exhibits", "take_digest"),
    )
}
# No investigation of the demonstration has clocks, orders or a chronology:
# tests/browser/test_record.py.
SEEN_WITH_THE_RECORD = {
    f"investigations:{name}"
    for name in (
        *("begin_hold", "chronology", "clock", "clocks", "end_hold", "end_order"),
        *("enter_event", "kept_items", "outcomes", "print_chronology"),
        *("record_order", "record_outcome", "serve_order", "start_clock"),
        *("take_back_outcome", "tell_victim", "withdraw_event"),
    )
}
# Nothing is scheduled in the demonstration: tests/browser/test_leaving.py.
SEEN_WHEN_LEAVING = {
    "investigations:archives",
    "investigations:ask_archive",
    "investigations:make_redaction",
    "investigations:redactions",
    "investigations:release_archive",
}
# Of people whom the demonstration's investigations have not, and posts that end:
# tests/browser/test_people_of_an_investigation.py.
SEEN_WITH_PEOPLE = {
    f"investigations:{name}"
    for name in (
        *("accept_into", "contact", "end_partner", "end_post", "give_role"),
        *("identity", "join", "link_subject", "person", "section_45", "split"),
    )
}
# Of a room in which nothing happened yet: tests/browser/test_room.py.
SEEN_IN_THE_ROOM = {
    f"investigations:{name}"
    for name in (
        *("action", "actions", "interview", "interviews", "line", "lines", "paper"),
        *("papers", "plan_interview", "raise_action", "raise_line"),
        *("register_paper", "room", "statement_back", "take_statement"),
        *("translate_statement", "write_paper"),
    )
}
# What the app asks for of registers: tests/journeys/test_a_night_in_safety.py.
SEEN_AT_NIGHT = {"field:register_entry", "field:registers"}
# Two pictures, and a phone that was lost: tests/browser/test_photos.py.
SEEN_WITH_PHOTOS = {"field:found", "field:inner_photo", "field:photo"}
# Few people are led to these: tests/browser/test_out_of_the_way.py.
# oversight:take by src/unhidden/oversight/tests/test_disclosures.py, without a browser.
SEEN_OUT_OF_THE_WAY = {
    "lead_keys:make",
    "oversight:take",
    "safeguarding:holdings_step",
    "safeguarding:kept_notes",
    "safeguarding:withdraw_share_consent",
    "visits:offer_sentence",
}
# Words that are sought are in no link, nor is what a step of the form offers:
# tests/browser/test_survivors_form.py.
SEEN_IN_A_FORM = {"safeguarding:find_words", "safeguarding:nrm_take"}
# What the app for phones asks for by itself, and where it begins: looked at by
# tests/browser/test_app_for_phones.py.
SEEN_IN_THE_FIELD = {
    f"field:{name}"
    for name in (
        *("app", "home", "manifest", "new_device", "pack", "questions", "said"),
        *("start", "tasking", "words", "worker"),
    )
}
