"""What an entry asks, in words: the same for the page and for the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from unhidden.safeguarding.safety import rules

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABELS: dict[str, StrOrPromise] = {
    "happened": _("What do you write down?"),
    "brought_by": _("Who brought them?"),
    "age": _("Adult or child?"),
    "needs": _("What they need now"),
    "interpreter": _("Interpreter"),
    "language": _("Their language"),
    "health": _("Health: has somebody trained looked after them?"),
    "health_note": _("What was found, and what was done"),
    "talk": _("Were they offered a talk in private?"),
    "talk_by": _("Who offered it, and when"),
    "talk_alone": _("Who was there?"),
    "told": _("How were they told what they can choose?"),
    "told_language": _("In which language"),
    "choice": _("What did they choose?"),
    "onward": _("Where they go from here"),
    "transport": _("How they get there"),
    "safe_contact": _("How they can be reached safely"),
    "reached": _("How did you reach them?"),
    "despite": _("Why did you reach them, if they named no safe way?"),
    "note": _("Anything else"),
}
HINTS: dict[str, StrOrPromise] = {
    "age": _("If you are not sure, say so. They are then looked after as a child."),
    "interpreter": _("Never somebody who came with them, and never a child."),
    "needs": _("As they say it: food, clothes, medicine, sleep, a phone call."),
    "talk_by": _("The first name of a colleague is enough."),
    "choice": _("There is no hurry. “Not now” is an answer, and help goes on."),
    "onward": _("Sealed: only those who keep this register read it."),
    "safe_contact": _("Only a way that they chose themselves, and when it is safe."),
    "note": _("Do not write a name."),
}
ANSWERS: dict[str, dict[str, StrOrPromise]] = {
    "happened": {
        "arrived": _("Somebody came"),
        "change": _("Something new about somebody who is here"),
        "left": _("Somebody left"),
        "follow_up_24": _("Follow-up after 24 hours"),
        "follow_up_72": _("Follow-up after 72 hours"),
    },
    "brought_by": {
        "police": _("Police"),
        "border_force": _("Border or immigration officers"),
        "council": _("Council"),
        "health": _("Ambulance or hospital"),
        "charity": _("Charity"),
        "themselves": _("They came by themselves"),
        "other": _("Somebody else"),
    },
    "age": {"adult": _("Adult"), "child": _("Child"), "unsure": _("Not sure")},
    "interpreter": {
        "not_needed": _("Not needed"),
        "there": _("Is here"),
        "by_phone": _("By phone"),
        "not_found": _("None found yet"),
        "refused": _("They do not want one"),
    },
    "health": {
        "seen": _("Yes, nothing urgent"),
        "needs_care": _("Yes, they need care"),
        "ambulance": _("An ambulance was called"),
        "refused": _("They do not want it"),
        "not_yet": _("Not yet"),
    },
    "talk": {
        "offered_had": _("Yes, and they talked"),
        "offered_later": _("Yes, they want it later"),
        "offered_refused": _("Yes, they do not want it"),
        "not_offered": _("Not yet"),
    },
    "talk_alone": {
        "alone": _("They were alone with us"),
        "with_interpreter": _("An interpreter, too"),
        "with_others": _("Others were there"),
    },
    "told": {
        "aloud": _("Read aloud"),
        "written": _("In writing"),
        "both": _("Both"),
        "not_yet": _("Not yet"),
    },
    "choice": {
        "nrm": _("Referral to the National Referral Mechanism"),
        "duty_to_notify": _("A report without their name (Duty to Notify)"),
        "neither": _("Neither"),
        "not_now": _("Not now"),
        "not_asked": _("Not asked yet"),
    },
    "reached": {
        "met": _("We met"),
        "called": _("By phone"),
        "message": _("By a message that they answered"),
        "by_colleague": _("Through the colleague who supports them"),
        "not_reached": _("We did not reach them"),
    },
    "despite": {
        "they_began": _("They reached out to us themselves"),
        "agreed": _("They agreed with us to this very time and way"),
        "danger": _("Somebody’s life or health is in danger"),
    },
}
#: In which order, and under which title.
SECTIONS: tuple[tuple[StrOrPromise, tuple[str, ...]], ...] = (
    (_("When they came"), ("brought_by", "age", "language", "interpreter")),
    (_("What they need"), ("needs", "health", "health_note")),
    (_("What they were offered"), ("talk", "talk_by", "talk_alone")),
    (_("What they know, and chose"), ("told", "told_language", "choice")),
    (_("When they leave"), ("onward", "transport", "safe_contact")),
    (_("Follow-up"), ("reached", "despite")),
    (_("Note"), ("note",)),
)
_LONG = {"needs", "health_note", "note"}
#: What the page of the phone says, by code.
WORDS: dict[str, StrOrPromise] = {
    "register": _("Register of a place of safety"),
    "register_hint": _(
        "You write by the number on a wristband, never by a name. What you finish"
        " cannot be read on this phone any more."
    ),
    "take": _("Take the register along"),
    "take_hint": _("While you have signal, once before you go."),
    "none": _("No register is on this phone."),
    "none_given": _("You keep no register that is open now."),
    "taken": _("The register is on this phone, and works without signal"),
    "not_whole": _("The page is not wholly on this phone: take it along again"),
    "no_keys": _("Its keys could not be checked: take the register along again"),
    "night": _("Night of {day}"),
    "new": _("New entry"),
    "go_on": _("Go on with the entry"),
    "number": _("Number on the wristband"),
    "number_hint": _("Four digits at most. Give the same number in each later entry."),
    "number_missing": _("Enter the number on the wristband"),
    "on": _("Day"),
    "at": _("Hour"),
    "finish": _("Finish the entry"),
    "finished": _("The entry for {number} is sealed on this phone"),
    "finished_hint": _("It is sent as soon as there is signal."),
    "another": _("Write another entry"),
    "over": _("The register is closed on this phone"),
}


def list_answers(code: str) -> list[tuple[str, StrOrPromise]]:
    """What a question may be answered with, by code and in words."""
    return list(ANSWERS[code].items())


def say_answer(code: str, value: str) -> StrOrPromise:
    """An answer in words: a code's, or those that somebody wrote."""
    return ANSWERS.get(code, {}).get(value, value)


def describe_entry(language: str) -> dict[str, Any]:
    """What an entry asks and its page says, in a language, for the phone."""
    with override(language):
        return {
            "form": rules.FORM,
            "words": {code: str(text) for code, text in WORDS.items()},
            "happened": _question("happened"),
            "sections": [
                {
                    "title": str(title),
                    "questions": [_question(code) for code in codes],
                }
                for title, codes in SECTIONS
            ],
        }


def _question(code: str) -> dict[str, Any]:
    told: dict[str, Any] = {"code": code, "label": str(LABELS[code]), "goes": "inner"}
    if code in HINTS:
        told["hint"] = str(HINTS[code])
    if code not in ANSWERS:
        long = code in _LONG
        kind = "long" if long else "text"
        return {**told, "kind": kind, "longest": rules.LONGEST_TEXT if long else 200}
    choices = [
        {"code": each, "label": str(text)} for each, text in ANSWERS[code].items()
    ]
    return {**told, "kind": "one", "choices": choices}
