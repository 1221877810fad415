"""Importing a file: seen first, graded by a person, kept whole and once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import NOON, TODAY, Cast
from tests.made.intelligence import make_intelligence, make_item
from tests.made.places import make_premises
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from tests.support.write_form import selected
from unhidden.audit.models import Event
from unhidden.intelligence.exchange.actions import imports as imports_actions
from unhidden.intelligence.exchange.actions.imports import (
    IntelligenceImportRefused,
    NewImport,
)
from unhidden.intelligence.exchange.queries import imports as imports_queries
from unhidden.intelligence.exchange.rules import imports
from unhidden.intelligence.models import (
    IntelligenceReport,
    Item,
    Link,
    Mention,
    SourceClue,
)
from unhidden.intelligence.networks.queries import networks
from unhidden.intelligence.networks.rules import exports
from unhidden.intelligence.networks.rules.networks import Network
from unhidden.intelligence.reports.actions import mentions
from unhidden.intelligence.reports.queries import items as items_queries
from unhidden.intelligence.reports.rules.drafts import NewItem
from unhidden.intelligence.subjects.rules.mentions import NewLink, NewMention
from unhidden.intelligence.tests.stored import whole_database

pytestmark = pytest.mark.django_db

PAGE = "/intelligence/import/"
HEAD = "reference,grade,text,people,vehicles,premises,provenance\n"
FILE = HEAD + (
    "OLD/1,B31,A van comes at night.,Arben Hoxha,CX12 ABC,,An officer saw it.\n"
    "OLD/2,C34,Workers sleep there.,,,,\n"
)


@pytest.fixture
def analyst(signed_in: SignedIn) -> Client:
    return signed_in("analyst")


def look(client: Client, content: str = FILE, name: str = "old.csv") -> Any:
    file = SimpleUploadedFile(name, content.encode())
    return client.post(PAGE, {"do": "look", "file": file})


def keep(client: Client, page: Any, **typed: str) -> Any:
    """The page as a browser sends it back, and again once it was looked at."""
    answer = send(client, page, **typed)
    return send(client, answer, **typed) if is_warned(answer) else answer


def is_warned(page: Any) -> bool:
    return "Look once more before you save" in words(page)


def send(client: Client, page: Any, **typed: str) -> Any:
    """The page as a browser sends it back, with these changes."""
    choosing = page.context["choosing"]
    form = page.context["form"]
    fields: dict[str, Any] = {"do": "keep", "checks": list(SourceClue.values)}
    fields |= {"carried": form.to_carry, "name": form.file_name}
    fields["looked_again"] = choosing.check["looked_again"].value() or ""
    for row in choosing.rows:
        fields |= {row[name].html_name: row[name].value() for name in row.fields}
    return client.post(PAGE, fields | typed)


def kept() -> dict[str, Item]:
    rows = Item.objects.using("stored").select_related("report")
    return {row.original_grade: row for row in rows}


def test_the_old_grade_is_kept_and_the_new_one_is_a_persons(
    cast: Cast, analyst: Client
) -> None:
    page = look(analyst)
    shown = page.content.decode()

    assert "Old grade B31" in words(page)
    assert "Source C is not one of today’s grades: yours to judge." in words(page)
    assert selected(shown, "row-2-0-source") == "1"
    assert selected(shown, "row-3-1-source") == ""
    assert kept() == {}
    assert "A van comes at night" not in whole_database()
    refused = keep(analyst, page)
    assert "Line 3: Select how reliable the source is" in words(refused)
    assert kept() == {}

    answer = keep(analyst, page, **{"row-3-1-source": "2"})

    assert answer.url == "/intelligence/"
    items = kept()
    grades = {old: each.source + each.assessment for old, each in items.items()}
    assert grades == {"B31": "1C", "C34": "2C"}
    assert "(5x5x5 handling code 4)" in items["C34"].conditions
    report = IntelligenceReport.objects.using("stored").get(id=items["B31"].report_id)
    assert (report.origin, report.written_by_id) == ("imported", cast.people["analyst"])
    desk = cast.actor("analyst")
    assert "vehicles:\nCX12 ABC" in report.raw_sealed.open(desk)
    assert report.provenance_sealed.open(desk) == (
        "An officer saw it.\nold.csv, 2: OLD/1"
    )
    own = words(analyst.get(f"/intelligence/{report.id}/"))
    assert "It came with the grade B31." in own
    named = Event.objects.using("stored").values_list("name", flat=True)
    assert "intelligence.reports_imported" in named


def test_conditions_in_a_file_suggest_handling_c_and_are_refused_with_p(
    analyst: Client,
) -> None:
    head = HEAD.replace("provenance", "provenance,conditions")
    page = look(analyst, head + "OLD/1,2CP,A van comes at night.,,,,,Ask us first.\n")

    assert selected(page.content.decode(), "row-2-0-handling") == "C"
    refused = keep(analyst, page, **{"row-2-0-handling": "P"})

    assert "Only handling C has conditions: select C, or delete them" in words(refused)
    assert kept() == {}


def test_the_words_of_a_file_are_a_persons_to_change_and_sealed_as_they_came(
    cast: Cast, analyst: Client
) -> None:
    page = look(analyst, HEAD + "OLD/1,B31,I see it from my flat.,,,,\n")
    assert "I see it from my flat." in page.content.decode()

    keep(analyst, page, **{"row-2-0-text": "It was seen."})

    item = kept()["B31"]
    desk = cast.actor("analyst")
    assert item.text == "It was seen."
    assert "I see it from my flat." in item.report.raw_sealed.open(desk)


def test_what_may_give_a_source_away_is_shown_once_before_a_file_is_kept(
    analyst: Client,
) -> None:
    told = "Ring 07700 900123 about LL49 9YZ.,,,,Anna told an officer.\n"
    page = look(
        analyst, f"{HEAD}OLD/1,B31,{told}OLD/2,B31,A van.,Anna Hoxha,,,By Anna\n"
    )

    warned = send(analyst, page)

    assert is_warned(warned)
    assert "Line 2: +447700900123" in words(warned)
    assert "Line 3: Anna" in words(warned)
    assert kept() == {}
    assert send(analyst, warned).status_code == 302


def test_a_small_place_in_a_file_is_shown_before_it_is_kept(
    cast: Cast, analyst: Client
) -> None:
    make_premises(name="Hendre Farm", kind="farm", by=cast.actor("analyst"))
    page = look(analyst, HEAD + "OLD/1,B31,A van comes.,,,Hendre Farm,\n")

    warned = send(analyst, page)

    assert "Hendre Farm: few people come there" in words(warned)
    assert kept() == {}


def test_a_file_that_was_imported_is_here_already(analyst: Client) -> None:
    once = HEAD + "OLD/1,B31,A van comes at night.,,,,\n"
    page = look(analyst, once)
    keep(analyst, page)

    keep(analyst, page)
    again = look(analyst, once.replace("OLD/1", " old/1"))

    assert "Everything in this file is here already." in words(again)
    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("OLD/3,B31,SECRET,,,,", "Line 4: Nothing above OFFICIAL-SENSITIVE"),
        ("OLD/3,Q,A van.,,,,", "Line 4: “Q” is no grade of 5x5x5"),
        ("OLD/3,B31,A van.,Anna (31/2/1870),,,", "Line 4: There is no such day: 31/2"),
        ("OLD/3,B31,A van.,,,Nowhere,", "Line 4: No premises of the register"),
        ("OLD/3,B31,A van.,,,wash,", "Line 4: Several premises have the words “wash”"),
        (f"OLD/3,B31,A van.,{'a;' * 10_000},,,", "Line 4: An item may speak of 200"),
    ],
)
def test_with_one_line_wrong_nothing_is_kept_and_the_line_is_named(
    cast: Cast, analyst: Client, line: str, sentence: str
) -> None:
    for name in ("Shiny Car Wash", "Other Car Wash"):
        make_premises(name=name, by=cast.actor("analyst"))

    page = look(analyst, FILE + line)
    sent_anyway = analyst.post(
        PAGE,
        {"do": "keep", "carried": page.context["form"].to_carry, "name": "old.csv"},
    )

    assert sentence in words(page)
    assert sentence in words(sent_anyway)
    assert kept() == {}


def test_a_file_too_large_or_none_at_all_is_told_so(analyst: Client) -> None:
    assert "Select a file" in words(analyst.post(PAGE, {"do": "look"}))
    for size in (1_600_000, 3_000_000):
        assert "larger than 1 MB" in words(look(analyst, "x" * size))
    spoilt = {"do": "keep", "carried": "%", "name": "a.csv"}
    assert "Select a file" in words(analyst.post(PAGE, spoilt))


def test_what_the_last_line_breaks_undoes_the_first(cast: Cast) -> None:
    actor = cast.actor("analyst")
    read = imports.read_import_file("old.csv", FILE.encode(), today=TODAY)
    rows = imports_queries.looked_at(viewer=actor, file=read).rows
    said = {each.id: NewItem(each.row.text, "1", "A", "P") for each in rows}
    said[rows[-1].id] = NewItem("Workers sleep there.", "C", "2", "4")

    with pytest.raises(IntelligenceImportRefused) as refused:
        imports_actions.import_reports(
            new=NewImport("old.csv", rows, said), actor=actor, at=NOON
        )

    assert refused.value.problem.line == 3
    assert kept() == {}


def network(cast: Cast) -> Network:
    """A van that a man uses at a place, as somebody else may send it."""
    by = cast.actor("analyst")
    place = make_premises(name="Shiny Car Wash", by=by)
    said = (
        NewMention("person", "Arben Hoxha"),
        NewMention("vehicle", "CX12 ABC"),
        NewMention("premises", "", place),
    )
    key = make_intelligence(make_item(mentions=said), by=by)
    (item,) = items_queries.get_graded_report(viewer=by, intelligence_id=key).items
    ids = {each.kind: each.id for each in item.mentions}
    for end, kind in (("vehicle", "uses"), ("premises", "works_at")):
        new = NewLink(ids["person"], ids[end], kind)
        mentions.link_mentions(
            intelligence_id=key, number=1, new=new, actor=by, at=NOON
        )
    return networks.load_network(viewer=by, mention_id=ids["person"])


@pytest.mark.parametrize("form", ["json", "ftm"])
def test_what_we_export_is_read_back_with_its_links_grades_and_conditions(
    cast: Cast, analyst: Client, form: str
) -> None:
    write = exports.write_stix if form == "json" else exports.follow_the_money
    content = write(network(cast), NOON)

    page = look(analyst, content, f"theirs.{form}")
    assert "Old grade 2CC" in words(page)
    keep(analyst, page)

    ours = Item.objects.using("stored").filter(report__origin="imported")
    assert {each.original_grade for each in ours} == {"2CC"}
    assert all(each.conditions.startswith("Consult the orig") for each in ours)
    links = Link.objects.using("stored").filter(item__in=ours)
    said = {(each.kind, each.left.text, each.right.text) for each in links}
    assert ("uses", "Arben Hoxha", "CX12 ABC") in said
    assert ("works_at", "Arben Hoxha", "Shiny Car Wash") in said


def test_a_bundle_on_one_line_is_held_against_what_is_here_object_by_object(
    analyst: Client,
) -> None:
    ids = [f"identity--00000000-0000-4000-8000-00000000000{n}" for n in "ab"]
    both = [{"type": "identity", "id": ref, "name": f"Man {ref[-1]}"} for ref in ids]
    bundle = {"type": "bundle", "objects": both[:1]}
    told = {"row-1-0-source": "2", "row-1-0-assessment": "D", "row-1-0-handling": "P"}
    keep(analyst, look(analyst, json.dumps(bundle), "a.json"), **told)

    page = look(analyst, json.dumps(bundle | {"objects": both}), "a.json")

    found = page.context["found"]
    assert [each.row.text for each in found.new] == ["Man b"]
    assert len(found.here) == 1


def test_a_place_of_theirs_that_nobody_knows_stays_in_the_words(
    cast: Cast, analyst: Client
) -> None:
    place = '{"id":"a","schema":"Address","properties":{"full":["12 High Street"]}}'
    man = '{"id":"b","schema":"Person","properties":{"name":["Arben"]}}'
    link = (
        '{"id":"c","schema":"UnknownLink","properties":'
        '{"subject":["b"],"object":["a"],"role":["seen_at"]}}'
    )
    page = look(analyst, f"{place}\n{man}\n{link}\n", "theirs.ftm")
    assert "It came without a grade: choose each part." in words(page)

    told = {f"row-3-0-{name}": "" for name in ("conditions",)}
    told |= {"row-3-0-source": "2", "row-3-0-assessment": "D", "row-3-0-handling": "P"}
    keep(analyst, page, **told)

    (item,) = kept().values()
    assert item.text == "Arben seen_at 12 High Street"
    said: list[str] = [each.text for each in Mention.objects.using("stored").all()]
    assert said == ["Arben"]
    assert not Link.objects.using("stored").exists()


def test_the_template_is_read_back(analyst: Client) -> None:
    answer = analyst.get(f"{PAGE}template/")

    found = imports.read_import_file("reports.csv", answer.content, today=TODAY)
    assert [each.why for each in found.problems] == [imports.ImportFault.EMPTY]


def test_who_writes_but_is_not_of_the_desk_imports_nothing(
    signed_in: SignedIn,
) -> None:
    assert signed_in("officer").get(PAGE).status_code == 404
