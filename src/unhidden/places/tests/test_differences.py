"""A newer extract against what is known."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unhidden.places.rules.differences import KnownPremises, compare_premises
from unhidden.places.rules.listings import Listing

IDS = st.integers(1, 12)


def listing(key: int, name: str) -> Listing:
    return Listing(key, name, "shop", "", "", "Bangor", "", None, None)


LISTINGS = st.dictionaries(IDS, st.sampled_from("abc")).map(
    lambda names: {key: listing(key, name) for key, name in names.items()}
)
KNOWN = LISTINGS.flatmap(
    lambda listings: st.fixed_dictionaries(
        {
            key: st.builds(KnownPremises, st.just(one), st.booleans())
            for key, one in listings.items()
        }
    )
)


def after(
    known: dict[int, KnownPremises], found: dict[int, Listing]
) -> dict[int, KnownPremises]:
    """The table, once the differences are stored."""
    changes = compare_premises(known, found)
    stored = {
        one.fhrs_id: KnownPremises(one, is_closed=False)
        for one in (*changes.added, *changes.changed)
    }
    closed = {
        key: KnownPremises(known[key].listing, is_closed=True) for key in changes.closed
    }
    return {**known, **stored, **closed}


@given(KNOWN, LISTINGS)
def test_what_is_listed_is_open_and_as_listed(
    known: dict[int, KnownPremises], found: dict[int, Listing]
) -> None:
    stored = after(known, found)

    open_ones = {key: row.listing for key, row in stored.items() if not row.is_closed}
    assert open_ones == found


@given(KNOWN, LISTINGS)
def test_nothing_is_ever_lost(
    known: dict[int, KnownPremises], found: dict[int, Listing]
) -> None:
    assert after(known, found).keys() == known.keys() | found.keys()


@given(KNOWN, LISTINGS)
def test_the_same_again_changes_nothing(
    known: dict[int, KnownPremises], found: dict[int, Listing]
) -> None:
    again = compare_premises(after(known, found), found)

    assert (again.added, again.changed, again.closed) == ((), (), frozenset())


def test_premises_that_came_back_are_changed() -> None:
    closed = KnownPremises(listing(1, "a"), is_closed=True)

    changes = compare_premises({1: closed}, {1: listing(1, "a")})

    assert changes.changed == (listing(1, "a"),)
