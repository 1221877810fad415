"""The official form as it is filled in for a typical adult: all of it invented."""

from __future__ import annotations

from collections.abc import Mapping

from tests.journeys.keyboard import Typist
from tests.journeys.walk import Walk

#: By the fields' official names. What the page knows already is not typed again.
TYPICAL_ADULT: dict[str, str] = {
    "reference": "SYN-1",
    "user-organisation": "BAWSO",
    "fr-location": "wales",
    "pv-under-age": "no",
    "pv-under-age-at-time-of-exploitation": "no",
    "birthplace": "Synthetic town",
    "family": "A sister, at home.",
    "education": "Nine years of school.",
    "employment-history": "She sewed in a workshop.",
    "potential-victim-exploitative-situation-multiple": "no",
    "when-did-the-exploitation-take-place": "From spring to autumn of last year.",
    "how-did-the-exploitation-start": "Somebody offered work in a shop.",
    "were-they-taken-somewhere-by-their-exploiter": "yes",
    "were-they-taken-somewhere-by-their-exploiter-journey-details": "By van, at night.",
    "what-were-they-required-to-do": "To work in a nail bar all week.",
    "living-conditions": "Six of them in one room above it.",
    "how-they-were-treated": "They were shouted at, and not paid.",
    "still-in-exploitative-situation": "no",
    "how-why-did-they-leave-the-situation": "A customer took her to a hospital.",
    "when-last-contact": "over-a-year-ago",
    "details-last-contact": "He called once.",
    "is-this-the-first-chance-to-report": "yes",
    "yes-the-first-chance-to-report": "Nobody had asked her.",
    "modern-slavery-indicators": "yes",
    "modern-slavery-indicators-details": "No papers, no pay, no key to the door.",
    "where-how-interview-carried-out": "In a quiet room, with an interpreter.",
    "professional-insight": "She told it in the same order each time.",
    "evidence-of-dishonesty": "no",
    "are-others-involved": "no",
    "where-exploitation-happened": "uk",
    "where-exploitation-happened-uk-city": "Bangor",
    "current-pv-location-uk-city": "Cardiff / Caerdydd",
    "current-pv-location-uk-region": "South Glamorgan",
    "who-exploited-pv": "A man whom they called the manager.",
    "exploiters-location": "no",
    "types-of-exploitation-forced-to-work": "on",
    "any-other-pvs": "not-sure",
    "other-potential-victims-not-sure-details": "There were others in the room.",
    "future-exploitation-concerns": "no",
    "reported-to-police": "no",
    "authorities-cooperation": "no",
    "pv-want-to-submit-nrm": "yes",
    "does-pv-need-support": "yes",
    "pv-phone-number": "no",
    "no-contact-details": "Through us alone: a telephone is not safe.",
    "pv-name-first-name": "Synthetic",
    "pv-name-last-name": "Person",
    "pv-dob_day": "4",
    "pv-dob_month": "5",
    "pv-dob_year": "1994",
    "pv-gender": "female",
    "does-pv-have-children": "no",
    "pv-nationality": "Vietnamese",
    "pv-interpreter-requirements": "yes",
    "pv-interpreter-requirements-language": "Vietnamese",
    "pv-other-help-with-communication": "no",
    "pv-ho-reference": "no",
    "who-contact": "someone-else",
    "someone-else": "email",
    "someone-else-first-name": "Amina",
    "someone-else-last-name": "Yusuf",
    "someone-else-email-input": "amina@example.org",
    "someone-else-permission-check": "on",
    "fr-details-first-name": "Amina",
    "fr-details-last-name": "Yusuf",
    "fr-details-role": "Support worker",
    "fr-details-phone": "+44 808 157 0192",
    "fr-alternative-contact": "team@example.org",
    "what-evidence-you-will-submit": "A letter from the hospital.",
}


def fill_whole_form(walk: Walk, others: Mapping[str, str] | None = None) -> Typist:
    """From its first step to its last, by the keyboard; gives what that took.

    ``others`` are answers that are other than the typical adult's.
    """
    answers = {**TYPICAL_ADULT, **(others or {})}
    typist = Typist(walk.page)
    walk.page.locator("a.govuk-task-list__link").first.click()
    walk.page.wait_for_url("**/step/**")
    for _ in range(80):
        before = walk.page.url
        walk.look()
        typist.fill_in(answers)
        if "/step/" not in walk.page.url:
            return typist
        faults = walk.page.locator(".govuk-error-summary")
        assert walk.page.url != before, faults.all_inner_texts()
    raise AssertionError(walk.page.url)
