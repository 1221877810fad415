"""Registers of places of safety: of their keepers, and of nobody else."""

from __future__ import annotations

from tests.security.rls.promise import Promise

_SUPPORT = "%(purpose)s = 'safeguarding_support'"
_KEEPS = (
    f"{_SUPPORT} and exists (select from safeguarding_safetyregister r"
    " where r.id = {0} and r.organisation_id = %(own)s and (exists (select"
    " from safeguarding_registerkeeper k where k.register_id = r.id"
    " and k.person_id = %(me)s and k.ended_at is null) or r.opened_by_id = %(me)s"
    " and not exists (select from safeguarding_registerkeeper k"
    " where k.register_id = r.id)))"
)
_KEPT, _UNDER = _KEEPS.format("t.id"), _KEEPS.format("t.register_id")
_NEVER = f"not ({_SUPPORT})"

TABLES = {
    "safeguarding_safetyregister": Promise(
        "Registers of nights: who keeps one, at support work for the organisation "
        "whose it is. It is opened for one's own organisation and its keys.",
        staff="select, insert, update(closed_at)",
        guard="select(id, organisation_id, team_id, night, opened_by_id)",
        reads=_KEPT,
        adds=f"{_SUPPORT} and t.opened_by_id = %(me)s and t.closed_at is null"
        " and t.organisation_id = %(own)s and exists (select from vault_team v"
        " where v.id = t.team_id and v.organisation_id = t.organisation_id)",
        changes=_KEPT,
        never=_NEVER,
    ),
    "safeguarding_registerkeeper": Promise(
        "Who keeps a register: named, and ended once, by who keeps it.",
        staff="select, insert, update(ended_at)",
        guard="select(register_id, person_id, ended_at)",
        reads=_UNDER,
        adds=f"{_UNDER} and t.named_by_id = %(me)s and t.ended_at is null",
        changes=f"{_UNDER} and t.ended_at is null",
        never=_NEVER,
    ),
    "safeguarding_registerentry": Promise(
        "Entries, sealed and never changed: who keeps the register adds to it while it "
        "is open, in no name but their own; a phone's come by a procedure.",
        staff="select, insert",
        guard="select(id, register_id, content_sealed), insert",
        reads=_UNDER,
        adds=f"{_UNDER} and t.written_by_id = %(me)s and not t.is_by_phone"
        " and t.doubts = '{{}}' and t.sealed_as = t.id and exists (select"
        " from safeguarding_safetyregister o where o.id = t.register_id"
        " and o.closed_at is null)",
        never=_NEVER,
    ),
    "safeguarding_registerday": Promise(
        "How many had come by a day's end: told once by who keeps the register, and "
        "never changed; others learn no day.",
        staff="select, insert",
        guard="select(register_id, day, people)",
        reads=_UNDER,
        adds=f"{_UNDER} and t.told_by_id = %(me)s",
        never=_NEVER,
    ),
}
