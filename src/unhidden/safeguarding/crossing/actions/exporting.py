"""A file of cases as HTCDS 2.0, and what it leaves out; each is kept with its hash."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import rows
from unhidden.audit.actions import Verb
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.consent.actions.outgoing import NewOutgoing, note_outgoing
from unhidden.safeguarding.consent.queries.standing import find_word
from unhidden.safeguarding.consent.rules import standing
from unhidden.safeguarding.crossing.rules import htcds
from unhidden.safeguarding.frame.actions import tell_case
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case, OutgoingKind, OutsideReceiver

_EPOCH = (1980, 1, 1, 0, 0, 0)


class NoCases(ActionRefused):
    """None of one's own cases may go into the file."""


@action
def export_cases(
    *, case_id: UUID | None, purpose: str, actor: Actor, at: datetime
) -> bytes:
    """One of one's own cases, or all that one works on, as a file; identity apart.

    Each case keeps that it was exported, for what, and the hash of the file. Raises
    NoCases.
    """
    actor.must("safeguarding.work_case")
    own = Case.objects.filter(own_cases(actor), closed_at=None)
    own = own.select_for_update(of=("self",))
    if case_id is not None:
        own = own.filter(id=case_id)
    found = own.select_related("lead").order_by("opened_at", "id")
    cases = [case for case in found if rows.may_act_on(case, "write")]
    if not cases:
        raise NoCases
    content = _pack([_exported(case, at) for case in cases])
    digest = hashlib.sha256(content).hexdigest()
    for case in cases:
        note_outgoing(
            case=case,
            new=NewOutgoing(
                kind=OutgoingKind.EXPORT,
                categories=(),
                outside=OutsideReceiver.STATISTICS
                if purpose == "statistics"
                else OutsideReceiver.OWN_ORGANISATION,
                purpose=purpose,
                digest=digest,
            ),
            actor=actor,
            at=at,
        )
        tell_case(
            "case_exported",
            case,
            actor=actor,
            at=at,
            verb=Verb.DISCLOSURE,
            detail={"purpose": purpose, "digest": digest},
        )
    return content


def _exported(case: Case, at: datetime) -> htcds.ExportedCase:
    day = standing.day_of(at)
    word = find_word(case, "support", None)
    return htcds.ExportedCase(
        lead=case.lead.name_en,
        lead_kind=case.lead.kind,
        state=case.nrm_state,
        opened_on=standing.day_of(case.opened_at),
        closed_on=standing.day_of(case.closed_at) if case.closed_at else None,
        agrees_to_support=standing.find_standing(word, day) == standing.YES,
    )


def _pack(cases: Sequence[htcds.ExportedCase]) -> bytes:
    """The cases, and the fields that stay empty with why; equal input, equal bytes."""
    fields = htcds.list_fields()
    unmapped = [{"field": name, "why": why} for name, why in htcds.list_unmapped()]
    files = {
        "cases.csv": _write_csv(fields, htcds.make_rows(cases)),
        "not_filled.csv": _write_csv(("field", "why"), unmapped),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), text)
    return packed.getvalue()


def _write_csv(fields: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=fields)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
