"""Who may be relatives and not one person, and what is too little to call likely.

Twins share their date of birth, their family's name, address and telephone; fathers and
sons all but the year. A sum of agreements calls them one person, so a pair of whom that
may be true weighs no more than here. One rule for the page, the batch and Spark: limits
of the specification of people, made of the same conditions as its comparisons. What a
person decided of two mentions stands over it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from unhidden.linkage.conditions import (
    Condition,
    absent,
    alike,
    begins_with,
    edits,
    equal,
    far_apart,
    has_initial,
    known,
    shares,
)
from unhidden.linkage.fitting import fit_parts
from unhidden.linkage.names.equivalents import find_equivalents
from unhidden.linkage.names.order import order_parts
from unhidden.linkage.names.skeleton import make_skeletons
from unhidden.linkage.weight_limits import WeightLimit

#: What a part of a weight is called that a limit takes away.
RELATIVE, TOO_LITTLE = "relative", "too_little"
FIRST_NAME, OTHER_DATE = "first_name", "other_date"
#: Below the line from which anything is asked: one person in three, not told apart.
MOST_OF_RELATIVES = -1.0
#: Below the line from which anything is called likely.
MOST_UNLIKELY = 7.0
#: Years between a parent and a child.
GENERATION = 14
#: Of fewer consonants the vowels are half the name: Huong and Hong are two. Of names
#: that are run together they are half of each: Fengsheng and Fangxin are two.
_LONG_SKELETON, _LONG_RUN = 3, 5
_VOWEL = "A"  # what a skeleton has for a vowel that a word begins with
_ALIKE = 0.85

_FORMS_KEPT = 65_536

Forms = list[str] | None
#: Columns of a person that say whose each part of the name is, by their names.
WORDS = ("own", "head")
FORMS = ("called", "also_called", "family", "own_run", "own_each")


@lru_cache(maxsize=_FORMS_KEPT)
def list_likely_forms(*words: str, least: int = _LONG_SKELETON) -> Forms:
    """What words may be forms of: themselves, a table's, a skeleton's of ``least``."""
    found = dict.fromkeys(words)
    for word in words:
        found |= dict.fromkeys(find_equivalents(word))
        found |= dict.fromkeys(
            each
            for each in make_skeletons(word)
            if len(each.removeprefix(_VOWEL)) >= least
        )
    return list(found) or None


def make_family_columns(parts: list[str]) -> Mapping[str, Any]:
    """The columns of a name's parts that the rule asks of; None where unknown."""
    order = order_parts(parts)
    if order is None:
        return dict.fromkeys((*WORDS, *FORMS))
    own, also = order.own, order.also
    run = "".join((order.called, *also))
    called = list_likely_forms(order.called) or []
    runs = list_likely_forms(run, least=_LONG_RUN) or []
    return {
        "own": order.called,
        "head": order.head or None,
        "called": list(dict.fromkeys((*called, *runs))),
        "also_called": list_likely_forms(*also),
        "family": list_likely_forms(order.family),
        "own_run": list_likely_forms("".join(own) or run),
        "own_each": list_likely_forms(*own),
    }


_DATE = equal("born")
_SLIP = edits("born", 1) | equal("born", "born_crossed")
_POSTCODE, _PHONE, _EMAIL = equal("postcode"), shares("phones"), shares("emails")
_CONTACT = _POSTCODE | _PHONE | _EMAIL
_TURNED = shares("called", "family") & shares("family", "called")
_FAMILY = (
    equal("head")
    | shares("family")
    | shares("called", "family")
    | shares("family", "called")
)
_OWN_NAME = (
    shares("own_run") | shares("own_run", "own_each") | shares("own_each", "own_run")
)
# Whose own names are the same letters is one, where all else agrees: of twins, Paul
# and Paula are forms of one name, too, and brothers are both Muhammad before the name
# that they go by. Lists of forms are equal where the words are that they are of.
_BESIDE = absent("also_called") | shares("also_called")
_SAME_OWN = equal("name") | (equal("own_run") & (equal("head") | absent("head")))
_SURE_NAME = _SAME_OWN | (equal("own") & _BESIDE)
# What one is called by stands beside the other's own name: one of them says both, or
# both do, turned round. Where either has another name left, it is two who were called
# after somebody.
_FOR_BESIDE = shares("called", "also_called")
_BESIDE_FOR = shares("also_called", "called")
_MOVED = ((_FOR_BESIDE | _BESIDE_FOR) & absent("also_called")) | (
    _FOR_BESIDE & _BESIDE_FOR
)
_ONE_NAME = (
    (shares("called") & (_BESIDE | shares("family")))
    | _MOVED
    | _TURNED
    | fit_parts("parts", "by_slip", least=2, is_whole=True)
    | (equal("head") & _OWN_NAME)
)
_NEARLY = _ONE_NAME | alike("own", _ALIKE) | begins_with("own") | has_initial("own")
_APART = far_apart("born_from", "born_to", GENERATION)


def _limit_unless(
    limit: tuple[str, str, float], when: Condition, one: Condition, own: Condition
) -> tuple[WeightLimit, ...]:
    """A limit unless the own names answer, whichever end of the name the family is."""
    return (
        WeightLimit(*limit, when, one),
        WeightLimit(*limit, when & equal("head"), own),
    )


def _other_name(code: str, when: Condition) -> tuple[WeightLimit, ...]:
    own = _OWN_NAME | alike("last", _ALIKE)
    limit = (RELATIVE, code, MOST_OF_RELATIVES)
    return _limit_unless(limit, when & known("called"), _NEARLY, own)


def _other_year(code: str, when: Condition) -> WeightLimit:
    """A generation apart under one family's name, or under the two turned round."""
    when = when & _FAMILY & _APART
    return WeightLimit(RELATIVE, code, MOST_OF_RELATIVES, when, _SLIP)


#: The strictest first; of those that hold the first is told.
LIMITS = (
    *_other_name("date_postcode", _DATE & _POSTCODE),
    *_other_name("date_phone", _DATE & _PHONE),
    *_other_name("date_email", _DATE & _EMAIL),
    *_other_name("date_family", _DATE & _FAMILY),
    *_other_name("postcode", _POSTCODE),
    *_other_name("phone", _PHONE),
    *_other_name("email", _EMAIL),
    _other_year("generation_postcode", _POSTCODE),
    _other_year("generation_phone", _PHONE),
    _other_year("generation_email", _EMAIL),
    *_limit_unless(
        (TOO_LITTLE, FIRST_NAME, MOST_UNLIKELY),
        known("name") & (_CONTACT | _DATE),
        _SURE_NAME,
        _SAME_OWN,
    ),
    WeightLimit(
        TOO_LITTLE,
        OTHER_DATE,
        MOST_UNLIKELY,
        known("born"),
        _SLIP | equal("born_month") | edits("born", 2),
    ),
    WeightLimit(
        TOO_LITTLE,
        "name_and_year",
        MOST_UNLIKELY,
        known("name"),
        _CONTACT
        | _DATE
        | _SLIP
        | equal("born_month")
        | edits("phone", 1)
        | edits("postcode", 1),
    ),
)
