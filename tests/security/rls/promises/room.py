"""The room: lines, actions, papers, statements and interviews; steps are added."""

from __future__ import annotations

from tests.security.rls.kept_from import EMERGENCY, never
from tests.security.rls.promise import BY_RECORD, Promise

TABLES: dict[str, Promise] = {
    "investigations_line": Promise(
        "A reasonable line of enquiry, towards the suspect or away: with its "
        "investigation.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "investigations_linestep": Promise(
        "A line's change of state; the last one counts: with its investigation.",
        staff="select, insert",
        guard="select(line_id, turn, state)",
        reads=BY_RECORD,
    ),
    "investigations_roomaction": Promise(
        "Something to be done in an investigation; where it stands its last step "
        "says: with its investigation.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "investigations_actionstep": Promise(
        "An action's move to a queue. Who resulted it never files it "
        "(sql/room.sql): with its investigation.",
        staff="select, insert",
        guard="select",
        reads=BY_RECORD,
    ),
    "investigations_paper": Promise(
        "A document: its sanitised title in the clear, its text sealed: with its "
        "investigation.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "investigations_paperstep": Promise(
        "That a document was read, indexed or filed, and by whom: with its "
        "investigation.",
        staff="select, insert",
        guard="select(paper_id, stage)",
        reads=BY_RECORD,
    ),
    "investigations_papertext": Promise(
        "What a document says; each version stays. In another language beside it: "
        "with its investigation; what others wrote, to no sterile post and in no "
        "emergency.",
        staff="select, insert",
        guard="select(id, investigation_id)",
        reads=BY_RECORD,
        never=never("t.written_by_id"),
    ),
    "investigations_statement": Promise(
        "A witness statement: who made it, who took it, and the declaration: with "
        "its investigation.",
        staff="select, insert",
        reads=BY_RECORD,
    ),
    "investigations_statementcontact": Promise(
        "How the witness of a statement is reached, sealed: with the "
        "investigation, for the few posts that reach them; never changed.",
        staff="select, insert",
        guard="select(id, investigation_id)",
        reads=BY_RECORD,
    ),
    "investigations_interview": Promise(
        "An interview of a person: what it was to take, what it took: with its "
        "investigation; in no emergency.",
        staff="select, insert",
        guard="select(id, investigation_id)",
        reads=BY_RECORD,
        never=never("t.planned_by_id", EMERGENCY),
    ),
    "investigations_interviewstep": Promise(
        "What became of an interview; the last one counts: with its investigation; "
        "of an interview that others planned, what others wrote to no sterile post "
        "and in no emergency.",
        staff="select, insert",
        guard="select(id, investigation_id, interview_id, turn, stage)",
        reads=BY_RECORD,
        never=never("t.taken_by_id") + " and not exists (select from"
        " investigations_interview i where i.id = t.interview_id"
        " and i.planned_by_id = %(me)s)",
    ),
}
