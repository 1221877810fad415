"""What speaks for and against two mentions being one, as lines for a page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.intelligence.subjects.rules.matching import MatchComparison
from unhidden.ui import dates

_DIFFERS, _OTHER = "differs", "different"
_TOO_LITTLE = {"nothing": gettext_lazy("Too little is said to compare")}
WORDS: dict[str, dict[str, Promise]] = {
    "name": {
        "generations": gettext_lazy(
            "Each has the name of the other after its own: perhaps parent and child, so"
            " two people"
        ),
        "written": gettext_lazy("Same name, in the same characters"),
        "signs": gettext_lazy(
            "The names sound alike, but are written in other characters"
        ),
        "single": gettext_lazy("Same name; each has only one name"),
        "same": gettext_lazy("Same name"),
        "ends": gettext_lazy("Same first and last name; one has more names between"),
        "forms": gettext_lazy("One name is a form of the other"),
        "sounds": gettext_lazy("The names sound alike"),
        "spelt": gettext_lazy(
            "The names are nearly spelt alike: a slip, or another name"
        ),
        "script": gettext_lazy("The names sound alike, in two scripts"),
        "spaced": gettext_lazy("The names sound alike, however they are divided"),
        "within": gettext_lazy("All names of one are among the names of the other"),
        "within_alike": gettext_lazy(
            "All names of one are like some of the names of the other"
        ),
        "initials": gettext_lazy("One has only an initial; it fits"),
        "nearly": gettext_lazy("The spelling of the names differs a little"),
        "middle": gettext_lazy(
            "Two of the names agree, in one order or the other; the rest differ"
        ),
        "alone": gettext_lazy(
            "One has only one name; one name of the other is like it"
        ),
        "last": gettext_lazy("Same last name, different first name"),
        "first": gettext_lazy("Same first name, different last name"),
        "part": gettext_lazy("One of the names agrees, the others differ"),
        _DIFFERS: gettext_lazy("Names differ"),
    },
    "born": {
        "same": gettext_lazy("Same date of birth"),
        "typo": gettext_lazy(
            "Dates of birth nearly the same: a slip, or another person"
        ),
        "crossed": gettext_lazy(
            "Day and month of birth changed round: a slip, or another person"
        ),
        "month": gettext_lazy("Same month and year of birth, another day"),
        "year": gettext_lazy("Same year of birth, another month"),
        "near": gettext_lazy("Another date of birth, a year or two apart"),
        _DIFFERS: gettext_lazy("Born in another year"),
    },
    "month_of_birth": {
        "same": gettext_lazy("Same month and year of birth; a day is missing"),
        "year": gettext_lazy("Same year of birth, another month"),
        "near": gettext_lazy("Born a year or two apart, as far as is known"),
        _DIFFERS: gettext_lazy("Born in another year"),
    },
    "year_of_birth": {
        "same": gettext_lazy("Same year of birth; one or both give no day"),
        "near": gettext_lazy("Year of birth differs by one or two"),
        _DIFFERS: gettext_lazy("Born in another year"),
    },
    "age": {
        "fits": gettext_lazy("The age that was said fits"),
        "near": gettext_lazy("The age that was said misses by a year or two"),
        _DIFFERS: gettext_lazy("The age that was said does not fit"),
    },
    "phone": {
        "same": gettext_lazy("Same phone number"),
        "typo": gettext_lazy("Phone numbers nearly the same: a slip, or another phone"),
        _DIFFERS: gettext_lazy("Another phone number"),
    },
    "email": {
        "same": gettext_lazy("Same e-mail address"),
        _DIFFERS: gettext_lazy("Another e-mail address"),
    },
    "postcode": {
        "same": gettext_lazy("Same postcode"),
        "typo": gettext_lazy("Postcodes nearly the same: a slip, or another address"),
        "outcode": gettext_lazy("Same postcode district, such as LL13"),
        _DIFFERS: gettext_lazy("Another postcode district"),
    },
    "prior": {
        "prior": gettext_lazy(
            "Starting point, the same for every pair: hardly any two people are one"
        )
    },
    "shared": {
        "person": gettext_lazy("Both are linked to one person"),
        "vehicle": gettext_lazy("Both are linked to one vehicle"),
        "phone": gettext_lazy("Both are linked to one phone"),
        "account": gettext_lazy("Both are linked to one account"),
        "advert": gettext_lazy("Both are linked to one advert"),
        "document": gettext_lazy("Both are linked to one document"),
        "premises": gettext_lazy("Both are linked to one place"),
        "business": gettext_lazy("Both are linked to one business"),
    },
    "linked": {
        "as_two": gettext_lazy("A report speaks of them as two, linked to each other")
    },
    "relative": {
        "date_postcode": gettext_lazy(
            "May be a relative: same date of birth and postcode, different first name"
        ),
        "date_phone": gettext_lazy(
            "May be a relative: same date of birth and phone number, different first"
            " name"
        ),
        "date_email": gettext_lazy(
            "May be a relative: same date of birth and e-mail address, different first"
            " name"
        ),
        "date_family": gettext_lazy(
            "May be a relative: same date of birth and last name, different first name"
        ),
        "postcode": gettext_lazy(
            "May be a relative: same postcode, different first name"
        ),
        "phone": gettext_lazy(
            "May be a relative: same phone number, different first name"
        ),
        "email": gettext_lazy(
            "May be a relative: same e-mail address, different first name"
        ),
        "generation_postcode": gettext_lazy(
            "May be a parent and a child: same last name and postcode, born many years"
            " apart"
        ),
        "generation_phone": gettext_lazy(
            "May be a parent and a child: same last name and phone number, born many"
            " years apart"
        ),
        "generation_email": gettext_lazy(
            "May be a parent and a child: same last name and e-mail address, born many"
            " years apart"
        ),
    },
    "too_little": {
        "first_name": gettext_lazy(
            "Not enough to call it likely: the first names could be those of two"
            " relatives"
        ),
        "other_date": gettext_lazy(
            "Not enough to call it likely: the dates of birth are two different ones"
        ),
        "name_and_year": gettext_lazy(
            "Not enough to call it likely: others can have this name and age, too"
        ),
    },
    "plate": {
        "same": gettext_lazy("Same plate"),
        "folded": gettext_lazy("Same plate but for signs that look alike"),
        "one_wrong": gettext_lazy("One character of the plate differs"),
        "one_missing": gettext_lazy("One character of the plate is missing"),
        "two_slips": gettext_lazy("Two slips between the plates"),
        "consistent": gettext_lazy("What was seen of the plate fits"),
        "nearly": gettext_lazy("What was seen of the plate nearly fits"),
        _OTHER: gettext_lazy("Another plate"),
        **_TOO_LITTLE,
    },
    "number": {
        "same": gettext_lazy("Same phone number"),
        "same_tail": gettext_lazy("Same number, another country code or none"),
        "one_wrong": gettext_lazy(
            "Phone numbers nearly the same: a slip, or another phone"
        ),
        "ends_alike": gettext_lazy("The digits that are known agree"),
        "short_end": gettext_lazy("The few digits that are known agree"),
        _OTHER: gettext_lazy("Another phone number"),
        **_TOO_LITTLE,
    },
    "advert": {
        "same_web": gettext_lazy("Same web address"),
        "same_words": gettext_lazy("The same words"),
        "nearly_same": gettext_lazy("Nearly the same words"),
        "alike_and_phone": gettext_lazy("Similar words and the same phone number"),
        "same_phone": gettext_lazy("Other words, the same phone number"),
        "alike": gettext_lazy("Similar words: perhaps a template"),
        _OTHER: gettext_lazy("Other words"),
        **_TOO_LITTLE,
    },
    "business": {
        "same": gettext_lazy("Same name"),
        "reordered": gettext_lazy("The same words in another order"),
        "other_form": gettext_lazy("Same name, another legal form"),
        "misspelt": gettext_lazy("Names are spelt alike"),
        "longer": gettext_lazy("One name has more words"),
        "some_agree": gettext_lazy("A word of the names agrees, another does not"),
        _OTHER: gettext_lazy("Names differ"),
        **_TOO_LITTLE,
    },
    "company": {
        "same": gettext_lazy("Same company number"),
        "one_wrong": gettext_lazy("Company number differs by a slip"),
        _OTHER: gettext_lazy("Another company number"),
    },
    "premises": {
        "same_entry": gettext_lazy("One entry in the list of premises"),
        "same_uprn": gettext_lazy("Same UPRN"),
        "same": gettext_lazy("Same address"),
        "flat_unsaid": gettext_lazy("Same house; only one of them names a flat"),
        "postcode_slip": gettext_lazy(
            "Same number and street; the postcodes differ by a slip"
        ),
        "same_postcode": gettext_lazy(
            "Same postcode; the number or the street is not certain"
        ),
        "same_street": gettext_lazy("Same street; a number is missing"),
        "town_unsaid": gettext_lazy("Same number and street; the town is not certain"),
        "other_town": gettext_lazy("A street of the same name in another town"),
        "other_number": gettext_lazy("Another number in the same street"),
        "other_flat": gettext_lazy("Another flat in the same house"),
        _OTHER: gettext_lazy("Another address"),
        **_TOO_LITTLE,
    },
    "account": {
        "same": gettext_lazy("Same account"),
        "site_unsaid": gettext_lazy("Same name; a site is not said"),
        "other_site": gettext_lazy("Same name on another site"),
        "one_wrong": gettext_lazy("One character of the account differs"),
        _OTHER: gettext_lazy("Another account"),
        **_TOO_LITTLE,
    },
    "document": {
        "same": gettext_lazy("Same number"),
        "one_wrong": gettext_lazy("One character of the number differs"),
        _OTHER: gettext_lazy("Another number"),
    },
    "event": {
        "same": gettext_lazy("The same words"),
        "one_wrong": gettext_lazy("One character of the words differs"),
        _OTHER: gettext_lazy("Other words"),
    },
}
_NOT_ALIKE = gettext_lazy("Nothing agrees")


def words(what: str, level: str) -> str:
    """How something agreed."""
    return str(WORDS.get(what, {}).get(level, _NOT_ALIKE))


def bits(value: float) -> str:
    """A weight to one place, with its sign."""
    return dates.format_signed(value)


def parts(comparison: MatchComparison, *, with_prior: bool = True) -> list[str]:
    """One line for each part that says something: what agrees, and its weight."""
    return [
        _("%(what)s: %(bits)s")
        % {
            "what": words(part.what, part.level),
            "bits": bits(part.bits),
        }
        for part in comparison.parts
        if with_prior or part.what != "prior"
    ]
