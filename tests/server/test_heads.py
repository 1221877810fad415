"""The heads kept outside belong to one installation and one database."""

from __future__ import annotations

from tests.server.installations import DATABASE, prepare, refused
from unhidden.hosting.installation import heads
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.postgres import databases
from unhidden.hosting.postgres.connecting import connect


def test_its_heads_are_carried_over_once(earlier: Installation) -> None:
    old, new = heads.earlier_file(earlier), heads.find_heads_file(earlier)
    old.parent.mkdir()
    old.write_text("heads of then\n")

    prepare(earlier)
    prepare(earlier)

    assert not old.exists()
    assert new.read_text() == "heads of then\n"


def test_heads_of_now_are_never_written_over(earlier: Installation) -> None:
    old, new = heads.earlier_file(earlier), heads.find_heads_file(earlier)
    old.parent.mkdir()
    old.write_text("of then\n")
    new.write_text("of now\n")

    prepare(earlier)

    assert (old.read_text(), new.read_text()) == ("of then\n", "of now\n")


def test_a_database_is_not_made_anew_beneath_the_heads_of_a_lost_one(
    first: Installation,
) -> None:
    heads.find_heads_file(first).parent.mkdir()
    heads.find_heads_file(first).write_text("heads\n")
    with connect(first.server) as admin:
        databases.drop_database(admin, DATABASE)

    refused(first, "move the file away and keep it")
