"""How much speaks for two mentions being one thing, part by part, in bits.

People are weighed by the trained model. The other kinds by one comparison whose bits
are ours, judged from how many of a million a level leaves by chance
(docs/decisions/splink-trained-online-scoring.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from unhidden import linkage
from unhidden.linkage.accounts import (
    AccountLevel,
    OnlineAccount,
    compare_accounts,
    plain_number,
)
from unhidden.linkage.addresses import read_premises
from unhidden.linkage.adverts import Advert, AdvertLevel, compare_adverts
from unhidden.linkage.businesses import BusinessLevel, compare_businesses
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.person_profiles import read_person
from unhidden.linkage.phones import PhoneLevel, compare_phones
from unhidden.linkage.plates import PlateLevel, compare_plates
from unhidden.linkage.premises import PremisesLevel, compare_premises
from unhidden.linkage.priors import FEWEST, DeskCounts, find_prior
from unhidden.linkage.relatives import (
    FIRST_NAME,
    OTHER_DATE,
    RELATIVE,
    TOO_LITTLE,
)
from unhidden.linkage.scoring import ScorePart, Scorer
from unhidden.linkage.spec import ABSENT
from unhidden.linkage.unsaid import has_number, is_plate_like

#: A candidate is spoken of from so many bits on, and called likely from so many.
ASK, SUGGEST = 0.0, 8.0
OURS = "levels-2"
PRIOR = "prior"
#: What is said of a candidate who may be a relative.
RELATED = "relative"
_LIMITS = frozenset({RELATIVE, TOO_LITTLE})
_OF_A_HOUSEHOLD = frozenset({FIRST_NAME, OTHER_DATE})
Profile = Mapping[str, Any]
_MODEL = Path(linkage.__path__[0]) / "data" / "people.json"
_TOLD_APART, _OTHER_NAME = -8.0, -3.0

_BITS = attrgetter("bits")

Comparer = Callable[[Profile, Profile], "MatchComparison"]

PLATES: Mapping[PlateLevel, float] = {
    PlateLevel.SAME: 18.0,
    PlateLevel.FOLDED: 14.0,
    PlateLevel.ONE_WRONG: 6.0,
    PlateLevel.ONE_MISSING: 6.0,
    PlateLevel.CONSISTENT: 3.0,
    PlateLevel.TWO_SLIPS: 1.0,
    PlateLevel.NEARLY: 0.5,
}
PHONES: Mapping[PhoneLevel, float] = {
    PhoneLevel.SAME: 18.0,
    PhoneLevel.SAME_TAIL: 14.0,
    PhoneLevel.ONE_WRONG: 4.0,
    PhoneLevel.ENDS_ALIKE: 4.0,
    PhoneLevel.SHORT_END: 0.5,
}
ADVERTS: Mapping[AdvertLevel, float] = {
    AdvertLevel.SAME_WORDS: 12.0,
    AdvertLevel.NEARLY_SAME: 10.0,
    AdvertLevel.ALIKE_AND_PHONE: 12.0,
    AdvertLevel.SAME_PHONE: 9.0,
    AdvertLevel.ALIKE: 1.0,
}
SAME_WEB = 16.0
BUSINESSES: Mapping[BusinessLevel, float] = {
    BusinessLevel.SAME: 9.0,
    BusinessLevel.REORDERED: 7.0,
    BusinessLevel.OTHER_FORM: 5.0,
    BusinessLevel.MISSPELT: 4.0,
    BusinessLevel.LONGER: 2.0,
}
ACCOUNTS: Mapping[AccountLevel, float] = {
    AccountLevel.SAME: 16.0,
    AccountLevel.SITE_UNSAID: 10.0,
    AccountLevel.ONE_WRONG: 3.0,
    AccountLevel.OTHER_SITE: 3.0,
}
#: Of the numbers under which a register has two businesses: another is another body,
#: and what one was called before is its own.
SAME_COMPANY, NEAR_COMPANY, OTHER_COMPANY = 16.0, 1.0, -12.0
#: Of two entries of the list of premises: an address has seen more than one business.
ADDRESSES: Mapping[PremisesLevel, float] = {
    PremisesLevel.SAME_UPRN: 16.0,
    PremisesLevel.SAME: 9.0,
    PremisesLevel.FLAT_UNSAID: 5.0,
    PremisesLevel.POSTCODE_SLIP: 5.0,
    PremisesLevel.TOWN_UNSAID: 1.5,
    PremisesLevel.SAME_POSTCODE: 1.0,
    PremisesLevel.SAME_STREET: 0.5,
    PremisesLevel.OTHER_TOWN: -3.0,
}
SAME_ENTRY = 20.0
NAMES: Mapping[BusinessLevel, float] = {
    BusinessLevel.SAME: 5.0,
    BusinessLevel.REORDERED: 4.0,
    BusinessLevel.OTHER_FORM: 4.0,
    BusinessLevel.MISSPELT: 3.0,
    BusinessLevel.LONGER: 2.0,
}


class ModelWeights:
    """A trained model at work; ``name`` stands with each judgement that it helped."""

    def __init__(
        self, name: str, model: TrainedModel, desk: DeskCounts | None = None
    ) -> None:
        self.name, self.model, self._desk = name, model, desk
        self._scorer = Scorer(PEOPLE, model)

    def make_scorer(self, among: int) -> Scorer:
        """The scorer among so many mentions."""
        return self._scorer.with_prior(find_prior(self.model, among, self._desk))

    def with_counts(self, desk: DeskCounts) -> ModelWeights:
        """The same model where this was counted."""
        return ModelWeights(self.name, self.model.with_counts(desk.values), desk)


@dataclass(frozen=True, slots=True)
class MatchComparison:
    """``bits`` is the sum of the parts; ``model`` says by which weights.

    ``evidence`` is what was compared. Of people there is the ``prior`` besides: how
    unlikely two are one, among so many, before anything is known.
    """

    bits: float
    evidence: tuple[ScorePart, ...]
    model: str
    prior: float | None = None

    @property
    def parts(self) -> tuple[ScorePart, ...]:
        """What says something: what holds the rest down first, and the prior last."""
        said = (part for part in self.evidence if part.level != ABSENT)
        told = tuple(sorted(said, key=lambda part: part.what not in _LIMITS))
        return (
            told if self.prior is None else (*told, ScorePart(PRIOR, PRIOR, self.prior))
        )

    @property
    def likeness(self) -> float:
        """In bits, whatever is likely beforehand."""
        return self.bits - (self.prior or 0.0)

    @property
    def related_by(self) -> str:
        """As what the two may be relatives and not one; "" where they may not."""
        told = (part.level for part in self.evidence if part.what == RELATIVE)
        return next(told, "")

    @property
    def is_of_household(self) -> bool:
        """Whether they may be of one household, so that what they share says little."""
        codes = {part.level for part in self.evidence if part.what in _LIMITS}
        return bool(self.related_by) or not codes.isdisjoint(_OF_A_HOUSEHOLD)

    @property
    def bits_unlimited(self) -> float:
        """In bits, before any limit: the order of those that one limit holds down."""
        taken = (part.bits for part in self.evidence if part.what in _LIMITS)
        return self.bits - sum(taken)

    def as_json(self) -> list[dict[str, object]]:
        """The parts as they are kept with a judgement."""
        return [
            {"what": part.what, "level": part.level, "bits": round(part.bits, 2)}
            for part in self.parts
        ]


def compare_mention_profiles(
    kind: str,
    one: Profile,
    other: Profile,
    *,
    among: int = FEWEST,
    weights: ModelWeights | None = None,
) -> MatchComparison:
    """Two profiles of one kind compared, ``among`` so many mentions in all.

    The more there are, the less an agreement says: two taken at random are less
    likely one. ``weights`` are those of people, by default the shipped.
    """
    return build_comparer(kind, one, among=among, weights=weights)(other)


def build_comparer(
    kind: str, one: Profile, *, among: int = FEWEST, weights: ModelWeights | None = None
) -> Callable[[Profile], MatchComparison]:
    """As ``compare``, for one that is held against many."""
    if kind == "person":
        return _people(one, among, weights or load_shipped_weights())
    return partial(_COMPARERS[kind], one)


def is_weak(found: MatchComparison) -> bool:
    """Whether it lies below the cut only because there are so many others.

    What agrees says more than what differs, as where a name is all that is known.
    """
    return found.bits < ASK and found.likeness > 0 and not found.related_by


def advise_match(bits: float) -> str:
    """Whether a candidate is suggested, only asked about, or not spoken of."""
    if bits >= SUGGEST:
        return "suggest"
    return "ask" if bits >= ASK else ""


def advise_comparison(found: MatchComparison) -> str:
    """As ``advise_match``; of those who may be relatives it says so, and no more."""
    return RELATED if found.related_by else advise_match(found.bits)


@cache
def load_shipped_weights() -> ModelWeights:
    """The weights that come with the program, of people nobody is."""
    return ModelWeights("people", TrainedModel.load(_MODEL, PEOPLE))


def _people(
    one: Profile, among: int, weights: ModelWeights
) -> Callable[[Profile], MatchComparison]:
    """The best under any two of their names."""
    scorer = weights.make_scorer(among)
    names = [scorer.against(read_person(name)) for name in one["names"]]

    def compared(other: Profile) -> MatchComparison:
        others = [read_person(name) for name in other["names"]]
        scores = [score(name) for score in names for name in others]
        best = max(scores, key=_BITS)
        return MatchComparison(best.bits, best.parts, weights.name, scorer.prior)

    return compared


def _by_text(
    what: str, compare_texts: Callable[[str, str], Any], bits: Mapping[Any, float]
) -> Comparer:
    def compare_profiles(one: Profile, other: Profile) -> MatchComparison:
        return _of_level(what, compare_texts(one["text"], other["text"]), bits)

    return compare_profiles


def _accounts(one: Profile, other: Profile) -> MatchComparison:
    pair = (OnlineAccount(each["site"], each["name"]) for each in (one, other))
    return _of_level("account", compare_accounts(*pair), ACCOUNTS)


def _businesses(one: Profile, other: Profile) -> MatchComparison:
    """By the names, and by the numbers of the register where both are known."""
    level = compare_businesses(one["text"], other["text"])
    found = _of_level("business", level, BUSINESSES)
    if not (one["number"] and other["number"]):
        return found
    slips = OSA.distance(one["number"], other["number"], score_cutoff=1)
    code, bits = {0: ("same", SAME_COMPANY), 1: ("one_wrong", NEAR_COMPANY)}.get(
        slips, ("different", OTHER_COMPANY)
    )
    (name,) = found.evidence
    if not slips:
        name = ScorePart(name.what, name.level, max(name.bits, _OTHER_NAME))
    return MatchComparison(
        name.bits + bits, (name, ScorePart("company", code, bits)), OURS
    )


def _adverts(one: Profile, other: Profile) -> MatchComparison:
    """One page of the web, or else by their words and telephone numbers."""
    if one.get("web") and one["web"] == other.get("web"):
        part = ScorePart("advert", "same_web", SAME_WEB)
        return MatchComparison(part.bits, (part,), OURS)
    pair = (
        Advert(frozenset(each["runs"]), frozenset(each["phones"]))
        for each in (one, other)
    )
    return _of_level("advert", compare_adverts(*pair), ADVERTS)


def _premises(one: Profile, other: Profile) -> MatchComparison:
    """One entry of the list, or else by where both are and what they are called."""
    if one["entry"] and one["entry"] == other["entry"]:
        part = ScorePart("premises", "same_entry", SAME_ENTRY)
        return MatchComparison(part.bits, (part,), OURS)
    where = compare_premises(
        *(read_premises(each["address"], each["uprn"]) for each in (one, other))
    )
    found = _of_level("premises", where, ADDRESSES)
    if not (one["name"] and other["name"]):
        return found
    level = compare_businesses(one["name"], other["name"])
    if level is BusinessLevel.NOTHING:
        return found
    name = ScorePart("business", level.name.lower(), NAMES.get(level, _OTHER_NAME))
    return MatchComparison(found.bits + name.bits, (*found.evidence, name), OURS)


def _of_level(what: str, level: Any, bits: Mapping[Any, float]) -> MatchComparison:
    part = ScorePart(what, level.name.lower(), bits.get(level, _TOLD_APART))
    return MatchComparison(part.bits, (part,), OURS)


def _numbers(what: str, same: float, slip: float) -> Comparer:
    def compare_numbers(one: Profile, other: Profile) -> MatchComparison:
        slips = OSA.distance(plain_number(one["text"]), plain_number(other["text"]))
        level, bits = {0: ("same", same), 1: ("one_wrong", slip)}.get(
            slips, ("different", _TOLD_APART)
        )
        return MatchComparison(bits, (ScorePart(what, level, bits),), OURS)

    return compare_numbers


def _told(what: str, is_told: Callable[[str], bool], compare: Comparer) -> Comparer:
    """Only where both say something: two that are called "passport" do not."""

    def compare_told(one: Profile, other: Profile) -> MatchComparison:
        if is_told(one["text"]) and is_told(other["text"]):
            return compare(one, other)
        part = ScorePart(what, "nothing", _TOLD_APART)
        return MatchComparison(part.bits, (part,), OURS)

    return compare_told


_COMPARERS: Mapping[str, Comparer] = {
    "vehicle": _told("plate", is_plate_like, _by_text("plate", compare_plates, PLATES)),
    "phone": _by_text("number", compare_phones, PHONES),
    "account": _accounts,
    "advert": _adverts,
    "document": _told("document", has_number, _numbers("document", 16.0, 3.0)),
    "premises": _premises,
    "business": _businesses,
    "event": _numbers("event", 1.0, _TOLD_APART),
}
