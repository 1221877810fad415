"""Issuing a brief, and acknowledging it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib import typesetting
from unhidden.operations.briefing import rules
from unhidden.operations.briefing.actions import refusals
from unhidden.operations.briefing.actions.locking import lock_planned_brief
from unhidden.operations.briefing.queries import drafts
from unhidden.operations.briefing.queries.papers import make_papers
from unhidden.operations.briefing.queries.reach import filter_own_briefs
from unhidden.operations.briefing.queries.sheets import build_sheet
from unhidden.operations.models import (
    BriefAcknowledgement,
    BriefDraft,
    BriefPaper,
    BriefVersion,
    OperationBrief,
)
from unhidden.operations.policies import PLAN, SEE


@action
def issue_brief(*, brief_id: UUID, actor: Actor, at: datetime) -> int:
    """Freeze the draft with the plan as it stands as a new version; gives its number.

    Its changes since the last version are marked, and everybody reads it anew. Raises
    OperationClosed, BriefIncomplete, NothingChanged, BriefTooLong, BriefNotPrintable.
    """
    actor.must(PLAN)
    brief = lock_planned_brief(actor, brief_id)
    _check_complete(brief)
    contents = drafts.collect_contents(brief)
    number = drafts.find_last_version(brief) + 1
    if number > 1 and not any(map(rules.has_changes, contents.values())):
        raise refusals.NothingChanged
    papers = _set_papers(brief, contents, number)
    version = BriefVersion.objects.create(
        brief=brief, number=number, issued_by_id=actor.person, issued_at=at
    )
    for audience, (english, welsh) in papers.items():
        BriefPaper.objects.create(
            version=version,
            audience=audience,
            contents=contents[audience],
            paper_en=english,
            paper_cy=welsh,
        )
    audit.record_event(
        name="operations.brief_issued",
        actor=actor,
        subject=brief,
        at=at,
        detail={"number": number},
    )
    return number


@action
def acknowledge_brief(
    *, brief_id: UUID, number: int, actor: Actor, at: datetime
) -> None:
    """Note that the actor, who goes, has read this version of the brief.

    Raises BriefSuperseded, BriefAlreadyRead, and Absent for who does not go.
    """
    actor.must(SEE)
    brief = filter_own_briefs(actor).filter(id=brief_id).first()
    if brief is None:
        raise Absent
    version = brief.versions.order_by("-number").first()
    if version is None:
        raise Absent
    if version.number != number:
        raise refusals.BriefSuperseded
    row = BriefAcknowledgement(
        version=version,
        person_id=actor.person,
        organisation_id=actor.organisation,
        acknowledged_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise refusals.BriefAlreadyRead from error
    audit.record_event(
        name="operations.brief_read",
        actor=actor,
        subject=brief,
        at=at,
        detail={"number": number},
    )


def _check_complete(brief: OperationBrief) -> None:
    words = drafts.kept_words(BriefDraft.objects.filter(brief=brief).first())
    if missing := rules.find_missing_fields(words["en"], words["cy"]):
        raise refusals.BriefIncomplete(missing)


def _set_papers(
    brief: OperationBrief, contents: dict[str, rules.Contents], number: int
) -> dict[str, tuple[bytes, bytes]]:
    """The English and the Welsh file of each audience, none of them too long."""
    sheets = [
        build_sheet(
            brief, contents[audience], audience=audience, language=each, number=number
        )
        for audience in rules.AUDIENCES
        for each in rules.LANGUAGES
    ]
    try:
        papers = make_papers(sheets)
    except typesetting.PaperNotSet as error:
        raise refusals.BriefNotPrintable from error
    longest = max(map(typesetting.count_pages, papers))
    if longest > rules.MOST_PAGES:
        raise refusals.BriefTooLong(longest)
    pairs = zip(papers[::2], papers[1::2], strict=True)
    return dict(zip(rules.AUDIENCES, pairs, strict=True))
