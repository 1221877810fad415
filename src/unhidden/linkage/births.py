"""How two dates of birth compare, each weighed among pairs of whom as much is known.

Four comparisons, of which one speaks for a pair: of two days, of two months, of two
years, of an age. That a day is missing says nothing of who somebody is: weighed in one
comparison with whole dates, it passed for evidence wherever sources differ in how much
they say (3.6 bits, measured).

How many strangers agree is the domain's to say. Half of whom such a desk hears are born
within some ten years, so that two have one year of birth in one of 25 pairs; days are
even within a year. (Normal with a standard deviation of seven years; four million pairs
drawn so give the figures below. Among a whole population it is one in 70: the choice is
the cautious one.) No date has a rarity of its own: each is met by chance. What sources
get right is learnt of whole dates; of parts of dates it stands here, since the made
population is too tidy to teach it.
"""

from __future__ import annotations

from unhidden.linkage.conditions import (
    absent,
    edits,
    equal,
    is_said_better,
    spans_meet,
    within,
)
from unhidden.linkage.spec import AgreementLevel, FieldComparison

DAY, MONTH, YEAR, AGE = "born", "month_of_birth", "year_of_birth", "age"
#: A span of more years than these says nothing of a person.
LONGEST_SPAN = 12
_NEAR = 2
_SAME_YEAR, _NEAR_YEAR, _OTHER_YEAR = 0.04, 0.16, 0.80
_MONTHS, _DAYS = 12, 365
_SAME_MONTH = _SAME_YEAR / _MONTHS
# Some countries write the month first, and so do some forms: more than who mistype.
_CROSSED_M = 0.05

_OF_DAYS = FieldComparison(
    DAY,
    absent("born"),
    (
        AgreementLevel("same", equal("born"), u=_SAME_YEAR / _DAYS),
        AgreementLevel("typo", edits("born", 1), u=0.003),
        AgreementLevel(
            "crossed", equal("born", "born_crossed"), m=_CROSSED_M, u=0.000042
        ),
        AgreementLevel("month", equal("born_month"), u=0.0021),
        AgreementLevel("year", equal("born_year"), u=0.036),
        AgreementLevel("near", within("born_year", _NEAR), u=_NEAR_YEAR),
    ),
    differs_u=_OTHER_YEAR,
)
_OF_MONTHS = FieldComparison(
    MONTH,
    is_said_better("born_month", "born"),
    (
        AgreementLevel("same", equal("born_month"), m=0.8, u=_SAME_MONTH),
        AgreementLevel("year", equal("born_year"), m=0.08, u=_SAME_YEAR - _SAME_MONTH),
        AgreementLevel("near", within("born_year", _NEAR), m=0.07, u=_NEAR_YEAR),
    ),
    differs_u=_OTHER_YEAR,
)
# Who says no more than a year is often guessing it: a year or two beside says next to
# nothing either way.
_OF_YEARS = FieldComparison(
    YEAR,
    is_said_better("born_year", "born_month"),
    (
        AgreementLevel("same", equal("born_year"), m=0.72, u=_SAME_YEAR),
        AgreementLevel("near", within("born_year", _NEAR), m=0.2, u=_NEAR_YEAR),
    ),
    differs_u=_OTHER_YEAR,
)
# "About 28" fits the years between 1985 and 1991, and so do two of five strangers.
_OF_AGES = FieldComparison(
    AGE,
    is_said_better("born_from", "born_year"),
    (
        AgreementLevel("fits", spans_meet("born_from", "born_to"), m=0.87, u=0.38),
        AgreementLevel(
            "near", spans_meet("born_from", "born_to", _NEAR), m=0.07, u=0.12
        ),
    ),
    differs_u=0.5,
)
BIRTHS = (_OF_DAYS, _OF_MONTHS, _OF_YEARS, _OF_AGES)
