"""In whose name a row of an investigation is, and that a filed one takes none."""

from __future__ import annotations

from collections.abc import Iterator

from tests.security.rls.attempts import REFUSED, Attempt
from tests.security.rls.probes.investigations.prepared import (
    AT_WORK,
    LED,
    ME,
    STRANGE,
    THEM,
    post,
    under,
)

#: In whose name a row is added: the column.
_BY = {
    "actionstep": "taken_by_id",
    "archive": "asked_by_id",
    "chronologyevent": "entered_by_id",
    "clockstep": "entered_by_id",
    "custodygap": "told_by_id",
    "exhibit": "registered_by_id",
    "exhibitfile": "added_by_id",
    "exhibitleaving": "asked_by_id",
    "exhibitmove": "recorded_by_id",
    "interestconflict": "recorded_by_id",
    "interview": "planned_by_id",
    "interviewstep": "taken_by_id",
    "investigatedperson": "added_by_id",
    "investigationclock": "started_by_id",
    "investigationpartner": "joined_by_id",
    "line": "raised_by_id",
    "linestep": "taken_by_id",
    "lookagain": "entered_by_id",
    "material": "entered_by_id",
    "materialdecision": "decided_by_id",
    "materialdescription": "written_by_id",
    "orderreference": "entered_by_id",
    "origin": "brought_by_id",
    "outcome": "entered_by_id",
    "paper": "registered_by_id",
    "paperstep": "taken_by_id",
    "papertext": "written_by_id",
    "personcontact": "written_by_id",
    "personidentity": "written_by_id",
    "personrole": "given_by_id",
    "post": "given_by_id",
    "presumedanswer": "answered_by_id",
    "redaction": "made_by_id",
    "rehash": "taken_by_id",
    "retentionhold": "held_by_id",
    "roomaction": "raised_by_id",
    "schedule": "signed_by_id",
    "section45record": "decided_by_id",
    "sensitivedescription": "written_by_id",
    "sensitiveline": "sealed_by_id",
    "statement": "taken_by_id",
    "statementcontact": "written_by_id",
    "statusstep": "changed_by_id",
    "subjectlink": "linked_by_id",
    "victimupdate": "entered_by_id",
}
_SCHEDULES = ("disclosure_officer", "deputy_disclosure")
_LEADS = ("sio", "deputy_sio")
_REACHES = (*_LEADS, "office_manager", "victim_liaison")
#: To which whoever holds one of these posts alone adds.
_IN_POST = {
    "materialdescription": _SCHEDULES,
    "personcontact": _REACHES,
    "presumedanswer": _SCHEDULES,
    "schedule": _SCHEDULES,
    "section45record": ("sio",),
    "sensitivedescription": (*_LEADS, *_SCHEDULES),
    "sensitiveline": (*_LEADS, *_SCHEDULES),
    "statementcontact": _REACHES,
    "victimupdate": _REACHES,
}
#: What everybody on the team decides, and an archive that nobody released yet.
_SAYS = {
    "archive": {"kind": "'open'", "sha256": "''", "leaf": "''", "size": "0"},
    "materialdecision": {"axis": "'relevance'"},
}
_NO_POST = "delete from investigations_post"
_FILED = f"update investigations_investigation set status = 'filed' where id = {LED}"


def _adds(table: str, name: str, expects: str, *before: str, **given: str) -> Attempt:
    step = under(table, **{**_SAYS.get(table, {}), **given})
    named = f"{table}: {name}"
    prepared = [_NO_POST, *before]
    return Attempt(f"investigations_{table}", named, AT_WORK, [step], expects, prepared)


def _named() -> Iterator[Attempt]:
    for table, column in _BY.items():
        held = [post(each) for each in _IN_POST.get(table, ())[:1]]
        mine, theirs = {column: ME}, {column: THEM}
        yield _adds(table, "in one's own name", "done", *held, **mine)
        yield _adds(table, "in another's name", REFUSED, *held, **theirs)
        yield _adds(table, "of a filed one", REFUSED, *held, _FILED, **mine)
        yield _adds(
            table, "of others", REFUSED, *held, investigation_id=STRANGE, **mine
        )
    for table, posts in _IN_POST.items():
        mine = {_BY[table]: ME}
        yield _adds(table, "in no post", REFUSED, **mine)
        yield _adds(table, "in another post", REFUSED, post("exhibits_officer"), **mine)
        for each in posts[1:]:
            yield _adds(table, f"as {each}", "done", post(each), **mine)


_OPENED = {"changed_by_id": ME, "to_status": "'open'"}

NAMED = [
    *_named(),
    _adds("statusstep", "of a filed one, that it is open again", "done", _FILED,
          from_status="'filed'", **_OPENED),
    _adds("statusstep", "of a filed one, from another", REFUSED, _FILED,
          from_status="'open'", **_OPENED),
    _adds("scheduleline", "in the post", "done", post("disclosure_officer")),
    _adds("scheduleline", "in no post", REFUSED),
    _adds("exhibitfilepiece", "of one's own", "done"),
    _adds("exhibitfilepiece", "of a filed one", REFUSED, _FILED),
]  # fmt: skip
