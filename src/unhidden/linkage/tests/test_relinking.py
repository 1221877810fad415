"""Everything is held against what shares a key with it, under each name of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from unhidden import linkage
from unhidden.linkage.model import TrainedModel
from unhidden.linkage.people import PEOPLE, BirthDate, PersonRecord
from unhidden.linkage.person_keys import person_keys
from unhidden.linkage.person_profiles import make_person_columns
from unhidden.linkage.relatives import MOST_UNLIKELY
from unhidden.linkage.relinking import LEAST, MentionLinker, TracedMention
from unhidden.linkage.run_folders import RunFolders
from unhidden.linkage.scoring import Scorer

MODEL = TrainedModel.load(
    Path(linkage.__path__[0]) / "data" / "people.json", PEOPLE
).for_population(1_000)


def person(*names: str) -> TracedMention:
    """Somebody under one name or several, with the keys of all."""
    return mention([PersonRecord(name) for name in names])


def mention(records: list[PersonRecord]) -> TracedMention:
    columns = [make_person_columns(record) for record in records]
    keys = chain.from_iterable(
        map(person_keys, records, columns)  # each with its own
    )
    return TracedMention("person", {"names": columns}, tuple(dict.fromkeys(keys)))


def thing(kind: str, text: str, *keys: int) -> TracedMention:
    return TracedMention(kind, {"text": text}, keys)


@pytest.fixture
def linker(tmp_path: Path) -> Iterator[MentionLinker]:
    with MentionLinker(RunFolders(tmp_path, "here", tmp_path)) as made:
        yield made


def test_two_people_weigh_what_their_best_two_names_do(linker: MentionLinker) -> None:
    one, other = person("Katarzyna Wisniewska"), person("Kasia", "Katarzyna Wisniewska")
    linker.add_mentions([one, person("Somebody Else"), other])

    linker.weigh_people(MODEL)

    ((left, right, bits, _),) = chain(*linker.list_links(0.0))
    assert (left, right) == (0, 2)
    scorer, (own,) = Scorer(PEOPLE, MODEL), one.profile["names"]
    best = max(scorer.score(own, name).bits for name in other.profile["names"])
    assert bits == pytest.approx(best)


def test_relatives_are_told_of_whatever_they_weigh_but_not_under_one_more_name(
    linker: MentionLinker,
) -> None:
    day, other_day = BirthDate(1985, 4, 3), BirthDate(1961, 9, 12)
    at_home = {"postcode": "LL18 1AA"}
    ana, ioana = (
        PersonRecord(f"{name} Popescu", day, **at_home)  # type: ignore[arg-type]
        for name in ("Ana", "Ioana")
    )
    lodger = PersonRecord("Taras Kovalchuk", other_day, **at_home)  # type: ignore[arg-type]
    linker.add_mentions(
        mention(each)
        for each in ([ana], [ana], [ioana], [ioana, ana], [lodger], [lodger])
    )

    linker.weigh_people(MODEL)

    found = {(one, two): rest for one, two, *rest in chain(*linker.list_links(0.0))}
    related = {pair for pair, (_, is_related) in found.items() if is_related}
    twins, under_both = {(0, 2), (1, 2)}, {(0, 3), (1, 3), (2, 3)}
    assert related == twins | {(n, m) for n in range(4) for m in (4, 5)}
    assert {found[pair][0] for pair in twins} == {-1.0}
    assert {found[pair][0] for pair in related - twins} == {LEAST}
    assert all(found[pair][0] > MOST_UNLIKELY for pair in under_both)


def test_things_of_one_kind_that_share_a_key_are_compared_once(
    linker: MentionLinker,
) -> None:
    seen = []

    def compare(
        kind: str, one: Mapping[str, Any], other: Mapping[str, Any]
    ) -> float | None:
        seen.append((kind, one["text"], other["text"]))
        return None if "entry" in one["text"] else 7.0

    linker.add_mentions(
        [
            thing("vehicle", "AB12 CDE", 1, 2),
            thing("vehicle", "AB12 CDF", 1, 2),
            thing("phone", "AB12 CDE", 1),
            thing("premises", "entry", 3),
            thing("premises", "entry", 3),
            thing("vehicle", "elsewhere", 4),
        ]
    )
    linker.weigh_things(compare)

    assert seen == [
        ("vehicle", "AB12 CDE", "AB12 CDF"),
        ("premises", "entry", "entry"),
    ]
    assert list(chain(*linker.list_links(0.0))) == [(0, 1, 7.0, False)]


def test_weak_pairs_are_told_only_where_they_speak_against_a_group(
    linker: MentionLinker,
) -> None:
    weights = {("a", "b"): 9.0, ("b", "c"): 8.0, ("a", "c"): -2.0, ("c", "d"): -1.0,
               ("b", "d"): -7.0}  # fmt: skip

    linker.add_mentions([thing("event", name, 1) for name in "abcd"])
    linker.weigh_things(lambda _, one, other: weights.get((one["text"], other["text"])))

    assert [link[:3] for link in chain(*linker.list_links(0.0))] == [
        (0, 1, 9.0),
        (1, 2, 8.0),
        (0, 2, -2.0),
    ]
