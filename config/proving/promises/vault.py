"""Keys. No program changes a table of keys: procedures do, that prove who may.

One thing is added directly: a key of a sealed row, for the newest keys of its team."""

from __future__ import annotations

from config.proving.promise import SIGNED, Promise

TABLES = {
    "vault_generation": Promise(
        "Public halves of a team's keys: everybody seals to the newest. Nobody "
        "puts another in its place.",
        public="select(id, team_id, number, public_key)",
        staff="select",
        worker="select(id, team_id, number, public_key)",
        reads=SIGNED,
    ),
    "vault_helper": Promise(
        "The worker's public half, for work in its memory.",
        staff="select",
        worker="select",
        reads=SIGNED,
    ),
    "vault_member": Promise(
        "Public halves of people's keys: only their own procedure makes and "
        "renews one.",
        staff="select",
        reads=SIGNED,
    ),
    "vault_memberkey": Promise(
        "A team's private half, sealed to a member: read by that member. Nobody "
        "adds, takes away or replaces one.",
        staff="select",
        reads="member_id = %(me)s",
    ),
    "vault_membership": Promise(
        "Who holds a team's keys: nobody joins a team, or lets another in, past "
        "its procedures.",
        staff="select",
        guard="select(team_id, member_id, admitted_at, ended_at)",
        reads=SIGNED,
    ),
    "vault_recordkey": Promise(
        "Keys of sealed rows, each sealed to a team: added for the team's "
        "newest keys, and never replaced or taken away.",
        public="insert",
        staff="select, insert",
        worker="select",
        guard="select(record_id, slot, team_id), delete",
        reads=SIGNED,
        adds="generation_id = (select g.id from vault_generation g where "
        "g.team_id = t.team_id order by g.number desc limit 1)",
    ),
    "vault_recovery": Promise(
        "That a team can be recovered: by those who hold its keys.",
        staff="select",
        reads=SIGNED,
    ),
    "vault_recoverynotice": Promise(
        "Who is told of a recovery: they themselves.",
        staff="select",
        reads="person_id = %(me)s",
    ),
    "vault_recoveryuse": Promise(
        "That somebody recovered a team's keys: written by the procedure that does.",
        staff="select",
        reads=SIGNED,
    ),
    "vault_rewrap": Promise(
        "How far record keys have moved to new keys: written by who moves them.",
        staff="select",
        worker="select",
        reads=SIGNED,
    ),
    "vault_shareholder": Promise(
        "Who holds shares of a recovery: written by who makes them.",
        staff="select",
        reads=SIGNED,
    ),
    "vault_team": Promise(
        "Teams that hold keys: made and set up by procedures.",
        staff="select",
        reads=SIGNED,
    ),
    "vault_wrap": Promise(
        "Private halves under a password or passkey: their person's alone.",
        staff="select",
        reads="member_id = %(me)s",
    ),
}
