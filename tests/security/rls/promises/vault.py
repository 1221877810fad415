"""Keys. No program changes a table of keys: procedures do, that prove who may.

The public site alone adds directly: keys to what it takes in."""

from __future__ import annotations

from tests.security.rls.promise import SIGNED, Promise

TABLES = {
    "vault_generation": Promise(
        "Public halves of a team's keys: everybody seals to the newest. Nobody "
        "puts another in its place.",
        public="select(id, team_id, number, public_key)",
        staff="select",
        worker="select(id, team_id, number, public_key)",
        guard="select, insert, update(server_wrapped)",
        reads=SIGNED,
    ),
    "vault_helper": Promise(
        "The worker's public half, for work in its memory.",
        staff="select",
        worker="select",
        guard="select, insert, update(wrapped_public_key, announced_at)",
        reads=SIGNED,
    ),
    "vault_keptroster": Promise(
        "Who holds a team's keys, whose hash its last link has: nobody changes it "
        "past the link.",
        staff="select",
        guard="select, insert, update(roster)",
        reads=SIGNED,
    ),
    "vault_link": Promise(
        "The chain of a team's keys, that everybody verifies before they seal: added "
        "by a procedure, and never changed or taken away.",
        public="select",
        staff="select",
        worker="select",
        guard="select, insert",
        reads=SIGNED,
    ),
    "vault_member": Promise(
        "Public halves of people's keys: only their own procedure makes and "
        "renews one.",
        staff="select",
        guard="select, insert, update(public_key, created_at)",
        reads=SIGNED,
    ),
    "vault_memberkey": Promise(
        "A team's private half, sealed to a member: read by that member, and "
        "a recovery's by its organisation. Nobody adds, takes away or replaces one.",
        staff="select",
        guard="select, insert, delete",
        reads="member_id = %(me)s or exists (select from vault_member m"
        " join vault_generation g on g.id = t.generation_id join vault_team w"
        " on w.id = g.team_id where m.id = t.member_id and m.is_recovery"
        " and w.organisation_id = %(own)s)",
    ),
    "vault_membership": Promise(
        "Who holds a team's keys: nobody joins a team, or lets another in, past "
        "its procedures.",
        staff="select",
        guard="select, insert, update(admitted_at, admitted_by, ended_at, ended_by)",
        reads=SIGNED,
    ),
    "vault_proof": Promise(
        "People's own signatures for their keys: nobody makes another's.",
        staff="select",
        guard="select, insert, update(engagement_id, signer, proof), delete",
        reads=SIGNED,
    ),
    "vault_recordkey": Promise(
        "Keys of sealed rows, each sealed to a team: the public site adds those of "
        "what it takes in, for the team's newest keys. Nobody else adds, replaces or "
        "takes one away past the procedures.",
        public="insert",
        staff="select",
        guard="select, insert, update(generation_id, sealed_key), delete",
        reads=SIGNED,
    ),
    "vault_recovery": Promise(
        "That a team can be recovered: by those who hold its keys.",
        staff="select",
        guard="select, insert, update(ended_at)",
        reads=SIGNED,
    ),
    "vault_recoverynotice": Promise(
        "Who is told of a recovery: they themselves.",
        staff="select",
        guard="select, insert, update(seen_at)",
        reads="person_id = %(me)s",
    ),
    "vault_recoveryuse": Promise(
        "That somebody recovered a team's keys: written by the procedure that does.",
        staff="select",
        guard="select, insert",
        reads=SIGNED,
    ),
    "vault_rewrap": Promise(
        "How far record keys have moved to new keys: written by who moves them.",
        staff="select",
        worker="select",
        guard="select, insert, update(total, done, broken, handed, ended_at)",
        reads=SIGNED,
    ),
    "vault_shareholder": Promise(
        "Who holds shares of a recovery: written by who makes them.",
        staff="select",
        guard="select, insert",
        reads=SIGNED,
    ),
    "vault_team": Promise(
        "Teams that hold keys: made and set up by procedures, that alone say which "
        "keys are the newest.",
        public="select(id, newest_id)",
        staff="select",
        worker="select(id, newest_id)",
        guard="select, insert, update(set_up_at, set_up_by, newest_id)",
        reads=SIGNED,
    ),
    "vault_wrap": Promise(
        "Private halves under a password or passkey: their person's alone.",
        staff="select",
        guard="select, insert, delete",
        reads="member_id = %(me)s",
    ),
}
