"""The risk of premises, with the reasons that make it: support for a decision.

What counts is which signs were reported, how strong each is, how well the report is
graded and how long ago it was; whether visits since looked for it in vain; whether the
signs of one dimension together are positive by the Delphi rule; and what is shared with
other premises of high risk. Nationality, ethnicity, language and the hygiene rating are
not among the inputs and so can never count. Nor can how often a place was visited: a
sign counts once, by its best report, so ten visits that see the same thing say no more
than the newest of them alone, and visits that look and see nothing only ever lower.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from unhidden.intelligence.subjects.rules.reasons import (
    MEDIUM,
    STRONG,
    WEAK,
    GradedEvidence,
    RiskReason,
    RiskReasonKind,
    SharedThing,
    SignWeight,
    VisitFinding,
    compute_freshness,
    compute_worth,
)
from unhidden.lib.delphi import is_positive

# The catalogue's own reading of its weights: one strong sign that an officer saw is
# enough for a high risk; one medium sign alone is not even enough for a medium one;
# weak signs together never are (WEAK_TOGETHER stays under MEDIUM_FROM).
POINTS = {STRONG: 60.0, MEDIUM: 28.0, WEAK: 8.0}
WEAK_TOGETHER = 20

# A dimension that is positive adds a quarter of its strong and medium signs: together
# they say more than each, and weak ones add nothing by being counted again.
POSITIVE_SHARE = 0.25

# Who is visited can hide what is looked for: a look in vain takes a quarter of what the
# sign counts for, and no more than the two newest looks do.
NOT_SEEN_SHARE, MOST_LOOKS = 0.25, 2

# What others do is no sign of these premises: two of them together stay far from
# raising a low risk to a high one, and raise none where only weak signs stand.
LINK_POINTS, MOST_LINKS = 8.0, 2

HIGHEST = 100
HIGH_FROM = 60
MEDIUM_FROM = 30


@dataclass(frozen=True, slots=True)
class RiskScore:
    """``own_score`` leaves out what is shared with other premises."""

    score: int
    own_score: int
    band: str
    reasons: tuple[RiskReason, ...]


def score_risk(
    evidence: Iterable[GradedEvidence],
    *,
    today: date,
    looks: Iterable[VisitFinding] = (),
    shared: Iterable[SharedThing] = (),
) -> RiskScore:
    """The score (0 to 100), its band, and the reasons, heaviest first.

    The points of the reasons add up to the score, unless they pass 100. Shared things
    count by the others' own scores alone, so that no score feeds on itself.
    """
    signs = _best_of_each(evidence, list(looks), today)
    own = [reason for sign in signs for reason in sign]
    own += _stop_of_weak_signs(signs) + _positive_dimensions(signs)
    links = _links(shared, today)
    total = sum(reason.points for reason in own)
    links += _stop_of_links(signs, total, links)
    score = min(HIGHEST, total + sum(reason.points for reason in links))
    return RiskScore(
        score=score,
        own_score=min(HIGHEST, total),
        band=band_of(score),
        reasons=tuple(own + links),
    )


def band_of(score: int) -> str:
    """``high`` from 60, ``medium`` from 30, else ``low``."""
    if score >= HIGH_FROM:
        return "high"
    return "medium" if score >= MEDIUM_FROM else "low"


def score_sign(weight: str, source: str, assessment: str, *, age_days: int) -> int:
    """What one sign of one item is worth before anybody looked for it."""
    return round(
        POINTS.get(weight, 0.0) * compute_worth(source, assessment, age_days=age_days)
    )


#: A sign's reason, and after it those of the looks that did not see it.
_Sign = tuple[RiskReason, ...]


def _best_of_each(
    evidence: Iterable[GradedEvidence], looks: Sequence[VisitFinding], today: date
) -> list[_Sign]:
    """Each sign by the report that leaves it most after the looks since."""
    best: dict[str, _Sign] = {}
    for one in evidence:
        for weight in one.weights:
            found = _sign(one, weight, looks, today)
            if found and (
                weight.sign not in best or _order(found) < _order(best[weight.sign])
            ):
                best[weight.sign] = found
    return sorted(best.values(), key=_order)


def _sign(
    one: GradedEvidence, weight: SignWeight, looks: Iterable[VisitFinding], today: date
) -> _Sign:
    age = (today - one.on).days
    full = score_sign(weight.weight, one.source, one.assessment, age_days=age)
    if not full:
        return ()
    params = {
        "sign": weight.sign,
        "weight": weight.weight,
        "dimension": weight.dimension,
        "grade": one.source + one.assessment,
        "on": one.on.isoformat(),
        "urn": one.urn,
        "item": str(one.item_id),
    }
    seen = RiskReason(
        RiskReasonKind.SIGN, full, tuple(params.items()), one.intelligence_id
    )
    since = [
        each for each in looks if weight.sign in each.not_seen and each.on > one.on
    ]
    return (seen, *_not_seen(seen, since, today))


def _not_seen(
    seen: RiskReason, since: Iterable[VisitFinding], today: date
) -> Iterable[RiskReason]:
    """What the newest looks in vain take away, rounded as one: no point goes twice."""
    newest = sorted(since, key=lambda each: (-each.on.toordinal(), str(each.visit_id)))
    share, taken = 0.0, 0
    for look in newest[:MOST_LOOKS]:
        share += NOT_SEEN_SHARE * compute_freshness((today - look.on).days)
        lost = round(seen.points * share) - taken
        taken += lost
        if lost:
            params = {
                "sign": seen.param("sign"),
                "on": look.on.isoformat(),
                "visit": str(look.visit_id),
            }
            yield RiskReason(RiskReasonKind.NOT_SEEN, -lost, tuple(params.items()))


def _net(sign: _Sign) -> int:
    """What is left of a sign."""
    return sum(reason.points for reason in sign)


def _order(sign: _Sign) -> tuple[object, ...]:
    """Heaviest first, then newest; a fixed order whatever order they came in."""
    params = dict(sign[0].params)
    day = date.fromisoformat(params["on"])
    return (
        -_net(sign),
        -day.toordinal(),
        params["sign"],
        params["urn"],
        params["grade"],
        str(sign[0].intelligence_id),
        params["item"],
    )


def _stop_of_weak_signs(signs: Iterable[_Sign]) -> list[RiskReason]:
    """What is taken off so that weak signs together never raise the band."""
    weak = sum(_net(sign) for sign in signs if sign[0].param("weight") == WEAK)
    excess = weak - WEAK_TOGETHER
    if excess <= 0:
        return []
    return [
        RiskReason(
            RiskReasonKind.WEAK_SIGNS_STOP, -excess, (("most", str(WEAK_TOGETHER)),)
        )
    ]


def _positive_dimensions(signs: Iterable[_Sign]) -> list[RiskReason]:
    """Each dimension that is positive by the Delphi rule, by its code."""
    filed: dict[str, list[_Sign]] = defaultdict(list)
    for sign in signs:
        filed[sign[0].param("dimension")].append(sign)
    found = (_dimension(code, filed[code]) for code in sorted(filed) if code)
    return [reason for reason in found if reason]


def _dimension(code: str, signs: Sequence[_Sign]) -> RiskReason | None:
    of = {
        weight: [sign for sign in signs if sign[0].param("weight") == weight]
        for weight in (STRONG, MEDIUM, WEAK)
    }
    count = {weight: len(found) for weight, found in of.items()}
    more = round(POSITIVE_SHARE * sum(map(_net, of[STRONG] + of[MEDIUM])))
    if not more or not is_positive(**count):
        return None
    params = {"dimension": code} | {name: str(count[name]) for name in count}
    return RiskReason(RiskReasonKind.DELPHI, more, tuple(params.items()))


def _links(shared: Iterable[SharedThing], today: date) -> list[RiskReason]:
    """The best link to each of the others, the best few of them."""
    best: dict[object, RiskReason] = {}
    for one in shared:
        reason = _link(one, today)
        known = best.get(one.premises_id)
        if reason and (
            known is None or _order_of_links(reason) < _order_of_links(known)
        ):
            best[one.premises_id] = reason
    return sorted(best.values(), key=_order_of_links)[:MOST_LINKS]


def _stop_of_links(
    signs: Iterable[_Sign], total: int, links: Iterable[RiskReason]
) -> list[RiskReason]:
    """What is taken off so that links raise no band without a medium or strong sign.

    Weak signs are never enough, even in numbers.
    """
    stand = (sign for sign in signs if _net(sign) > 0)
    most = MEDIUM_FROM - 1
    excess = total + sum(reason.points for reason in links) - most
    if excess <= 0 or any(sign[0].param("weight") != WEAK for sign in stand):
        return []
    return [RiskReason(RiskReasonKind.LINKS_STOP, -excess, (("most", str(most)),))]


def _link(one: SharedThing, today: date) -> RiskReason | None:
    """A link is worth what the weaker of its two items is."""
    if one.own_score < HIGH_FROM:
        return None
    ends = (one.here, one.there)
    left = min(
        compute_worth(end.source, end.assessment, age_days=(today - end.on).days)
        for end in ends
    )
    more = round(LINK_POINTS * left)
    params = {
        "premises": str(one.premises_id),
        "kind": one.kind,
        "grade": one.here.source + one.here.assessment,
        "on": one.here.on.isoformat(),
        "urn": one.here.urn,
        "item": str(one.here.item_id),
        "there": str(one.there.item_id),
    }
    if not more:
        return None
    return RiskReason(
        RiskReasonKind.LINK, more, tuple(params.items()), one.here.intelligence_id
    )


def _order_of_links(reason: RiskReason) -> tuple[object, ...]:
    return (-reason.points, sorted(reason.params))
