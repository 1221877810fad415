"""First links by the operator's root: asked for, signed elsewhere, and certified."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.utils import timezone

from tests.cast import NOON
from tests.made.vault import (
    WORDS,
    by_system,
    generations,
    make_member,
    make_row,
    make_team,
)
from tests.support import audited
from tests.support.roles import as_guard
from unhidden.agencies.keys import actions as keys
from unhidden.hosting.cli import main
from unhidden.vault import (
    actions,
    certifying,
    chains,
    heads,
    links,
    opening,
    queries,
    requests,
    rosters,
    sealing,
    signing,
    signing_keys,
)
from unhidden.vault.actions import NotCertified
from unhidden.vault.links import LinkRefused
from unhidden.vault.models import Generation, MemberKey, Membership, Proof, Team
from unhidden.vault.requests import LinkRequest
from unhidden.vault.rings import KeyRing
from unhidden.vault.rosters import RosterHolder

pytestmark = pytest.mark.django_db
SEED: bytes = settings.ROOT_SEED or b""


@pytest.fixture(autouse=True)
def root_is_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in an installation whose operator keeps the root."""
    monkeypatch.setattr(settings, "ROOT_SEED", None)


def asked_for(team_id: UUID) -> list[LinkRequest]:
    asked, _ = certifying.list_link_requests()
    return [each for each in asked if each.team_id == team_id]


def certified(team_id: UUID, seed: bytes = SEED) -> list[UUID]:
    made = requests.sign_requests(asked_for(team_id), seed)
    sent = requests.from_text(requests.to_text(made))
    return certifying.certify_links(sent, at=NOON)


def test_nothing_is_sealed_to_keys_that_nobody_signed_for() -> None:
    team_id = make_team()
    ring = make_member(team_id)

    with pytest.raises(NotCertified):
        make_row(team_id)
    state = queries.team_state(team_id=team_id)
    assert state
    assert [each.person_id for each in state.waiting] == [ring.person_id]
    assert state.link is None


def test_once_the_root_signed_the_server_lets_in_who_waits() -> None:
    team_id = make_team()
    ring = make_member(team_id)

    assert certified(team_id) == [team_id]

    actions.prove_own_keys(ring=ring, at=NOON)
    assert make_row(team_id).sealed_answers.open(ring) == WORDS
    assert asked_for(team_id) == []
    assert certified(team_id) == []


def test_a_team_past_set_up_is_of_its_people_from_its_first_link() -> None:
    team_id, ring = make_finished_before_chains()
    assert chains.find_chain_states([team_id]) == {}

    assert certified(team_id) == [team_id]

    state = chains.find_chain_states([team_id])[team_id]
    assert state.link.signers == (ring.signer,)
    assert make_row(team_id).sealed_answers.open(ring) == WORDS
    by_system(actions.rotate_team_keys)(team_id=team_id, by=ring, at=NOON)
    assert chains.find_chain_states([team_id])[team_id].link.number == 2


def test_whoever_signed_for_no_key_does_not_stand_in_a_first_link() -> None:
    team_id, _ = make_finished_before_chains()
    with as_guard():
        Proof.objects.filter(team_id=team_id).delete()

    asked, refused = certifying.list_link_requests()

    assert team_id not in {each.team_id for each in asked}
    assert [each.reason for each in refused if each.team_id == team_id] == ["nobody"]


def test_a_signer_that_was_put_behind_a_name_stands_in_no_first_link() -> None:
    team_id, ring = make_finished_before_chains()
    seed = bytes(range(32))
    kept = Proof.objects.get(team_id=team_id)
    holder = RosterHolder(
        ring.person_id,
        kept.engagement_id,
        None,
        ring.public_key,
        signing.public_key_of(seed),
    )
    put = rosters.prove_holder(holder, team=team_id, seed=seed)
    with as_guard():
        Proof.objects.filter(team_id=team_id).update(signer=put.signer, proof=put.proof)

    asked, refused = certifying.list_link_requests()

    assert team_id not in {each.team_id for each in asked}
    assert [each.reason for each in refused if each.team_id == team_id] == ["nobody"]


def make_finished_before_chains() -> tuple[UUID, KeyRing]:
    """A team past set-up as an earlier version left it, and the one who holds its keys.

    They have signed in since.
    """
    team_id = make_team()
    ring = make_member(team_id)
    (private_key,) = opening.keys_of_server(generations(team_id), team_id).values()
    with as_guard():
        MemberKey.objects.create(
            generation_id=generations(team_id)[0],
            member_id=ring.person_id,
            sealed_key=sealing.seal_key(private_key, public_key=ring.public_key),
        )
        Membership.objects.filter(team_id=team_id).update(admitted_at=NOON)
        Generation.objects.filter(team_id=team_id).update(server_wrapped=None)
        Team.objects.filter(id=team_id).update(set_up_at=NOON)
    by_system(actions.prove_own_keys)(ring=ring, at=NOON)
    return team_id, ring


def test_another_root_begins_no_chain() -> None:
    team_id = make_team()

    with pytest.raises(LinkRefused):
        certified(team_id, bytes(32))


def test_keys_that_were_changed_since_are_asked_for_again() -> None:
    team_id = make_team()
    (asked,) = asked_for(team_id)
    earlier = replace(links.read_header(asked.link.header), key=bytes(range(32)))
    link = replace(asked.link, header=links.header_of(earlier))
    made = requests.sign_requests([replace(asked, link=link)], SEED)

    with pytest.raises(LinkRefused, match="key"):
        certifying.certify_links(made, at=NOON)


def test_keys_that_the_server_cannot_open_are_not_asked_for() -> None:
    team_id = make_team()
    with as_guard():
        Generation.objects.filter(team_id=team_id).update(server_wrapped=bytes(72))

    asked, refused = certifying.list_link_requests()

    assert team_id not in {each.team_id for each in asked}
    assert [each.reason for each in refused if each.team_id == team_id] == [
        "not opened"
    ]


def test_a_root_is_made_and_signs_on_a_machine_without_a_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    phrase, root = tmp_path / "phrase", tmp_path / "root"
    phrase.write_text("a long enough passphrase\n")
    given = ["--passphrase-file", str(phrase)]
    asked, out = tmp_path / "asked", tmp_path / "signed"

    assert main(["keys", "root", str(root), *given]) == 0
    public_key = capsys.readouterr().out.split("\n")[0].split('"')[1]
    seed = signing_keys.open_root(root.read_bytes(), "a long enough passphrase")
    asked.write_text(requests.to_text(asked_for(make_team())))
    files = [str(asked), str(root), str(out)]
    refused = main(["keys", "sign", *files, *given])

    assert signing.public_key_of(seed).hex() == public_key
    assert root.stat().st_mode & 0o777 == 0o600
    assert refused == 1
    root.write_bytes(signing_keys.close_root(SEED, "a long enough passphrase"))
    assert main(["keys", "sign", *files, *given]) == 0
    assert certifying.certify_links(requests.from_text(out.read_text()), at=NOON)


def test_what_was_remembered_is_given_up_only_when_it_is_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team_id = make_team()
    certified(team_id)
    shown = chains.find_shown_state(team_id)
    assert shown is not None
    later = replace(shown, link=replace(shown.link, number=7), hash=bytes(32))
    file = tmp_path / "staff.json"
    heads.write_states(file, {team_id: later})
    monkeypatch.setattr(settings, "HEADS", file)
    heads.open_memory.cache_clear()
    assert chains.find_chain_states([team_id])[team_id].link.number == 7

    believed = heads.accept_states(tmp_path, chains.find_shown_state)

    assert believed == [shown]
    assert chains.find_chain_states([team_id])[team_id] == shown


def test_that_a_chain_was_accepted_is_an_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team_id = make_team()
    certified(team_id)
    shown = chains.find_shown_state(team_id)
    assert shown is not None
    later = replace(shown, link=replace(shown.link, number=7), hash=bytes(32))
    heads.write_states(tmp_path / "staff.json", {team_id: later})

    assert by_system(keys.accept_chains)(tmp_path, at=timezone.now()) == 1

    assert audited.names_about(subject_id=team_id)[-1] == "agencies.keys_accepted"


@pytest.mark.parametrize(
    "text", ["[]", "null", "1", "{}", '{"team": 1, "header": "", "roster": ""}', "\x00"]
)
def test_a_file_that_holds_no_requests_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        requests.from_text(text)
