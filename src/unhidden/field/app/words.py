"""What the app says, by code; ``{name}`` stands for what is put in."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENDING: dict[str, Promise] = {
    "on_phone": _("On this phone only"),
    "sending": _("Sending ({in} of {all} parts)"),
    "received": _("Received at {time}"),
    "received_waits": _("Received at {time}. A person is looking at it: {reason}"),
    "receipt": _("Receipt {position}"),
    "receipt_text": _("The receipt, as the server signed it"),
    "originals": _("Photos still to go, on a better line: {n}"),
    "needs_you": _("Needs you ({reason})"),
    "n_waiting": _("{n} waiting, everything else received at {time}"),
    "n_waiting_alone": _("{n} waiting, nothing received yet"),
    "all_received": _("Everything received at {time}"),
    "nothing_to_send": _("Nothing to send"),
    "why_length": _("It is larger than the server takes: hand it over as a file"),
    "why_format": _("The server cannot read it: hand it over as a file"),
    "why_digest": _("The server cannot read it: hand it over as a file"),
    "why_version": _("This app is too old: use the new version, then send again"),
    "why_signature": _("This phone’s key does not fit: hand it over as a file"),
    "why_space": _("This phone is full: free some space, nothing is lost"),
    "why_keys": _(
        "The keys to seal with could not be checked: send again when you have signed in"
    ),
    "sending_title": _("What was sent, and what waits"),
    "send_now": _("Send now"),
    "hand_over": _("Hand over as a file"),
    "hand_over_hint": _(
        "The file is sealed as it is. A planner brings it in at a desk, and nothing is"
        " taken off this phone."
    ),
    "read_receipts": _("Read receipts from a desk’s file"),
    "receipts_read": _("Receipts read: {n}"),
    "no_receipts": _("This is no file of receipts"),
    "look": _("Look at it"),
    "not_here": _("It is not on this phone any more"),
    "kind_account": _("Record of a visit"),
    "kind_unfinished": _("Unfinished record"),
    "kind_addendum": _("Something added to a record"),
    "kind_correction": _("Correction of a record"),
    "kind_state": _("Word for the board"),
    "kind_alarm": _("Call for help"),
    "kind_register": _("Entry in a register"),
}
HELP: dict[str, Promise] = {
    "help": _("I need help"),
    "help_first": _("Use your radio. Call 999"),
    "call_999": _("Call 999"),
    "help_not_radio": _("This does not replace the radio."),
    "help_where": _("Where you are, if it is not at the visit"),
    "help_send": _("Call control again"),
    "not_sent": _("NOT SENT: no signal"),
    "sent": _("Sent {time}, nobody has seen it yet"),
    "seen": _("{name} has seen it, {time}"),
}
VISITS: dict[str, Promise] = {
    "visits": _("Visits"),
    "no_tasking": _("No tasking is on this phone."),
    "take_along": _("Take visits along"),
    "take_hint": _(
        "While you have signal: choose the shifts that you are going out for, three at"
        " most within 72 hours. Each can be read here until twelve hours after its end."
    ),
    "no_shift": _("No shift of yours begins within 72 hours."),
    "asking_site": _("Asking the server…"),
    "taken": _("Visits on this phone: {n}"),
    "taken_unsafe": _(
        "Visits on this phone: {n}. Some keys could not be checked: nothing is sealed"
        " to those"
    ),
    "no_network": _("The server cannot be reached from here"),
    "sign_in": _("Sign in first"),
    "drafts_alone": _(
        "Records of visits that cannot be read here any more: {n}. They are sent as"
        " they were last kept."
    ),
    "visit_ended": _("This can be read here no more"),
    "visit_ended_hint": _("What you wrote is sent as it was last kept."),
    "visit_gone": _(
        "This visit is no longer planned. Go on with its record: it is sent, and a"
        " person looks at it."
    ),
    "leads": _("Leads: {name}"),
    "hazards": _("Hazards"),
    "say_this": _("What to say at the door"),
    "purpose": _("Purpose of the visit"),
    "power": _("Power"),
    "crew": _("Who goes"),
    "radio": _("Your radio"),
    "channel": _("Channel {name}"),
    "places_of_safety": _("Places of safety"),
    "history": _("Earlier visits"),
    "risk": _("Risk"),
    "phrases": _("Phrases to show or read out"),
    "unreviewed": _("not reviewed"),
    "kind_of_soft": _("Soft visit"),
    "kind_of_hotel": _("Hotel visit"),
    "kind_of_safeguarding": _("Safeguarding visit"),
    "kind_of_enforcement": _("Enforcement visit"),
    "tell_board": _("Tell the board"),
    "state_on_the_way": _("On the way"),
    "state_there": _("There"),
    "state_inside": _("Inside"),
    "state_left": _("Left"),
    "state_kept": _("“{state}” goes to the board as soon as there is signal"),
    "state_not_kept": _("This could not be kept. Tell control by radio"),
    "record": _("Record"),
    "begin": _("Begin the record"),
    "begin_addendum": _("Add something"),
    "begin_correction": _("Correct it"),
    "go_on": _("Go on with the record"),
    "register": _("Register of a place of safety"),
}
RECORD: dict[str, Promise] = {
    "step": _("{n} of {all}"),
    "next": _("Next"),
    "back": _("Back"),
    "yes": _("Yes"),
    "no": _("No"),
    "add": _("Add: {name}"),
    "take_out": _("Take out: {name}"),
    "take_out_sure": _("Take it out for good"),
    "keep_it": _("Keep it"),
    "kept_at": _("Kept on this phone at {time}"),
    "kept_unsealed": _(
        "Kept on this phone at {time}. Some of it can be sealed to nobody yet, and is"
        " not sent until it can"
    ),
    "too_long": _(
        "There is more than one record takes: take out photos, and add later"
    ),
    "end_title": _("Finish the record"),
    "end_hint": _(
        "It is sent as soon as there is signal. You can add to it or correct it later."
    ),
    "finish": _("Finish"),
    "keep_as_it_happened": _("Keep it as it happened"),
    "does_not_add_up": _("Look at this again"),
    "kept_apart": _(
        "Another tab wrote or finished this record meanwhile. What you typed here is"
        " kept as a record of its own ({time})"
    ),
    "not_kept": _("This could not be kept yet. It is tried again"),
    "full": _(
        "This phone is full: what you typed last is not kept yet. Leave this page open,"
        " and delete something else from the phone"
    ),
    "signs_gone": _("Answered before, no longer asked"),
    "no_questions": _(
        "The questions of this record are not on this phone: open it with signal"
    ),
    "stale": _("Another tab of this phone wrote this record. Open it again"),
    "sign_here": _("Sign here with a finger"),
    "sign_again": _("Sign again"),
    "take_photo": _("Take a photo"),
    "choose_photo": _("Choose photos"),
    "photo": _("Photo {n}, {size} kB"),
    "photo_sealing": _("Sealing the photo…"),
    "photo_kept": _("The photo is sealed on this phone"),
    "photo_no_copy": _(
        "This phone cannot show this kind of file. The original is sealed and goes"
        " alone"
    ),
    "photo_too_large": _(
        "The file is larger than 64 MB: keep it yourself. Its name, its size and what"
        " proves it are kept"
    ),
    "photo_too_many": _("No more photos fit into this record: add them later to it"),
    "photo_nobody": _("There is nobody to seal photos to: no photo can be kept"),
    "photo_not_kept": _("The photo could not be kept: try again"),
    "photo_no_room": _(
        "This phone is full: the photo is not kept here. Delete something else from the"
        " phone, then add it again"
    ),
    "photo_not_out": _("The photo could not be taken out: try again"),
    "photo_gone": _("Another tab finished this record: the photo goes with it"),
    "nobody_in_it": _("Nobody is in this picture"),
}
PHONE: dict[str, Promise] = {
    "lock": _("Lock"),
    "unlock": _("Unlock"),
    "unlock_hint": _("What is waiting is sent without it. Help is open, too."),
    "unlock_passkey": _("Unlock with your passkey"),
    "your_words": _("Your four words"),
    "unlocking": _("Unlocking…"),
    "wrong_secret": _("These are not the words, or not the passkey, of this phone"),
    "no_secret": _("This passkey opens nothing here: choose four words"),
    "not_unlocked": _("It was not unlocked: try again"),
    "locked": _("Unlock first"),
    "other_person": _("Another person of this phone ({n})"),
    "somebody_new": _("Make this phone known for somebody else"),
    "enrol": _("Make this phone known"),
    "enrol_hint": _(
        "Once, while you have signal and have just signed in. The phone gets a key of"
        " its own, and what it writes is signed with it."
    ),
    "phone_name": _("What this phone is called"),
    "my_phone": _("Work phone"),
    "ways": _("How it is unlocked"),
    "way_prf": _("By your passkey"),
    "way_words": _("By four words"),
    "way_none": _("Not at all: it shows only place, hour and who leads"),
    "words_hint": _(
        "Write the four words down and keep them apart from the phone. Nobody can tell"
        " you them again."
    ),
    "words_noted": _("I have written them down"),
    "enrol_enrolled": _("This phone may go out. Its words are:"),
    "enrol_waits": _(
        "An administrator approves this phone by comparing these words with you:"
    ),
    "not_here_phone": _("Your organisation lets no phone go out"),
    "ready_title": _("Is this phone ready?"),
    "ready": _("Ready for the field"),
    "ready_hint": _("Everything is on this phone, and the network may go."),
    "not_ready": _("Not ready for the field"),
    "ask_to_keep": _("Ask the phone to keep it"),
    "fault_device": _("This phone is not approved yet"),
    "fault_kept": _("The phone may delete what you write when it runs out of space"),
    "fault_clock": _("The clock of this phone is wrong"),
    "fault_room": _("Less than 200 MB are free on this phone"),
    "fault_files": _("The app is not wholly on this phone: open it again with signal"),
    "fault_disk": _("What is written on this phone cannot be read back"),
    "fault_tasking": _("No tasking is on this phone"),
    "fault_landing": _("The server’s keys are not on this phone: take visits along"),
    "fault_teams": _(
        "There is nobody yet to whom what is told in confidence could be sealed: it"
        " stays on this phone. Ask a safeguarding lead to make their keys, then take"
        " visits along again"
    ),
    "fault_curves": _("This browser lacks the ciphers: use a newer one"),
    "ios_hint": _(
        "On an iPhone: add this page to the home screen, and open it from there."
    ),
    "no_wipe": _(
        "A phone that never comes back cannot be wiped. Say at once when it is lost."
    ),
    "new_version": _("Use the new version"),
    "new_version_hint": _(
        "There is a new version of this app. What you typed stays; you unlock it again."
    ),
    "new_version_later": _(
        "There is a new version of this app. Go on with this record: you can change"
        " between two visits."
    ),
    "not_yet": _("What you typed is not kept yet: try again in a moment"),
    "no_language": _(
        "The other language is not on this phone. With signal, use the new version if"
        " there is one, then try again."
    ),
    "clock_off": _(
        "The clock of this phone is wrong. The time is {time}: set the clock, then take"
        " visits along again."
    ),
    "not_read": _("This could not be shown"),
    "nothing_lost": _("What was kept on this phone is still here."),
    "try_again": _("Try again"),
}
WORDS = SENDING | HELP | VISITS | RECORD | PHONE
