"""How much speaks for two mentions being one: alike wherever it is shown, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from enum import IntEnum
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from tests.cast import NOON, TODAY, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.support.postgres import Server
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.actor import Actor
from unhidden.hosting.postgres.connecting import connect
from unhidden.intelligence.models import Judgement
from unhidden.intelligence.reports.queries import items, looking
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.presenters import weighing
from unhidden.intelligence.subjects.queries import subjects
from unhidden.intelligence.subjects.rules import matching
from unhidden.intelligence.subjects.rules.matching import MatchComparison
from unhidden.intelligence.subjects.rules.mentions import NewMention
from unhidden.intelligence.subjects.rules.traces import trace_of
from unhidden.linkage.accounts import AccountLevel
from unhidden.linkage.adverts import AdvertLevel
from unhidden.linkage.businesses import BusinessLevel
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.phones import PhoneLevel
from unhidden.linkage.plates import PlateLevel
from unhidden.linkage.premises import PremisesLevel

Believing = Callable[[int], AbstractContextManager[None]]
needs_rows = pytest.mark.django_db
LEVELS: Mapping[str, type[IntEnum]] = {
    "account": AccountLevel,
    "advert": AdvertLevel,
    "business": BusinessLevel,
    "number": PhoneLevel,
    "plate": PlateLevel,
    "premises": PremisesLevel,
}
OF_A_SLIP = ("same", "one_wrong", "different")
OF_BIRTH = {"born", "month_of_birth", "year_of_birth", "age"}
MILLION, BORN = 1_000_000, {"born": "1985-04-03"}
WORDS = (
    "New in town, sweet and friendly girls, full body massage, open late seven days"
    " a week, parking behind the shop"
)


def compared(
    kind: str, one: tuple[str, dict[str, str]], other: tuple[str, dict[str, str]]
) -> MatchComparison:
    profiles = (trace_of(kind, *each).profile for each in (one, other))
    return matching.compare_mention_profiles(kind, *profiles, among=MILLION)


def levels(found: MatchComparison) -> dict[str, str]:
    return {part.what: part.level for part in found.parts}


def make_mention(said: NewMention, *, by: Actor) -> UUID:
    key = make_intelligence(make_item(mentions=(said,)), by=by)
    (item,) = items.get_graded_report(viewer=by, intelligence_id=key).items
    return item.mentions[0].id


@pytest.fixture
def many_people(test_server: Server) -> Believing:
    """Let the database believe that so many people have been traced."""

    @contextmanager
    def believed(many: int) -> Iterator[None]:
        name = connection.settings_dict["NAME"]
        with connect({**test_server.admin, "dbname": name}) as admin:
            admin.autocommit = True
            told = (
                "update pg_class set reltuples = %s where relname = 'traces_of_people'"
            )
            admin.execute(told, [many])
            yield
            admin.execute(told, [0])

    return believed


@needs_rows
def test_list_page_panel_and_judgement_give_one_weight_to_a_pair(
    cast: Cast, many_people: Believing
) -> None:
    by = cast.actor("analyst")
    one, other = (
        make_mention(NewMention("person", "Arben Hoxha", details=BORN), by=by)
        for _ in "ab"
    )

    with many_people(MILLION):
        (listed,) = subjects.list_matches(viewer=by, mention_id=one)
        _, _, paired = subjects.get_mention_pair(
            viewer=by, mention_id=one, other_id=other
        )
        (looked, *_) = looking.look_up_mentions(
            viewer=by, text="A man called Arben Hoxha, born 3/4/1985", today=TODAY
        )
        judgements.judge_mentions(
            mention_id=one,
            other_id=other,
            verdict="same",
            reason="One man",
            actor=by,
            at=NOON,
        )

    assert paired is not None
    (kept,) = Judgement.objects.using("stored").all()
    shown = {match.comparison.bits for match in looked.matches}
    assert shown == {listed.comparison.bits} == {paired.bits} == {kept.weight}
    few = matching.compare_mention_profiles(
        "person", *(trace_of("person", "Arben Hoxha", BORN).profile,) * 2
    )
    assert few.bits - paired.bits > 9


def test_every_level_of_every_kind_has_its_words() -> None:
    codes = [
        *(
            (what, level.name.lower())
            for what, kind in LEVELS.items()
            for level in kind
        ),
        *(
            (what, code)
            for what in ("document", "company", "event")
            for code in OF_A_SLIP
        ),
        *((each.name, code) for each, code in PEOPLE.levels()),
        ("premises", "same_entry"),
        ("prior", "prior"),
        *((each.what, each.code) for each in PEOPLE.limits),
    ]

    without = [(what, code) for what, code in codes if code not in weighing.WORDS[what]]

    assert without == []


@pytest.mark.parametrize(
    ("one", "other", "what", "level"),
    [
        ("1985-04", "1985-04", "month_of_birth", "same"),
        ("1985-04-03", "1985-04", "month_of_birth", "same"),
        ("1985-04", "1985-11", "month_of_birth", "year"),
        ("1985-04-03", "1985-11", "month_of_birth", "year"),
        ("1985-04-03", "1985", "year_of_birth", "same"),
        ("1985-01-01", "1985-04", "year_of_birth", "same"),
        ("1985-04", "1986", "year_of_birth", "near"),
        ("1985/1991", "1988-04-03", "age", "fits"),
        ("1985/1991", "1983", "age", "near"),
        ("1985/1991", "1960/1970", "age", "differs"),
    ],
)
def test_of_a_date_that_is_compared_of_which_both_know_as_much(
    one: str, other: str, what: str, level: str
) -> None:
    found = compared("person", ("Arben", {"born": one}), ("Arben", {"born": other}))

    assert levels(found).items() >= {(what, level)}
    assert len(levels(found)) == len({"name", what, "prior"})


def test_a_span_of_half_a_life_says_nothing() -> None:
    found = compared("person", ("Arben", BORN), ("Arben", {"born": "1970/1995"}))

    assert levels(found).keys() == {"name", "prior"}


def test_the_more_of_a_date_agrees_the_more_it_says() -> None:
    by_date = {
        born: sum(
            part.bits
            for part in compared(
                "person", ("Arben", BORN), ("Arben", {"born": born})
            ).parts
            if part.what in OF_BIRTH
        )
        for born in ("1985-04-03", "1985-04", "1985", "1983/1989", "1985-11")
    }

    assert sorted(by_date.values(), reverse=True) == list(by_date.values())


def test_a_second_address_or_a_day_turned_round_does_not_outweigh_name_and_birth() -> (
    None
):
    for one, other in (
        ({"email": "arben@example.org"}, {"email": "beni85@example.net"}),
        ({"postcode": "LL18 1AA"}, {"born": "1985-03-04", "postcode": "LL18"}),
    ):
        found = compared(
            "person", ("Arben Hoxha", BORN | one), ("Arben Hoxha", BORN | other)
        )
        assert matching.advise_match(found.bits) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Min-su", "김민수"),
        ("Wang Xiao-ming", "Xiaoming Wang"),
        ("Abu Bakr", "Abubakar"),
        ("Catrin Huws", "Catrin Hughes"),
        ("Sean O’Brien", "Seán Ó Briain"),
        ("Siôn ap Rhys", "Siôn Price"),
        ("Park Ji Young", "박지영"),
        ("Sasha Ivanov", "Aleksandr Ivanov"),
    ],
)
def test_one_name_with_one_birth_is_asked_about_however_it_is_spaced(
    one: str, other: str
) -> None:
    left, right = (trace_of("person", name, BORN) for name in (one, other))
    names_alone = (trace_of("person", name, {}).keys for name in (one, other))

    found = matching.compare_mention_profiles(
        "person", left.profile, right.profile, among=20_000
    )

    assert matching.advise_match(found.bits) != ""
    assert frozenset.intersection(*names_alone)


@pytest.mark.parametrize(
    ("one", "other", "level", "advice"),
    [
        ("facebook:best.nails", "fb.com/bestnails", "same", "suggest"),
        ("https://www.facebook.com/profile.php?id=1234", "fb:1235", "one_wrong", "ask"),
        ("instagram:best.nails", "facebook:bestnails", "other_site", "ask"),
        ("@bestnails", "Instagram: best.nails", "site_unsaid", "suggest"),
        ("GB29 NWBK 6016 1331 9268 19", "gb29nwbk60161331926819", "same", "suggest"),
        ("best.nails@example.org", "bestnails@example.org", "one_wrong", "ask"),
        ("instagram:bestnails", "facebook:bestnail", "different", ""),
        ("...", "bestnails", "nothing", ""),
    ],
)
def test_two_accounts_meet_on_their_level(
    one: str, other: str, level: str, advice: str
) -> None:
    found = compared("account", (one, {}), (other, {}))

    assert (levels(found)["account"], matching.advise_match(found.bits)) == (
        level,
        advice,
    )
    if advice:
        assert trace_of("account", one, {}).keys & trace_of("account", other, {}).keys


def test_a_site_is_read_from_the_text_or_from_beside_it() -> None:
    beside = ("Best Nails", {"provider": "Facebook"})

    assert levels(compared("account", ("facebook:bestnails", {}), beside)) == {
        "account": "same"
    }
    assert levels(compared("account", ("@bestnails", {"provider": "IG"}), beside)) == {
        "account": "other_site"
    }


@pytest.mark.parametrize(
    ("name", "number", "advice"),
    [
        ("BN Trading Ltd", "1234567", "suggest"),
        ("Best Nails Ltd", "01234568", "suggest"),
        ("Best Nails Ltd", "09999999", ""),
        ("BN Trading Ltd", "09999999", ""),
        ("Best Nails Limited", "", "suggest"),
    ],
)
def test_a_number_of_the_register_says_which_company_it_is(
    name: str, number: str, advice: str
) -> None:
    known = ("Best Nails Ltd", {"number": "01234567"})
    other = (name, {"number": number} if number else {})

    found = compared("business", known, other)

    assert matching.advise_match(found.bits) == advice
    if advice:
        assert trace_of("business", *known).keys & trace_of("business", *other).keys


@needs_rows
@pytest.mark.parametrize(
    ("kind", "one", "other", "said"),
    [
        ("advert", WORDS, f"{WORDS}!", "The same words"),
        ("document", "AB 123456", "ab-123456", "Same number"),
        ("business", "Best Nails Ltd", "Best Nails Limited", "Same name"),
    ],
)
def test_adverts_documents_and_businesses_find_each_other(
    cast: Cast, signed_in: SignedIn, kind: str, one: str, other: str, said: str
) -> None:
    by = cast.actor("analyst")
    mentions = [
        NewMention(kind, "An advert", details={"words": text})
        if kind == "advert"
        else NewMention(kind, text)
        for text in (one, other)
    ]
    first, _ = (make_mention(each, by=by) for each in mentions)

    page = signed_in("analyst").get(reverse("intelligence:subject", args=[first]))

    assert "Likely the same" in words(page)
    assert f"{said}: +" in words(page)


@needs_rows
def test_an_account_in_a_text_finds_the_one_that_was_kept_with_its_site(
    cast: Cast, signed_in: SignedIn
) -> None:
    kept = NewMention("account", "bestnails", details={"provider": "Facebook"})
    make_mention(kept, by=cast.actor("analyst"))

    page = signed_in("analyst").post(
        "/intelligence/look/", {"item-0-text": "See facebook.com/best.nails for prices"}
    )

    assert "1 mention may be the same" in words(page)
    assert "Same account: +16.0" in words(page)


@needs_rows
def test_a_name_alone_among_many_is_shown_as_weak_and_not_as_nothing(
    cast: Cast,
    signed_in: SignedIn,
    many_people: Believing,
) -> None:
    make_mention(NewMention("person", "Arben Hoxha"), by=cast.actor("analyst"))
    client = signed_in("analyst")

    with many_people(MILLION):
        alike, other = (
            words(
                client.post(
                    "/intelligence/look/", {"item-0-text": f"A man called {name}"}
                )
            )
            for name in ("Arben Hoxha", "Piotr Nowak")
        )

    assert "weak: too little agrees" in alike
    assert "Same name: +" in alike
    assert "may be the same" not in alike
    assert "nothing that you may see is like it" in other


@needs_rows
def test_what_was_traced_by_other_rules_is_no_candidate_until_it_is_traced_anew(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = cast.actor("analyst")
    with monkeypatch.context() as patch:
        patch.setattr("unhidden.intelligence.subjects.rules.traces.SPEC", "1")
        make_mention(NewMention("phone", "07700 900123"), by=by)

    (looked,) = looking.look_up_mentions(
        viewer=by, text="Rings from 07700 900123", today=TODAY
    )

    assert (looked.total, looked.matches) == (0, ())
