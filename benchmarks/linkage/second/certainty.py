"""How sure the desk is, and how often rightly: on people whom nobody of ours made up.

``unhidden bench linkage`` prints these lines last. Strangers are asked about at small
desks, and beside them those who are there; relatives; then people as sources tell of
them, at desks of three sizes.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from benchmarks.linkage import desk
from benchmarks.linkage.lines import measure
from benchmarks.linkage.second import sources
from benchmarks.linkage.second.errors import (
    Report,
    tell,
    tell_exactly,
    tell_name_and_year,
)
from benchmarks.linkage.second.peers import ALIKE, find_alike
from benchmarks.linkage.second.people import (
    Resident,
    make_of_each,
    make_residents,
)
from benchmarks.linkage.second.reckoning import (
    CertaintyBand,
    apart,
    reckon_bands,
    share_by,
    widest_gap,
    wilson,
)
from benchmarks.linkage.second.trial import Answer, Known, ask_desk, fill_desk
from unhidden.hosting.failing import StepFailure
from unhidden.intelligence.subjects.rules import matching

PER_CENT = 100
#: Of whom a region's strangers are: issue 24 names these eight.
STRANGERS = (
    "english", "welsh", "korean", "chinese", "vietnamese", "south asian", "arabic",
    "romanian",
)  # fmt: skip
SMALL_DESK, TOP = 1_000, 10
#: Of those asked about at a desk of a region, one in five is there: a tenth of people
#: stand in a file twice, which makes it about so. Recall is of those who are.
_THERE, _THERE_FOR_RECALL = 0.2, 0.8
_SEED = 20_261_130


@dataclass(frozen=True, slots=True)
class TrialSize:
    """``asked`` strangers of an origin in all, and so many who are there a desk."""

    desks: int
    asked: int
    there: int
    residents: int
    relatives: int
    regions: tuple[int, ...]
    questions: int
    probes: int


FULL = TrialSize(4, 400, 400, 80_000, 250, (1_000, 10_000, 100_000), 5_000, 6_500)
QUICK = TrialSize(1, 60, 100, 16_000, 60, (1_000,), 1_000, 0)


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """These lines alone."""
    address = os.environ.get("UNHIDDEN_BENCH_ADMIN", "")
    if not address:
        sentence = "This bench makes tables of its own: start it as unhidden bench."
        raise StepFailure(sentence)
    yield from lines(address, quick=quick)


def lines(address: str, *, quick: bool) -> Iterator[dict[str, object]]:
    """Every line, or what is missing; the last desk stays in the tables."""
    missing = sources.tell_missing()
    if missing:
        yield {"bench": "linkage.false_ask_pct", "skipped": missing}
        return
    size = QUICK if quick else FULL
    asked = yield from _strangers(address, size)
    yield _relatives(address, size, asked)
    gaps = []
    for many in size.regions:
        for line in _region(address, many, size):
            gaps += [line["value"]] if "calibration_gap" in str(line["bench"]) else []
            yield line
    yield measure("calibration_gap", max(map(float, map(str, gaps))), "chance")


@dataclass(frozen=True, slots=True)
class SmallDesk:
    """What is said there of strangers, and of those it knows by date and by year.

    ``plain`` says of each stranger, and of each that it knows, whether a plain token
    ratio finds anybody, or them.
    """

    strangers: list[Answer]
    dated: list[Answer]
    years: list[Answer]
    plain: tuple[list[bool], list[bool]]


def _strangers(
    address: str, size: TrialSize
) -> Generator[dict[str, object], None, list[Answer]]:
    """Ask about strangers, whom it gives, and about those who are there."""
    desks = [_ask_small_desk(address, size, number) for number in range(size.desks)]
    asked = [each for some in desks for each in some.strangers]
    yield _false_ask(asked)
    years = [each for some in desks for each in some.years]
    yield _known_asked("known_asked_by_year_pct", years)
    dated = [each for some in desks for each in some.dated]
    yield _known_asked("known_asked_by_date_pct", dated)
    yield _plainly(asked, desks)
    return asked


def _ask_small_desk(address: str, size: TrialSize, number: int) -> SmallDesk:
    """A desk of 1,000 strangers of eight origins, by name and date or year alone."""
    actor, seed = desk.analyst(), _SEED + number
    luck = random.Random(seed)  # noqa: S311
    of = make_of_each(SMALL_DESK // len(STRANGERS), seed, STRANGERS)
    people = [each for some in of.values() for each in some]
    noted = [_noted(each) for each in people]
    known = fill_desk(address, noted)
    others = make_of_each(size.asked // size.desks, seed + 1_000, STRANGERS)
    unknown = [
        replace(tell_name_and_year(each, luck), resident=-1)
        for some in others.values()
        for each in some
    ]
    few = luck.sample(people, size.there // size.desks)
    dated = [replace(tell(each, luck), phone="", postcode="") for each in few]
    years = [replace(each, born=each.born[:1]) for each in dated]
    alike = [bool(some) for some in find_alike(unknown, noted)]
    found = [
        each.resident in some
        for each, some in zip(years, find_alike(years, noted), strict=True)
    ]
    return SmallDesk(
        ask_desk(actor, unknown, known),
        ask_desk(actor, dated, known),
        ask_desk(actor, years, known),
        (alike, found),
    )


def _plainly(asked: Sequence[Answer], desks: Sequence[SmallDesk]) -> dict[str, object]:
    """The same asked of a plain token ratio with the year."""
    alike = [is_alike for some in desks for is_alike in some.plain[0]]
    found = [is_found for some in desks for is_found in some.plain[1]]
    by = share_by(
        (each.report.origin, is_alike)
        for each, is_alike in zip(asked, alike, strict=True)
    )
    worst = max(by, key=lambda origin: by[origin][0])
    return measure(
        "false_ask_pct_token_ratio", by[worst][0], "percent", worst=worst, by=by,
        known_pct=round(PER_CENT * sum(found) / len(found), 1), alike=ALIKE,
    )  # fmt: skip


def _noted(of: Resident) -> Report:
    """On the desk by name and date; every second by name and year."""
    known = replace(tell_exactly(of), phone="", postcode="")
    return replace(known, born=known.born[:1]) if of.number % 2 else known


def _false_ask(asked: Sequence[Answer]) -> dict[str, object]:
    by = share_by((each.report.origin, each.is_asked) for each in asked)
    worst = max(by, key=lambda origin: by[origin][0])
    return measure(
        "false_ask_pct", by[worst][0], "percent", worst=worst, by=by,
        all=round(PER_CENT * sum(each.is_asked for each in asked) / len(asked), 1),
        asked_of_each=len(asked) // len(by), bits=matching.ASK,
    )  # fmt: skip


def _known_asked(name: str, there: Sequence[Answer]) -> dict[str, object]:
    """Of those who are on the small desks: asked about, and in the panel."""
    many = len(there)
    found = sum(each.is_matched for each in there)
    return measure(
        name, PER_CENT * found / many, "percent", of=many,
        interval=wilson(found, many),
        shown_pct=round(PER_CENT * sum(each.is_shown for each in there) / many, 1),
        candidate_pct=round(
            PER_CENT * sum(each.rank is not None for each in there) / many, 1
        ),
        by=share_by((each.report.origin, each.is_matched) for each in there),
    )  # fmt: skip


def _relatives(
    address: str, size: TrialSize, strangers: Sequence[Answer]
) -> dict[str, object]:
    """One of two relatives is on the desk; the other is asked about, wholly known.

    Whoever is called likely is so falsely, as any of the strangers before.
    """
    pairs = _pairs(make_residents(size.residents, _SEED + 9))
    chosen = [
        (relation, pair)
        for relation, some in pairs.items()
        for pair in some[: size.relatives]
    ]
    known = fill_desk(address, [tell_exactly(one) for _, (one, _) in chosen])
    others = [tell_exactly(other) for _, (_, other) in chosen]
    answers = ask_desk(desk.analyst(), others, known)
    kinds = [relation for relation, _ in chosen]
    told = [
        *(("strangers", each) for each in strangers),
        *zip(kinds, answers, strict=True),
    ]
    return measure(
        "false_likely", sum(each.is_likely for _, each in told), "people", of=len(told),
        likely_pct=share_by((kind, each.is_likely) for kind, each in told),
        asked_pct=share_by((kind, each.is_asked) for kind, each in told),
        told_as_relative_pct=share_by(
            (kind, bool(each.related)) for kind, each in told
        ),
        bits=matching.SUGGEST,
    )  # fmt: skip


Pair = tuple[Resident, Resident]
#: The rarest that a household has is taken: else namesakes and twins would be few.
_RELATIONS = ("namesakes", "twins", "father and son", "siblings", "couple")


def _pairs(people: Sequence[Resident]) -> dict[str, list[Pair]]:
    """One pair of a household, by how they are related."""
    homes: dict[int, list[Resident]] = defaultdict(list)
    for each in people:
        homes[each.household].append(each)
    found: dict[str, list[Pair]] = defaultdict(list)
    for home in homes.values():
        kinds = {_relation(*pair): pair for pair in combinations(home, 2)}
        kind = next((each for each in _RELATIONS if each in kinds), None)
        if kind:
            found[kind].append(kinds[kind])
    return found


def _relation(one: Resident, other: Resident) -> str:
    roles = {one.role, other.role}
    if roles == {"twin"} and one.born == other.born:
        return "twins"
    if "parent" not in roles:
        return "siblings"
    if roles == {"parent"}:
        return "couple"
    if one.sex != "male" or other.sex != "male":
        return "parent and child"
    same = (one.name.given, one.name.family) == (other.name.given, other.name.family)
    return "namesakes" if same else "father and son"


def _region(address: str, many: int, size: TrialSize) -> Iterator[dict[str, object]]:
    """A desk of so many mentions, as sources tell of people; certainty, then recall."""
    luck = random.Random(_SEED + many)  # noqa: S311
    people = make_residents(2 * many, _SEED + 5)
    luck.shuffle(people)
    inside, outside = people[:many], people[many:]
    known = fill_desk(address, [tell(each, luck) for each in inside])
    drawn = _drawn(inside, outside, size.questions, _THERE, luck)
    answers = ask_desk(desk.analyst(), drawn, known)
    yield _calibration(many, answers)
    if size.probes and many == max(size.regions):
        probes = _drawn(inside, outside, size.probes, _THERE_FOR_RECALL, luck)
        yield from _recall(many, ask_desk(desk.analyst(), probes, known), known)


def _drawn(
    inside: Sequence[Resident],
    outside: Sequence[Resident],
    many: int,
    there: float,
    luck: random.Random,
) -> list[Report]:
    """New reports, of which so great a share is of those inside."""
    return [
        tell(luck.choice(inside if luck.random() < there else outside), luck)
        for _ in range(many)
    ]


def _calibration(many: int, answers: Sequence[Answer]) -> dict[str, object]:
    """Of those of whom a probability is told; beside them who may be relatives.

    Of these the page tells none: only that they are not taken for the same.
    """
    bands = reckon_bands(pair for each in answers for pair in each.scored)
    related = [is_right for each in answers for _, is_right in each.related]
    return measure(
        f"calibration_gap_{many}", widest_gap(bands), "chance", asked=len(answers),
        bands=[_told(band) for band in bands], relatives=len(related),
        relatives_the_same=sum(related),
    )  # fmt: skip


def _told(band: CertaintyBand) -> dict[str, object]:
    return {
        "from": band.begins,
        "cases": band.cases,
        "said": round(band.said, 4),
        "right": round(band.right, 4),
    }


def _recall(
    many: int, answers: Sequence[Answer], known: Known
) -> Iterator[dict[str, object]]:
    inside = set(known.values())
    there = [each for each in answers if each.report.resident in inside]
    found = [each.rank is not None for each in there]
    yield measure("second_candidate_recall", sum(found) / len(there), "share",
                  of=len(there), rows=many)  # fmt: skip
    top = sum(each.rank is not None and each.rank < TOP for each in there)
    yield measure("second_recall_at_10", top / len(there), "share")
    matched = sum(each.is_matched for each in there)
    yield measure("second_asked_recall", matched / len(there), "share",
                  interval=wilson(matched, len(there)))  # fmt: skip
    first = [each.asked[0][1] for each in answers if each.is_asked]
    right = sum(first)
    yield measure("second_precision_at_ask", right / len(first), "share",
                  of=len(first), interval=wilson(right, len(first)))  # fmt: skip
    yield from _by_origin(there, answers)


def _by_origin(
    there: Sequence[Answer], answers: Sequence[Answer]
) -> Iterator[dict[str, object]]:
    """How far apart origins are, and how often the first is wrong, by origin."""
    found = share_by((each.report.origin, each.rank is not None) for each in there)
    yield measure("second_origin_gap_points", apart(found), "points", found=found)
    shown = share_by((each.report.origin, each.is_shown) for each in there)
    yield measure("second_origin_shown_gap_points", apart(shown), "points", shown=shown)
    matched = share_by((each.report.origin, each.is_matched) for each in there)
    yield measure(
        "second_origin_asked_gap_points", apart(matched), "points", asked=matched
    )
    false = share_by(
        (each.report.origin, not each.asked[0][1]) for each in answers if each.is_asked
    )
    worst = max(false, key=lambda origin: false[origin][0])
    yield measure(
        "second_false_first_pct", false[worst][0], "percent", worst=worst, by=false
    )
