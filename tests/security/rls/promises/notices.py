"""Whom to tell by e-mail that something waits, and how soon."""

from __future__ import annotations

from tests.security.rls.promise import Promise

TABLES = {
    "notices_letter": Promise(
        "That somebody is to be told, or was, and not of what: the worker. They see "
        "their own, and may have a refused one tried again.",
        staff="select(id, person_id, state, changed_at, is_retried), "
        "update(is_retried)",
        worker="select, insert, update, delete",
        reads="person_id = %(me)s",
        changes="person_id = %(me)s",
    ),
    "notices_mailbar": Promise(
        "Who is sent no e-mail at all: administrators say so, for reasons that are "
        "nowhere; whoever it is knows.",
        staff="select, insert, update(is_barred, changed_by_id, changed_at)",
        worker="select",
        reads="person_id = %(me)s or %(purpose)s = 'system_admin'",
        adds="%(purpose)s = 'system_admin'",
        changes="%(purpose)s = 'system_admin'",
    ),
    "notices_noticechoice": Promise(
        "How soon somebody wants to be told of what: theirs alone, and the worker's.",
        staff="select, insert, update(pace)",
        worker="select",
        reads="person_id = %(me)s",
        adds="person_id = %(me)s",
        changes="person_id = %(me)s",
    ),
    "notices_noticeround": Promise(
        "The hours at which people were told.",
        worker="select, insert, delete",
    ),
}
