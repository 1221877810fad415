"""The steps of the official form once more, written by hand from the Home Office's.

Where the program asks of each step whether it is shown, this walks: after each step the
next one, by what was answered there. It knows nothing of the program's data.
"""

from __future__ import annotations

from collections.abc import Mapping

# After which step which one comes; where it forks, a field and where each value leads,
# and "" for any other.
Turn = tuple[str, Mapping[str, str]]

_SITUATIONS = "potential-victim-exploitative-situation-multiple"
_STILL = "is-the-potential-victim-still-in-an-exploitative-situation"
_WHERE = "where-exploitation-happened"

NEXT: dict[str, str | Turn] = {
    "reference": "organisation",
    "organisation": "fr-location",
    "fr-location": "pv-under-age",
    "pv-under-age": (
        "pv-under-age",
        {
            "no": "pv-under-age-at-time-of-exploitation",
            "": "local-authority-contacted-about-child",
        },
    ),
    "local-authority-contacted-about-child": "what-is-their-background",
    "pv-under-age-at-time-of-exploitation": "what-is-their-background",
    "what-is-their-background": _SITUATIONS,
    _SITUATIONS: (
        _SITUATIONS,
        {
            "yes": "when-did-the-exploitation-take-place-multiple",
            "": "when-did-the-exploitation-take-place",
        },
    ),
    "when-did-the-exploitation-take-place": "how-did-the-exploitation-start",
    "when-did-the-exploitation-take-place-multiple": "how-did-the-exploitation-start",
    "how-did-the-exploitation-start": "were-they-taken-somewhere-by-their-exploiter",
    "were-they-taken-somewhere-by-their-exploiter": "how-they-were-treated",
    "how-they-were-treated": _STILL,
    _STILL: (
        "still-in-exploitative-situation",
        {
            "yes": "reasons-preventing-potential-victim-from-leaving",
            "": "how-why-did-they-leave-the-situation",
        },
    ),
    "reasons-preventing-potential-victim-from-leaving": "when-last-contact",
    "how-why-did-they-leave-the-situation": "when-last-contact",
    "when-last-contact": (
        "when-last-contact",
        {"not-sure": "is-this-the-first-chance-to-report", "": "details-last-contact"},
    ),
    "details-last-contact": "is-this-the-first-chance-to-report",
    "is-this-the-first-chance-to-report": (
        "is-this-the-first-chance-to-report",
        {"no": "why-report-now", "": "modern-slavery-indicators"},
    ),
    "why-report-now": "modern-slavery-indicators",
    "modern-slavery-indicators": "where-how-interview-carried-out",
    "where-how-interview-carried-out": "professional-insight",
    "professional-insight": "evidence-of-dishonesty",
    "evidence-of-dishonesty": "are-others-involved",
    "are-others-involved": _WHERE,
    _WHERE: (_WHERE, {"overseas": f"{_WHERE}-overseas", "": f"{_WHERE}-uk"}),
    f"{_WHERE}-uk": (
        _WHERE,
        {"uk-and-overseas": f"{_WHERE}-overseas", "": "current-pv-location"},
    ),
    f"{_WHERE}-overseas": "current-pv-location",
    "current-pv-location": "who-exploited-pv",
    "who-exploited-pv": "exploiters-location",
    "exploiters-location": (
        "exploiters-location",
        {"yes": "are-exploiters-in-the-uk", "": "types-of-exploitation"},
    ),
    "are-exploiters-in-the-uk": "exploiters-current-location-details",
    "exploiters-current-location-details": "types-of-exploitation",
    "types-of-exploitation": "any-other-pvs",
    "any-other-pvs": "future-exploitation",
    "future-exploitation": (
        "future-exploitation-concerns",
        {"yes": "concerns-future-exploitation", "": "reported-to-police"},
    ),
    "concerns-future-exploitation": "reported-to-police",
    "reported-to-police": "authorities-cooperation",
    # Nobody asks a child whether they agree.
    "authorities-cooperation": (
        "pv-under-age",
        {"no": "pv-want-to-submit-nrm", "": "pv-name-referral"},
    ),
    "pv-want-to-submit-nrm": (
        "pv-want-to-submit-nrm",
        {"yes": "does-pv-need-support", "": "refuse-nrm"},
    ),
    "refuse-nrm": "pv-gender-dtn",
    "pv-gender-dtn": "pv-nationality-dtn",
    "pv-nationality-dtn": ("authorities-cooperation", {"yes": "pv-name-dtn", "": ""}),
    "pv-name-dtn": "pv-contact-details-dtn",
    "pv-contact-details-dtn": "",
    "does-pv-need-support": (
        "does-pv-need-support",
        {"yes": "pv-phone-number", "": "pv-name-referral"},
    ),
    "pv-phone-number": "pv-name-referral",
    "pv-name-referral": "pv-dob",
    "pv-dob": "pv-gender-referral",
    "pv-gender-referral": "does-pv-have-children",
    "does-pv-have-children": "pv-nationality-referral",
    "pv-nationality-referral": "pv-interpreter-requirements",
    "pv-interpreter-requirements": "pv-other-help-with-communication",
    "pv-other-help-with-communication": "pv-ho-reference",
    # Of a child the council and the guardian are told, and nobody chooses that.
    "pv-ho-reference": ("pv-under-age", {"no": "who-contact", "": "fr-details"}),
    "who-contact": (
        "who-contact",
        {"someone-else": "someone-else", "": "pv-contact-details-referral"},
    ),
    "someone-else": "fr-details",
    "pv-contact-details-referral": "fr-details",
    "fr-details": "fr-alternative-contact",
    "fr-alternative-contact": "upload-evidence",
    "upload-evidence": (
        "upload-file",
        {"yes": "what-evidence-you-will-submit", "": ""},
    ),
    "what-evidence-you-will-submit": "",
}

#: The fields at which the way forks, with all that may be answered there.
FORKS: dict[str, tuple[str, ...]] = {
    "pv-under-age": ("yes", "no", "not-sure"),
    _SITUATIONS: ("yes", "no", "i-dont-know"),
    "still-in-exploitative-situation": ("yes", "no"),
    "when-last-contact": (
        "within-the-last-week",
        "within-the-last-month",
        "within-the-last-3-month",
        "within-the-last-6-month",
        "within-the-last-6-12-month",
        "over-a-year-ago",
        "not-sure",
    ),
    "is-this-the-first-chance-to-report": ("yes", "no", "not-sure"),
    _WHERE: ("uk", "overseas", "uk-and-overseas"),
    "exploiters-location": ("yes", "no"),
    "future-exploitation-concerns": ("yes", "no"),
    "authorities-cooperation": ("yes", "no"),
    "pv-want-to-submit-nrm": ("yes", "no"),
    "does-pv-need-support": ("yes", "no"),
    "who-contact": ("potential-victim", "someone-else"),
    "upload-file": ("yes", ""),
}


def walk(answers: Mapping[str, str]) -> list[str]:
    """The steps one comes by, from the first to the last."""
    way, step = [], "reference"
    while step:
        way.append(step)
        after = NEXT[step]
        if isinstance(after, str):
            step = after
        else:
            field, turns = after
            step = turns.get(answers.get(field, ""), turns[""])
    return way
