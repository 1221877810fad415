"""A brief as its planners are writing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import override

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.briefing import rules
from unhidden.operations.briefing.queries.facts import load_facts
from unhidden.operations.briefing.queries.reach import make_leading_condition
from unhidden.operations.briefing.queries.sheets import BriefSheet, build_sheet
from unhidden.operations.briefing.queries.sheets_of_phrases import collect_phrases
from unhidden.operations.briefing.queries.subjects import load_subject
from unhidden.operations.briefing.queries.suggestions import suggest_words
from unhidden.operations.models import BriefDraft, BriefVersion, OperationBrief
from unhidden.operations.policies import PLAN


@dataclass(frozen=True, slots=True)
class BriefDraftView:
    """What is written; ``revision`` 0 before any save.

    ``words`` by language; in the ``unsaved`` ones, which nobody has saved, they are
    suggested. ``missing`` are the codes of required texts not yet saved.
    """

    brief_id: UUID
    operation_id: UUID
    team_id: UUID | None
    words: dict[str, dict[str, str]]
    unsaved: tuple[str, ...]
    languages: tuple[str, ...]
    revision: int
    saved_by: str
    saved_at: datetime | None
    missing: tuple[str, ...]


@query
def get_draft(*, viewer: Actor, brief_id: UUID) -> BriefDraftView:
    """The draft for its planners; raises Absent."""
    brief = find_planned_brief(viewer, brief_id)
    row = BriefDraft.objects.select_related("saved_by").filter(brief=brief).first()
    kept = kept_words(row)
    unsaved = tuple(each for each in rules.LANGUAGES if not kept[each])
    return BriefDraftView(
        brief_id=brief.id,
        operation_id=brief.operation_id,
        team_id=brief.team_id,
        words=kept | _suggest(viewer, brief, unsaved),
        unsaved=unsaved,
        languages=tuple(row.languages) if row else (),
        revision=row.revision if row else 0,
        saved_by=row.saved_by.name if row else "",
        saved_at=row.saved_at if row else None,
        missing=rules.find_missing_fields(kept["en"], kept["cy"]),
    )


@query
def preview_draft(
    *, viewer: Actor, brief_id: UUID, audience: str, language: str
) -> BriefSheet:
    """What would be issued now, in the language; raises Absent."""
    brief = find_planned_brief(viewer, brief_id)
    contents = collect_contents(brief)[audience]
    last = find_last_version(brief)
    return build_sheet(
        brief, contents, audience=audience, language=language, number=last + 1
    )


def find_planned_brief(viewer: Actor, brief_id: UUID) -> OperationBrief:
    """A brief that the viewer may write; raises Absent."""
    viewer.must(PLAN)
    rows = OperationBrief.objects.select_related("operation", "team").filter(
        make_leading_condition(viewer)
    )
    row = rows.filter(id=brief_id).first()
    if row is None:
        raise Absent
    return row


def kept_words(row: BriefDraft | None) -> dict[str, dict[str, str]]:
    """The texts that were saved, by language; nothing before there is a draft."""
    return {"en": row.words_en, "cy": row.words_cy} if row else {"en": {}, "cy": {}}


def find_last_version(brief: OperationBrief) -> int:
    """The number of the version that was issued last; 0 before any was."""
    numbers = BriefVersion.objects.filter(brief=brief).order_by("-number")
    return numbers.values_list("number", flat=True).first() or 0


def collect_contents(brief: OperationBrief) -> dict[str, rules.Contents]:
    """What each audience would be told now, with the changes since the last version."""
    row = BriefDraft.objects.filter(brief=brief).first()
    subject = load_subject(brief)
    phrases = collect_phrases(row.languages if row else ())
    before = {
        paper.audience: paper.contents
        for version in BriefVersion.objects.filter(brief=brief).order_by("-number")[:1]
        for paper in version.papers.order_by("audience")
    }
    return {
        audience: rules.mark_changes(
            rules.make_contents(
                audience,
                words=kept_words(row),
                visits=subject.visits,
                warrants=subject.warrants,
                crew=subject.crew,
                phrases=phrases,
            ),
            before.get(audience),
        )
        for audience in rules.AUDIENCES
    }


def _suggest(
    viewer: Actor, brief: OperationBrief, languages: Sequence[str]
) -> dict[str, dict[str, str]]:
    """What the brief could say in these languages; nothing is looked up for none."""
    words: dict[str, dict[str, str]] = {}
    if not languages:
        return words
    facts = load_facts(viewer, brief)
    for language in languages:
        with override(language):
            words[language] = suggest_words(facts)
    return words
